// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Digamma;

/** Entropies of a choice between two actions, in bits. */
final class Entropy {
  static final double LN2 = Math.log(2);

  /** The digamma function of small counts, which are nearly all there are. */
  private static final double[] PSI =
      IntStream.range(0, 256).mapToDouble(n -> Digamma.value(Math.max(1, n))).toArray();

  private Entropy() {}

  /** {@code -p log2 p - (1-p) log2 (1-p)}, where 0 log 0 is 0. */
  static double bits(double p) {
    return term(p) + term(1 - p);
  }

  /**
   * The psi estimator {@code (1/n) sum n_i (psi(n) - psi(n_i))} of an entropy from counts, of which
   * at least one is positive. Its bias is far smaller than that of the plug-in estimator.
   */
  static double psiBits(int count1, int count2) {
    int n = count1 + count2;
    return (psiTerm(count1, n) + psiTerm(count2, n)) / (n * LN2);
  }

  private static double term(double p) {
    return p <= 0 ? 0 : -p * Math.log(p) / LN2;
  }

  private static double psiTerm(int count, int n) {
    return count == 0 ? 0 : count * (psi(n) - psi(count));
  }

  private static double psi(int count) {
    return count < PSI.length ? PSI[count] : Digamma.value(count);
  }
}
