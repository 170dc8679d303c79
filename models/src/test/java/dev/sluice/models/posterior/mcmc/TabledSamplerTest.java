// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sampler on tables of families, and on the configurations they were made of. */
class TabledSamplerTest {
  private static final Domain DOMAIN = Domain.categorical(3, 2, 4, 2, 3, 2, 3, 2, 3);

  @Test
  void samplesThePosteriorOfTheConfigurations() {
    GraphPrior prior = GraphPrior.fair(9).withMaxParents(2);
    SufficientStatistics tables = statistics(true);
    assertThat(tables.detail).isEqualTo(Detail.FAMILIES);
    double[][] expected = edges(statistics(false), prior);
    double[][] edges = edges(tables, prior);
    for (int from = 0; from < 9; from++) {
      assertThat(edges[from]).containsExactly(expected[from], within(1e-9));
    }
  }

  @Test
  void moreParentsThanTheTablesKnowAreRefused() {
    GraphPrior prior = GraphPrior.fair(9).withMaxParents(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Families.of(DOMAIN, statistics(true), ScorePrior.defaults(9), prior))
        .withMessage("up to 3 parents: the statistics are of families of up to 2");
  }

  @Test
  void memoryIsThatOfTheTables() {
    SufficientStatistics tables = statistics(true);
    SufficientStatistics empty = SufficientStatistics.empty(DOMAIN);
    assertThat(Families.bytes(DOMAIN, tables, 4) - Families.bytes(DOMAIN, empty, 4))
        .isEqualTo(tables.bytes);
  }

  private static double[][] edges(SufficientStatistics statistics, GraphPrior prior) {
    SamplerSettings settings = new SamplerSettings(2, 20_000, Double.POSITIVE_INFINITY, 4, 1);
    return Sampler.posterior(DOMAIN, statistics, ScorePrior.defaults(9), prior, settings, null)
        .posterior()
        .edges();
  }

  /**
   * Each variable copies the one before it, but for one time in three; every third has a target.
   */
  private static SufficientStatistics statistics(boolean tabled) {
    Random random = new Random(9);
    int[] categories = DOMAIN.categories();
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN, 2);
    for (int n = 0; n < 300; n++) {
      int target = n % 3 == 0 ? random.nextInt(9) : -1;
      double[] x = new double[9];
      for (int i = 0; i < 9; i++) {
        boolean copies = i > 0 && i != target && random.nextInt(3) > 0;
        x[i] = copies ? x[i - 1] % categories[i] : random.nextInt(categories[i]);
      }
      if (tabled && n == 200) {
        statistics.bytes =
            SufficientStatistics.MAX_BYTES + 1; // as if there had been a million more
      }
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      statistics.observe(DOMAIN, x, targets, 1);
    }
    return statistics;
  }
}
