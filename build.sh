#!/usr/bin/env bash
# Installs what is missing, builds, runs, tests. `./build.sh --help` lists it; messages in Chinese or English.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

program=build/release/carecap
result=build/results/tianjin-baseline.h5
scenario=scenarios/tianjin/baseline.yaml
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
install=yes

# One line each: Debian's name, then what it is (shown where apt is not the package manager).
build_packages='gcc              C compiler (12 or newer)
libc6-dev        headers of the C library
cmake            build system (3.25 or newer)
ninja-build      build tool
pkg-config       finds libraries
libgsl-dev       GNU Scientific Library
libhdf5-dev      HDF5 with its high-level library
libfyaml-dev     YAML reader (0.7 or newer)
libcsv-dev       CSV reader
librandom123-dev counter-based random numbers
nettle-dev       SHA-256'
test_packages='libcmocka-dev     unit tests
clang             second compiler, for fuzzing and the thread sanitizer
libclang-rt-dev   its sanitizers and fuzzer
libomp-dev        its OpenMP runtime
clang-format      checks the format of the sources (version 14)
binutils          nm, for the check of symbol names
hdf5-tools        h5dump
netcdf-bin        ncdump
python3           reads results as an analyst would
python3-numpy     arrays
python3-xarray    labelled arrays
python3-netcdf4   netCDF-4 engine of xarray
python3-h5netcdf  HDF5 engine of xarray
python3-matplotlib pictures of the notebooks
python3-nbconvert runs the notebooks
python3-ipykernel the notebooks'"'"' kernel
fonts-noto-cjk    Chinese characters in pictures'

case "${LC_ALL:-${LANG:-}}" in en*) lang=en ;; *) lang=zh ;; esac

# say 中文 English
say() {
  if [ "$lang" = en ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

fail() {
  say "build.sh：$1" "build.sh: $2" >&2
  exit "${3:-3}"
}

usage() {
  say "用法：./build.sh [选项] 命令 [参数]

命令
  run [参数]    安装缺少的软件包，编译，运行天津基准情景，结果写入 $result
                带参数时等同于 carecap run 参数
  test          安装测试所需的软件包，编译并运行全部测试（25 分钟以内）
  build         只编译，程序为 $program
  bench [参数]  编译并测速（carecap bench 参数）
  clean         删除 build/

选项
  --no-install  不安装任何软件包
  --lang zh|en  消息语言（默认中文；LANG 或 LC_ALL 以 en 开头时为英文）
  --help        显示本说明" \
"Usage: ./build.sh [options] command [arguments]

Commands
  run [arguments]    install missing packages, build, run the Tianjin baseline; the result goes to $result
                     with arguments: the same as carecap run arguments
  test               install what the tests need, build, run all tests (under 25 minutes)
  build              build only; the program is $program
  bench [arguments]  build and measure the speed (carecap bench arguments)
  clean              delete build/

Options
  --no-install  install no package
  --lang zh|en  language of messages (Chinese, unless LANG or LC_ALL starts with en)
  --help        this page"
}

# Names of the packages in a list that dpkg does not have installed.
missing_packages() {
  awk '{ print $1 }' | while read -r name; do
    case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) in
      *' installed') ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

# Installs what is missing of a list of packages, with apt where there is apt.
install_packages() {
  local list=$1 missing root=()
  [ "$install" = yes ] || return 0
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "本系统没有 apt。请用系统自带的软件管理器安装下列软件包（Debian 名称与说明）：" \
      "This system has no apt. Please install these with its own package manager (Debian's names, and what they are):"
    printf '%s\n' "$list" | sed 's/^/  /'
    return 0
  fi
  missing=$(missing_packages <<<"$list" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      fail "需要管理员权限安装：$missing" "administrator rights are needed to install: $missing"
    root=(sudo)
  fi
  say "安装软件包：$missing" "installing packages: $missing"
  mkdir -p build
  # shellcheck disable=SC2086 # the names are words
  if ! "${root[@]}" apt-get update -q >build/install.log 2>&1 ||
    ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing \
      >>build/install.log 2>&1; then
    tail -n 30 build/install.log >&2
    fail "软件包安装失败（见上；网络？）：$missing" "packages could not be installed (see above; network?): $missing"
  fi
}

# Configures a preset; its output is shown only when it fails.
configure() {
  local preset=$1 log
  shift
  mkdir -p build
  log=build/$preset-configure.log
  if ! cmake --preset "$preset" "$@" >"$log" 2>&1; then
    cat "$log" >&2
    fail "配置失败（$preset），原因见上" "configuring failed ($preset), see above"
  fi
}

build_preset() {
  say "编译 $1" "building $1"
  cmake --build --preset "$1" --parallel "$jobs" "${@:2}" || fail "编译失败（$1）" "the build failed ($1)"
}

# The program alone. The tests stay configured where their library is present.
build_program() {
  local testing=OFF
  if command -v pkg-config >/dev/null && pkg-config --exists cmocka; then
    testing=ON
  fi
  configure release -DBUILD_TESTING="$testing"
  build_preset release --target carecap
}

command_run() {
  say "carecap：检查软件包，编译，运行情景。" "carecap: checks packages, builds, runs a scenario."
  install_packages "$build_packages"
  build_program
  if [ $# -gt 0 ]; then
    exec "$program" run --lang "$lang" "$@"
  fi
  mkdir -p "$(dirname "$result")"
  say "运行 $scenario" "running $scenario"
  "$program" run --lang "$lang" "$scenario" --output "$result" --force
  say "
结果文件：$result
查看内容：$program describe $result
所有命令：$program --help
改条件：  在 $scenario 旁新建文件，第一行写 base: baseline.yaml，其后只写要改的内容，再运行 ./build.sh run 我的情景.yaml --output 结果.h5
做分析：  notebooks/ 里的示例直接读取结果文件" \
    "
Result file:     $result
What is in it:   $program describe $result
All commands:    $program --help
Your scenario:   a file beside $scenario that begins with base: baseline.yaml and states only what changes, then ./build.sh run yours.yaml --output yours.h5
Analyse it:      the examples in notebooks/ read the result file"
}

# Runs a command at fixed addresses where the system spreads them wider (over 28 bits) than older sanitizers can follow.
steady() {
  local bits=0
  [ ! -r /proc/sys/vm/mmap_rnd_bits ] || bits=$(cat /proc/sys/vm/mmap_rnd_bits)
  if [ "$bits" -gt 28 ] && setarch "$(uname -m)" -R true 2>/dev/null; then
    setarch "$(uname -m)" -R "$@"
  else
    "$@"
  fi
}

command_test() {
  say "carecap：安装测试所需的软件包，编译，运行全部测试（25 分钟以内）。" \
    "carecap: installs what the tests need, builds, runs all tests (under 25 minutes)."
  install_packages "$build_packages
$test_packages"
  # Cheapest finder of faults first; every step ends the script when it fails; the full release tests come last.
  for preset in release dev fuzz; do
    configure "$preset" -DBUILD_TESTING=ON
    build_preset "$preset"
  done
  say "测试 1/3：带内存与未定义行为检查（dev）" "tests 1/3: with address and undefined-behaviour sanitizers (dev)"
  steady ctest --preset dev-quick --parallel "$jobs"
  say "测试 2/3：模糊测试（fuzz）" "tests 2/3: fuzzing (fuzz)"
  steady ctest --preset fuzz --parallel "$jobs"
  say "测试 3/3：发布版全部测试（release）" "tests 3/3: all tests of the release build (release)"
  ctest --preset release --parallel "$jobs"
}

command_build() {
  say "carecap：检查软件包，编译。" "carecap: checks packages, builds."
  install_packages "$build_packages"
  build_program
  say "程序：$program" "program: $program"
}

command_bench() {
  say "carecap：检查软件包，编译，测速。" "carecap: checks packages, builds, measures the speed."
  install_packages "$build_packages"
  build_program
  exec "$program" bench --lang "$lang" "$@"
}

# Takes our own options off the front of the arguments; leaves the rest in `rest`.
take_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --no-install) install=no ;;
      --lang) take_language "${2:-}"; shift ;;
      --lang=*) take_language "${1#--lang=}" ;;
      -h | --help) usage; exit 0 ;;
      *) break ;;
    esac
    shift
  done
  rest=("$@")
}

take_language() {
  case $1 in
    zh | en) lang=$1 ;;
    *) fail "--lang 只能是 zh 或 en" "--lang is zh or en" 2 ;;
  esac
}

rest=()
take_options "$@"
[ "${#rest[@]}" -gt 0 ] || { usage >&2; exit 2; }
command=${rest[0]}
take_options "${rest[@]:1}"
case $command in
  run | bench) "command_$command" "${rest[@]}" ;;
  test | build | clean)
    [ "${#rest[@]}" = 0 ] || fail "不认识的参数：${rest[*]}" "not understood: ${rest[*]}" 2
    if [ "$command" = clean ]; then
      rm -rf build
      say "已删除 build/" "deleted build/"
    else
      "command_$command"
    fi
    ;;
  *) fail "不认识的命令：$command（见 ./build.sh --help）" "no such command: $command (see ./build.sh --help)" 2 ;;
esac
