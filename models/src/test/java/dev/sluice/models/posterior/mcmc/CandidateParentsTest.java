// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.mcmc.FamilyData.Kind;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateParentsTest {
  private static final int VARIABLES = 12;
  private static final Domain DOMAIN = Domain.continuous(VARIABLES);

  @Test
  void areTheNeighboursFirst() {
    GraphPrior prior = GraphPrior.fair(VARIABLES);
    int[][] candidates = CandidateParents.of(scores(Kind.plain(500), prior), prior, 7);
    for (int node = 0; node < VARIABLES; node++) {
      assertThat(candidates[node]).hasSize(7).isSorted().doesNotContain(node);
      for (int neighbour : new int[] {node - 3, node - 1, node + 1, node + 3}) {
        if (neighbour >= 0 && neighbour < VARIABLES) {
          assertThat(candidates[node]).contains(neighbour);
        }
      }
    }
  }

  @Test
  void requiredOnesAlwaysForbiddenOnesNever() {
    VariableSet[] required = VariableSet.noneOf(VARIABLES);
    VariableSet[] forbidden = VariableSet.noneOf(VARIABLES);
    required[5] = VariableSet.of(0, 9, 11);
    forbidden[6] = VariableSet.of(3, 5);
    GraphPrior prior = new GraphPrior(GraphPrior.Kind.UNIFORM, 0, required, forbidden);
    FamilyScores scores = scores(Kind.plain(100), prior);
    for (int most = 0; most <= VARIABLES; most++) {
      int[][] candidates = CandidateParents.of(scores, prior, most);
      assertThat(candidates[5]).contains(0, 9, 11).hasSize(Math.max(3, Math.min(11, most)));
      assertThat(candidates[6]).doesNotContain(3, 5, 6).hasSize(Math.min(9, most));
    }
  }

  @Test
  void noneWhereNoneMayBe() {
    GraphPrior none = GraphPrior.uniform(VARIABLES).withMaxParents(0);
    assertThat(CandidateParents.of(scores(Kind.plain(100), none), none, 5))
        .isEqualTo(new int[VARIABLES][0]);
    Domain one = Domain.continuous(1);
    GraphPrior ofOne = GraphPrior.uniform(1);
    FamilyScores scores =
        Families.of(one, SufficientStatistics.empty(one), ScorePrior.defaults(1), ofOne);
    assertThat(CandidateParents.of(scores, ofOne, 5)).isEqualTo(new int[1][0]);
  }

  @Test
  void equalScoresAreTakenInOrder() {
    GraphPrior prior = GraphPrior.uniform(VARIABLES);
    int[][] candidates = CandidateParents.of(scores(Kind.plain(0), prior), prior, 3);
    assertThat(candidates[0]).containsExactly(1, 2, 3);
    assertThat(candidates[2]).containsExactly(0, 1, 3);
    assertThat(candidates[11]).containsExactly(0, 1, 2);
  }

  @Test
  void renumberedVariablesHaveTheSame() {
    Kind kind = new Kind(150, true, 1, 1, 0);
    int[] numbers = IntStream.range(0, VARIABLES).map(i -> 5 * i % VARIABLES).toArray();
    double[][] rows = FamilyData.rows(DOMAIN, kind, 3);
    VariableSet[] targets = FamilyData.targets(VARIABLES, kind, 3);
    SufficientStatistics renumbered = SufficientStatistics.empty(DOMAIN);
    for (int n = 0; n < rows.length; n++) {
      double[] row = new double[VARIABLES];
      for (int i = 0; i < VARIABLES; i++) {
        row[numbers[i]] = rows[n][i];
      }
      int[] of = Arrays.stream(targets[n].members()).map(i -> numbers[i]).toArray();
      renumbered.observe(DOMAIN, row, VariableSet.of(of), 1);
    }
    GraphPrior prior = GraphPrior.fair(VARIABLES).withMaxParents(4);
    ScorePrior scorePrior = ScorePrior.defaults(VARIABLES);
    int[][] before = CandidateParents.of(scores(kind, prior), prior, 6);
    int[][] after =
        CandidateParents.of(Families.of(DOMAIN, renumbered, scorePrior, prior), prior, 6);
    for (int node = 0; node < VARIABLES; node++) {
      int[] expected = Arrays.stream(before[node]).map(i -> numbers[i]).sorted().toArray();
      assertThat(after[numbers[node]]).isEqualTo(expected);
    }
  }

  private static FamilyScores scores(Kind kind, GraphPrior prior) {
    return Families.of(
        DOMAIN, FamilyData.statistics(DOMAIN, kind, 3), ScorePrior.defaults(VARIABLES), prior);
  }
}
