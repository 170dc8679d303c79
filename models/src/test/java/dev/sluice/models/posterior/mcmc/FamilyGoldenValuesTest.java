// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;

/** Scores of data by formula that bnlearn gives too (mbde for the interventional ones). */
class FamilyGoldenValuesTest {
  private static final Domain CONTINUOUS = Domain.continuous(4);
  private static final Domain CATEGORICAL = Domain.categorical(2, 2, 3, 2);
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;

  @Test
  void gaussian() {
    FamilyScores observed = scores(CONTINUOUS, false);
    assertScore(observed.of(A, VariableSet.EMPTY), -15.738985730330);
    assertScore(observed.of(B, VariableSet.of(A)), -17.835043748731);
    assertScore(observed.of(D, VariableSet.of(A, B, C)), -20.574227293634);
    assertScore(observed.of(C, VariableSet.of(B, D)), -16.844382893843);
    FamilyScores clamped = scores(CONTINUOUS, true);
    assertScore(clamped.of(A, VariableSet.EMPTY), -11.029433322132);
    assertScore(clamped.of(B, VariableSet.of(A)), -13.862586534494);
    assertScore(clamped.of(D, VariableSet.of(A, B, C)), -16.427238999741);
    assertScore(clamped.of(C, VariableSet.of(B, D)), -12.980728138331);
  }

  @Test
  void categorical() {
    FamilyScores observed = scores(CATEGORICAL, false);
    assertScore(observed.of(A, VariableSet.EMPTY), -9.806820261797);
    assertScore(observed.of(C, VariableSet.of(A)), -20.006046970270);
    assertScore(observed.of(D, VariableSet.of(A, B, C)), -13.447664881642);
    FamilyScores clamped = scores(CATEGORICAL, true);
    assertScore(clamped.of(A, VariableSet.EMPTY), -7.535006827470);
    assertScore(clamped.of(C, VariableSet.of(A)), -16.904852145447);
    assertScore(clamped.of(D, VariableSet.of(A, B, C)), -9.496421163061);
  }

  private static void assertScore(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-11));
  }

  private static FamilyScores scores(Domain domain, boolean interventional) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < 12; t++) {
      double[] row = new double[4];
      for (int i = 0; i < 4; i++) {
        row[i] =
            domain.isCategorical()
                ? (3 * t * t + (i + 1) * t + t / (i + 2)) % (i == 2 ? 3 : 2)
                : Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * row[i - 1] : 0);
      }
      int target = t % 5 - 1;
      boolean clamps = interventional && target >= 0;
      statistics.observe(domain, row, clamps ? VariableSet.of(target) : VariableSet.EMPTY, 1);
    }
    return Families.of(domain, statistics, ScorePrior.defaults(4), GraphPrior.uniform(4));
  }
}
