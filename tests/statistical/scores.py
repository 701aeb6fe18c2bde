"""How far counts may lie from their expectations: z by cell, the Bonferroni bound of the largest, the mean of z^2.

The largest |z| is judged by tails, not by the normal curve: a count near 25 has a heavy right tail. No sum of
independent indicators has a heavier tail than a Poisson count of the same variance (Bennett 1962, doi
10.1080/01621459.1962.10482149), so that tail is taken and turned into the normal score of the same probability; |z| and
score are both printed.
"""
import math
import statistics

import numpy

NORMAL = statistics.NormalDist()
LEAST_EXPECTED = 25
LEAST_VARIANCE = 5  # for the mean of z^2 only: below it single events decide


def bonferroni(n_cells, level=0.01):
    return -NORMAL.inv_cdf(level / n_cells / 2)


def normal_score(distance, variance):
    """|z| of the normal curve with the probability that a Poisson count of this variance lies as far above its mean."""
    tail, k = 0.0, variance + distance
    while True:
        mass = math.exp(k * math.log(variance) - variance - math.lgamma(k + 1))
        tail += mass
        if mass <= 1e-9 * tail:
            break
        k += 1
    return 40.0 if tail < 1e-300 else max(0.0, -NORMAL.inv_cdf(min(tail, 0.5)))


def square_score(square, error):
    """How many errors the mean of z^2 lies from 1, on the scale on which a chi-square mean of that error is normal (cube
    root: Wilson and Hilferty 1931, doi 10.1073/pnas.17.12.684). Large families: (square - 1) / error."""
    width = error**2 / 9  # 2 / (9 degrees of freedom), error^2 = 2 / degrees of freedom
    return (square**(1 / 3) - (1 - width)) / math.sqrt(width)


class Table:
    """Collects families of cells of one run, prints them, and judges: the bound is over all cells of the table."""

    def __init__(self, title):
        self.title, self.families = title, []

    def add(self, name, observed, mean, variance, correlation=None):
        """observed, mean, variance of one shape. correlation: sum over pairs of cells of squared correlations, for the
        standard error of the mean of z^2, given as a function of the mask of cells; None: independent cells."""
        tested = mean >= LEAST_EXPECTED
        fixed = tested & (variance < 1e-6)
        tested &= ~fixed
        z = numpy.zeros(mean.shape)
        z[tested] = (observed[tested] - mean[tested]) / numpy.sqrt(variance[tested])
        worst, largest = 0.0, abs(z).max() if tested.any() else 0
        for at in numpy.argwhere(tested & ((abs(z) > 3.5) | (abs(z) == largest))):
            at = tuple(at)
            worst = max(worst, normal_score(abs(observed[at] - mean[at]), variance[at]))
        spread = tested & (variance >= LEAST_VARIANCE)
        n = int(spread.sum())
        pairs = float(n) if correlation is None else correlation(spread)
        error = math.sqrt(2 * pairs + (1 / variance[spread]).sum()) / n if n > 0 else 0.0
        self.families.append({
            "name": name, "cells": int(tested.sum()), "max": float(abs(z[tested]).max()) if tested.any() else 0.0,
            "score": worst, "n": n, "square": float((z[spread]**2).mean()) if n else 1.0, "error": error,
            "fixed": int((abs(observed - mean) > 0.5)[fixed].sum()),
            "mean": float(z[tested].mean()) if tested.any() else 0.0})

    def judge(self):
        """Prints the table. @return the number of failures"""
        cells = sum(family["cells"] for family in self.families)
        bound, failures = bonferroni(max(cells, 1)), 0
        print(f"{self.title}: {cells} cells, bound of |z| {bound:.2f} (Bonferroni, 1 %)")
        print(f"  {'cells':34}{'n':>7} {'max|z|':>7} {'score':>6} {'mean z':>7} {'n':>7} {'mean z2':>8} {'se':>6}")
        for family in self.families:
            if family["cells"] + family["fixed"] == 0:
                continue
            bad = family["score"] > bound or family["fixed"] > 0
            bad |= family["n"] > 0 and abs(square_score(family["square"], family["error"])) > 3
            failures += bad
            print(f"  {family['name']:34}{family['cells']:7d} {family['max']:7.2f} {family['score']:6.2f} "
                  f"{family['mean']:+7.3f} {family['n']:7d} {family['square']:8.4f} {family['error']:6.4f}"
                  f"{'  FAIL' if bad else ''}")
        return failures


def block_correlation(covariance):
    """Squared correlations summed over the pairs of one block, for cells [..., i] with covariance [..., i, j]."""
    def of(mask):
        deviation = numpy.sqrt(numpy.maximum(numpy.diagonal(covariance, axis1=-2, axis2=-1), 1e-300))
        correlation = covariance / deviation[..., :, None] / deviation[..., None, :]
        both = mask[..., :, None] & mask[..., None, :]
        return float((correlation**2 * both).sum())
    return of
