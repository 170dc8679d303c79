// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Equal-tailed credible intervals of one scenario's statistics: the action likelihoods of the
 * observed forms are drawn from their posteriors under Jeffreys' prior, Beta(k + 1/2, n - k + 1/2),
 * and the statistics computed of every draw. They are for intervals only: posterior means of
 * entropies are badly biased near likelihoods of 0 and 1.
 *
 * @param malAction1 marginal action likelihood
 * @param mae marginal action entropy
 * @param qfE mean action entropy
 * @param qfC question-form consistency
 */
public record CredibleIntervals(Interval malAction1, Interval mae, Interval qfE, Interval qfC) {

  /**
   * Draws the intervals; the same arguments give the same intervals.
   *
   * @param counts of the scenario; without answers the intervals are blank
   * @param seed of the draws
   * @param draws how many, at least 1
   * @param level of the intervals, such as 0.95
   */
  public static CredibleIntervals draw(ScenarioCounts counts, long seed, int draws, double level) {
    UniformRandomProvider random = KeyedRandom.of(seed, "credible intervals");
    List<BetaSampler> posteriors = posteriors(counts, random);
    double[] mal = new double[draws];
    double[] mae = new double[draws];
    double[] qfE = new double[draws];
    double[] qfC = new double[draws];
    for (int i = 0; i < draws; i++) {
      double[] p = posteriors.stream().mapToDouble(BetaSampler::sample).toArray();
      mal[i] = Arrays.stream(p).average().orElse(Double.NaN);
      mae[i] = Entropy.bits(mal[i]);
      qfE[i] = Arrays.stream(p).map(Entropy::bits).average().orElse(Double.NaN);
      qfC[i] = 1 - Math.max(0, mae[i] - qfE[i]);
    }
    return new CredibleIntervals(
        Quantiles.central(mal, level),
        Quantiles.central(mae, level),
        Quantiles.central(qfE, level),
        Quantiles.central(qfC, level));
  }

  private static List<BetaSampler> posteriors(ScenarioCounts counts, UniformRandomProvider random) {
    List<BetaSampler> posteriors = new ArrayList<>();
    for (FormStatistics form : ScenarioStatistics.of(counts).forms()) {
      posteriors.add(BetaSampler.of(random, form.action1() + 0.5, form.action2() + 0.5));
    }
    return posteriors;
  }

  /** X / (X + Y) of two gamma variables. */
  private record BetaSampler(ContinuousSampler x, ContinuousSampler y) {

    static BetaSampler of(UniformRandomProvider random, double alpha, double beta) {
      return new BetaSampler(
          AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha, 1),
          AhrensDieterMarsagliaTsangGammaSampler.of(random, beta, 1));
    }

    double sample() {
      double first = x.sample();
      return first / (first + y.sample());
    }
  }
}
