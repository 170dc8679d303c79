// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

/** The sum over all graphs, relative to the best one: mantissa 2^exponent. */
record Total(double mantissa, long exponent) {
  /** The number of the full set in an array by sets of nodes. */
  static Total last(ScaledArray bySet) {
    int last = bySet.size() - 1;
    return new Total(bySet.mantissa[last], bySet.exponent[last]);
  }

  double log() {
    return ScaledArray.log(mantissa, exponent);
  }

  /** first(i) second(i) / total by i, as plain doubles: at most about 1 each. */
  double[] shares(ScaledArray first, ScaledArray second) {
    double[] shares = new double[first.size()];
    for (int i = 0; i < shares.length; i++) {
      double share = first.mantissa[i] * second.mantissa[i] / mantissa;
      shares[i] = share * ScaledArray.twoTo(first.exponent[i] + second.exponent[i] - exponent);
    }
    return shares;
  }
}
