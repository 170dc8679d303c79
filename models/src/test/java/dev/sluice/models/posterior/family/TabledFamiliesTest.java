// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Families of twenty variables scored from tables, and from the configurations themselves. */
class TabledFamiliesTest {
  private static final int D = 20;
  private static final int MOST = 3;
  private static final int[] CATEGORIES =
      IntStream.range(0, D).map(v -> v % 5 == 4 ? 4 : 2 + v % 2).toArray();
  private static final Domain DOMAIN = Domain.categorical(CATEGORIES);
  private static final ScorePrior PRIOR = ScorePrior.defaults(D);

  private final SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
  private final ContingencyTables tables = ContingencyTables.empty(CATEGORIES, MOST);
  private final FamilyEvidence tabled = new TabledFamilies(tables, PRIOR);
  private final FamilyEvidence direct;

  TabledFamiliesTest() {
    Random random = new Random(20);
    for (int n = 0; n < 3000; n++) {
      int[] x = new int[D];
      int target = n % 2 == 0 ? random.nextInt(D - 2) : -1;
      for (int i = 0; i < D; i++) {
        boolean copies = i > 1 && i != target && random.nextInt(3) > 0;
        x[i] = copies ? (x[i - 1] + x[i - 2]) % CATEGORIES[i] : random.nextInt(CATEGORIES[i]);
      }
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      tables.add(x, targets, 1);
      statistics.observe(DOMAIN, Arrays.stream(x).asDoubleStream().toArray(), targets, 1);
    }
    direct = FamilyEvidence.of(DOMAIN, statistics, PRIOR);
  }

  @Test
  void scoresAreThoseOfTheConfigurations() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      int node = random.nextInt(D);
      int[] parents =
          IntStream.generate(() -> random.nextInt(D))
              .filter(parent -> parent != node)
              .distinct()
              .limit(n % (MOST + 1))
              .sorted()
              .toArray();
      assertThat(tabled.of(node, parents)).isCloseTo(direct.of(node, parents), within(1e-9));
      boolean[] wanted = new boolean[D];
      for (int other = 0; other < D; other++) {
        boolean parent = Arrays.binarySearch(parents, other) >= 0;
        wanted[other] = other != node && (parent || parents.length < MOST) && random.nextBoolean();
      }
      assertThat(tabled.toggled(node, parents, wanted))
          .containsExactly(direct.toggled(node, parents, wanted), within(1e-9));
    }
  }

  @Test
  void subsetsOfCandidatesUpToTheMost() {
    int[] candidates = {0, 1, 3, 4, 6, 7, 9, 19};
    for (int most = 0; most <= MOST; most++) {
      double[] expected = direct.ofSubsets(5, candidates, most);
      double[] actual = tabled.ofSubsets(5, candidates, most);
      for (int subset = 0; subset < 1 << candidates.length; subset++) {
        double score = Integer.bitCount(subset) <= most ? expected[subset] : 0;
        assertThat(actual[subset]).isCloseTo(score, within(1e-9));
      }
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> tabled.ofSubsets(5, candidates, MOST + 1))
        .withMessage("4 parents: the tables are of at most 3");
  }
}
