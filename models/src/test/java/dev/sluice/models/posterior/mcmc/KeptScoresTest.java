// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyEvidence;
import dev.sluice.models.posterior.family.FamilyPrior;
import dev.sluice.models.posterior.mcmc.FamilyData.Kind;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What is kept, and what is dropped. */
class KeptScoresTest {
  private static final int VARIABLES = 6;
  private static final Domain DOMAIN = Domain.continuous(VARIABLES);

  @Test
  void keepsNoMoreThanItsBound() {
    KeptScores kept = scores(10, 3);
    KeptScores fresh = scores(1000, 1000);
    for (int round = 0; round < 2; round++) {
      for (int set = 0; set < 1 << VARIABLES; set += 2) {
        VariableSet parents = VariableSet.ofMask(set);
        assertThat(kept.of(0, parents)).isEqualTo(fresh.of(0, parents));
        assertThat(kept.toggled(0, parents)).isEqualTo(fresh.toggled(0, parents));
      }
    }
    assertThat(kept.kept()).isEqualTo(13);
    assertThat(fresh.kept()).isEqualTo(64);
  }

  @Test
  void aRowIsTheCallersToChange() {
    KeptScores scores = scores(10, 10);
    double[] row = scores.toggled(1, VariableSet.of(2));
    double[] expected = row.clone();
    row[3] = 17;
    assertThat(scores.toggled(1, VariableSet.of(2))).isEqualTo(expected);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    KeptScores scores = scores(10, 10);
    Thread.currentThread().interrupt();
    assertThat(catchThrowable(() -> scores.of(0, VariableSet.of(1))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void bytesGrowWithWhatIsHeld() {
    SufficientStatistics few = FamilyData.statistics(DOMAIN, Kind.plain(20), 1);
    SufficientStatistics many = FamilyData.statistics(DOMAIN, new Kind(200, true, 1, 1, 0), 1);
    assertThat(Families.bytes(DOMAIN, few, 5)).isLessThan(Families.bytes(DOMAIN, many, 5));
    assertThat(Families.bytes(DOMAIN, few, 5)).isLessThan(Families.bytes(DOMAIN, few, 12));
    Domain largest = Domain.continuous(Domain.MAX_VARIABLES);
    SufficientStatistics empty = SufficientStatistics.empty(largest);
    assertThat(Families.bytes(largest, empty, 12)).isBetween(64L << 20, 256L << 20);
  }

  private static KeptScores scores(int mostScores, int mostRows) {
    SufficientStatistics statistics = FamilyData.statistics(DOMAIN, Kind.plain(50), 3);
    return new KeptScores(
        FamilyEvidence.of(DOMAIN, statistics, ScorePrior.defaults(VARIABLES)),
        new FamilyPrior(GraphPrior.uniform(VARIABLES)),
        mostScores,
        mostRows);
  }
}
