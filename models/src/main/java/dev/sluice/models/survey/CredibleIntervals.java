// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.Interval;

/**
 * Equal-tailed credible intervals of one scenario's statistics: the action likelihoods of the
 * observed forms are drawn from their posteriors ({@link ActionDraws}), and the statistics computed
 * of every draw. They are for intervals only: posterior means of entropies are badly biased near
 * likelihoods of 0 and 1.
 *
 * @param malAction1 marginal action likelihood
 * @param mae marginal action entropy
 * @param qfE mean action entropy
 * @param qfC question-form consistency
 */
public record CredibleIntervals(Interval malAction1, Interval mae, Interval qfE, Interval qfC) {

  /**
   * Computes the statistics of each draw.
   *
   * @param forms draws of the observed forms; without any the intervals are blank
   * @param draws how many there are of each
   */
  static CredibleIntervals of(Iterable<ActionDraws> forms, int draws, double level) {
    double[] mal = new double[draws];
    double[] qfE = new double[draws];
    int observed = 0;
    for (ActionDraws form : forms) {
      observed++;
      for (int i = 0; i < draws; i++) {
        mal[i] += form.p()[i];
        qfE[i] += form.h()[i];
      }
    }
    double[] mae = new double[draws];
    double[] qfC = new double[draws];
    for (int i = 0; i < draws; i++) {
      mal[i] /= observed;
      qfE[i] /= observed;
      mae[i] = Entropy.bits(mal[i]);
      qfC[i] = 1 - Math.max(0, mae[i] - qfE[i]);
    }
    return new CredibleIntervals(
        Interval.central(mal, level),
        Interval.central(mae, level),
        Interval.central(qfE, level),
        Interval.central(qfC, level));
  }
}
