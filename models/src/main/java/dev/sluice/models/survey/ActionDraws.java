// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Draws of the action likelihood of one question form from its posterior under Jeffreys' prior,
 * Beta(k + 1/2, n - k + 1/2). They are a function of the seed, the form and its counters; so forms
 * are independent, and scenarios with the same counters share them.
 *
 * @param p the draws
 * @param h the action entropy of each, in bits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record ActionDraws(double[] p, double[] h) {

  /**
   * A form and its counters.
   *
   * @param form the form
   * @param action1 answers that chose the first action
   * @param action2 answers that chose the second action
   */
  record Key(QuestionForm form, int action1, int action2) {}

  static ActionDraws draw(Key key, long seed, int draws) {
    UniformRandomProvider random =
        KeyedRandom.of(seed, "credible intervals", key.form.index(), key.action1, key.action2);
    // X / (X + Y) of two gamma variables
    ContinuousSampler x = gamma(random, key.action1 + 0.5);
    ContinuousSampler y = gamma(random, key.action2 + 0.5);
    double[] p = new double[draws];
    double[] h = new double[draws];
    for (int i = 0; i < draws; i++) {
      double first = x.sample();
      p[i] = first / (first + y.sample());
      h[i] = Entropy.bits(p[i]);
    }
    return new ActionDraws(p, h);
  }

  private static ContinuousSampler gamma(UniformRandomProvider random, double shape) {
    return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1);
  }
}
