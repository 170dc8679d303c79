// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.EffectSummary;
import java.util.ArrayList;
import java.util.List;

/** Effects by drawn graphs beside exact ones. */
final class EffectsFixture {
  private EffectsFixture() {}

  /** Of every variable on every other. */
  static List<CausePair> pairs(int nodes) {
    List<CausePair> pairs = new ArrayList<>();
    for (int cause = 0; cause < nodes; cause++) {
      for (int outcome = 0; outcome < nodes; outcome++) {
        if (outcome != cause) {
          pairs.add(new CausePair(cause, outcome));
        }
      }
    }
    return pairs;
  }

  /**
   * Within five standard errors of so many independent graphs, at the most, or of five of them.
   *
   * @param exact of some variables, numbered from 0
   * @param first the number of the first of these in {@code actual}
   */
  static void assertClose(List<Effect> actual, List<Effect> exact, int first, double worth) {
    for (Effect expected : exact) {
      int cause = first + expected.cause();
      int outcome = first + expected.outcome();
      Effect found =
          actual.stream()
              .filter(effect -> effect.cause() == cause && effect.outcome() == outcome)
              .findFirst()
              .orElseThrow();
      double none = expected.probabilityOfNone();
      double error = Math.max(5 / worth, 5 * Math.sqrt(none * (1 - none) / worth));
      assertThat(found.probabilityOfNone()).isCloseTo(none, within(error));
      EffectSummary slope = expected.slope();
      double ofMean = slope.standardDeviation() / Math.sqrt(worth);
      assertThat(found.slope().mean()).isCloseTo(slope.mean(), within(5 * ofMean));
    }
  }
}
