#!/usr/bin/env bash
# The README's promise, tried on a bare machine: a fresh minimal root by debootstrap with nothing installed, then
# `./build.sh run`, the same again (must take seconds), and `./build.sh test`.
#
#   sudo tests/house/fresh_root.sh [SUITE [MIRROR]] [--only COMMAND] [--keep]
#
# SUITE   release name, e.g. bookworm or noble; this machine's when left out
# MIRROR  address of the package archive; this machine's own apt configuration when left out
# --only  do just `./build.sh COMMAND` in the fresh root;  --keep  leave the root for a look
set -euo pipefail

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
suite='' mirror='' only='' keep=no
while [ $# -gt 0 ]; do
  case $1 in
    --only) only=${2:?--only needs a command}; shift ;;
    --keep) keep=yes ;;
    -*) sed -n '2,10p' "${BASH_SOURCE[0]}" | cut -c3-; exit 2 ;;
    *) if [ -z "$suite" ]; then suite=$1; else mirror=$1; fi ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || { echo "fresh_root.sh: needs root (chroot, mount)" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "fresh_root.sh: debootstrap is not installed" >&2; exit 2; }
suite=${suite:-$(. /etc/os-release && echo "$VERSION_CODENAME")}

# Archives of this machine that hold the suite, as "address release component".
archives=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' | sort -u |
  awk -v s="$suite" '$2 == s || index($2, s "-") == 1')
base=${mirror:-$(awk -v s="$suite" '$2 == s { print $1; exit }' <<<"$archives")}
[ -n "$base" ] || { echo "fresh_root.sh: no archive of '$suite' in apt's configuration; name a mirror" >&2; exit 2; }

root=$(mktemp -d "${TMPDIR:-/tmp}/care-fresh.XXXXXX")
clean() {
  if [ "$keep" = yes ]; then
    echo "fresh_root.sh: the root is left in $root"
  else
    rm -rf --one-file-system "$root"
  fi
}
chmod 755 "$root" # apt reads lists as its own user
trap clean EXIT

options=(--variant=minbase)
script=()
if [ ! -e "/usr/share/debootstrap/scripts/$suite" ]; then
  script=(/usr/share/debootstrap/scripts/gutsy) # what debootstrap uses for every Ubuntu since
  options+=('--components=main,universe')
fi
echo "== debootstrap $suite"
debootstrap "${options[@]}" "$suite" "$root" "$base" "${script[@]}" >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
rm -f "$root.log"

components=main
grep -q '^ID=ubuntu' "$root/etc/os-release" && components='main universe'
rm -f "$root"/etc/apt/sources.list.d/*
if [ -n "$mirror" ]; then
  printf 'deb %s %s %s\n' "$mirror" "$suite" "$components" "$mirror" "$suite-updates" "$components"
else
  awk '{ printf "deb %s %s %s\n", $1, $2, $3 }' <<<"$archives"
fi >"$root/etc/apt/sources.list"
apt-config dump | grep -E '^Acquire::https?::Proxy ' >"$root/etc/apt/apt.conf.d/90proxy" || true
cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true

mkdir -p "$root/trial/carecap"
tar -C "$tree" --exclude=./build --exclude=./.git --exclude=__pycache__ -cf - . | tar -C "$root/trial/carecap" -xf -

# What runs inside: mounts live and die with the name space.
cat >"$root/trial/steps" <<'STEPS'
set -eu
cd /trial/carecap
step() {
  echo "== ./build.sh $*"
  start=$(date +%s)
  ./build.sh "$@" </dev/null
  seconds=$(($(date +%s) - start))
  echo "== ./build.sh $*: $seconds s"
}
if [ -n "${ONLY:-}" ]; then
  step $ONLY
  exit 0
fi
step run
step run
[ "$seconds" -le 30 ] || { echo "fresh_root.sh: the second run took $seconds s: the build is not incremental" >&2; exit 1; }
[ -s build/results/tianjin-baseline.h5 ] || { echo "fresh_root.sh: no result file" >&2; exit 1; }
step test
[ "$seconds" -le 900 ] || { echo "fresh_root.sh: the tests took $seconds s: more than a quarter of an hour" >&2; exit 1; }
STEPS
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ONLY="$only" CI=true \
  unshare --mount --pid --fork bash -c '
    mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" && exec chroot "$1" bash /trial/steps' _ "$root"
echo "== fresh root of $suite: all well"
