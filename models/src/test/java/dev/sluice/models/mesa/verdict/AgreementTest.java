// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** What is said of a stream, by losses and predictions alone. */
class AgreementTest {
  private static final List<String> NAMES = List.of("a", "b");

  /** Forty sequences of one token each, which a predicts as well as noise allows. */
  private static RunningComparison comparison(int sequences, double factor, double off) {
    RunningComparison comparison = RunningComparison.of(2);
    UniformRandomProvider random = KeyedRandom.of(1, "agreement");
    for (int b = 0; b < sequences; b++) {
      double a = 1 + random.nextDouble();
      double[] token = {a + (b % 2 == 0 ? 1 : -1), a};
      double[] ofModel = {factor * a, a + (b % 4 < 2 ? off : -off)};
      comparison.add(
          1, b % RunningComparison.BLOCKS, token, ofModel, new double[][] {{a, a}, {2 * a, 2 * a}});
    }
    return comparison;
  }

  private static Agreement of(RunningComparison comparison) {
    return Agreement.of(comparison, NAMES, Margins.FIXED);
  }

  @Test
  void whoPredictsTheSameIsTheSame() {
    assertThat(of(comparison(40, 1, 0.01)))
        .isEqualTo(new Agreement(Agreement.Is.SAME, "it is a within the margins"));
  }

  @Test
  void whoLosesMoreOrPredictsOtherwiseIsDifferent() {
    Agreement more = of(comparison(640, 1, 0.5));
    assertThat(more.is()).isEqualTo(Agreement.Is.DIFFERENT);
    assertThat(more.reason()).isEqualTo("its loss is above that of a by 25.0 %");

    RunningComparison farther = comparison(640, 1, 0);
    RunningComparison other = RunningComparison.of(2);
    for (int block = 0; block < 32; block++) {
      // as far from the token to the other side
      other.add(1, block, new double[] {1}, new double[] {1.5}, new double[][] {{0.5}, {0.25}});
    }
    assertThat(of(farther).is()).isEqualTo(Agreement.Is.SAME);
    assertThat(of(other))
        .isEqualTo(
            new Agreement(
                Agreement.Is.DIFFERENT,
                "its predictions are 4.000 from those of a, more than 0.05"));
  }

  @Test
  void whatReachesOverTheMarginsIsUnclear() {
    Agreement wide = of(comparison(32, 1.02, 0));

    assertThat(wide)
        .isEqualTo(new Agreement(Agreement.Is.UNCLEAR, "intervals from a reach over the margins"));
  }

  @Test
  void fewSequencesAreTooFew() {
    assertThat(of(comparison(7, 1, 0)))
        .isEqualTo(
            new Agreement(Agreement.Is.UNCLEAR, "too few sequences have come for an interval"));
    assertThat(of(comparison(8, 1, 0)).is()).isEqualTo(Agreement.Is.SAME);
    assertThat(of(RunningComparison.of(2)).reason()).isEqualTo("nothing has been predicted yet");
  }

  @Test
  void withoutAnAlgorithmThatPredictsAllNothingCanBeSaid() {
    RunningComparison comparison = RunningComparison.of(2);
    double[] one = {1};
    comparison.add(1, 0, one, one, new double[][] {one, null});
    comparison.add(1, 0, one, one, new double[][] {null, one});

    assertThat(of(comparison))
        .isEqualTo(
            new Agreement(Agreement.Is.UNCLEAR, "no algorithm has predicted all that it has"));
  }

  /** Not few: what is infinite once is so whatever else comes. */
  @Test
  void whoIsNotFiniteIsDifferentAtOnce() {
    RunningComparison comparison = comparison(3, Double.NaN, 0);

    assertThat(of(comparison))
        .isEqualTo(
            new Agreement(Agreement.Is.DIFFERENT, "its loss is above that of a by Infinity %"));
  }
}
