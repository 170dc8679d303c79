// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import org.junit.jupiter.api.Test;

class ColdStartTest {
  private static VariableSet[] start(FamilyScores scores, GraphPrior prior, int number) {
    return ColdStart.of(
        new MoveRows(scores), prior.requiredParents(), KeyedRandom.of(1, "start", number));
  }

  private static double score(FamilyScores scores, VariableSet[] graph) {
    double score = 0;
    for (int node = 0; node < graph.length; node++) {
      score += scores.of(node, graph[node]);
    }
    return score;
  }

  /** Of so many samples that a random order is thousands of nats below. */
  @Test
  void everySearchFindsAGraphAsGoodAsThatOfALongChain() {
    Domain domain = Domain.continuous(20);
    SufficientStatistics statistics = TableScores.simulate(domain, 3000, 3);
    GraphPrior prior = GraphPrior.uniform(20);
    FamilyScores scores = Families.of(domain, statistics, ScorePrior.defaults(20), prior);
    double best = Double.NEGATIVE_INFINITY;
    double worst = 0;
    for (int number = 0; number < 6; number++) {
      double found = score(scores, start(scores, prior, number));
      best = Math.max(best, found);
      worst = Math.min(worst, found);
    }
    assertThat(worst).isGreaterThan(best - 60);
    assertThat(best - score(scores, VariableSet.noneOf(20))).isGreaterThan(3000);
  }

  @Test
  void keepsToThePrior() {
    Domain domain = Domain.continuous(9);
    VariableSet[] required = VariableSet.noneOf(9);
    required[0] = VariableSet.of(8);
    required[8] = VariableSet.of(4, 5);
    VariableSet[] forbidden = VariableSet.noneOf(9);
    forbidden[3] = VariableSet.of(2, 1);
    GraphPrior prior =
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0, required, forbidden).withMaxParents(2);
    FamilyScores scores =
        Families.of(domain, TableScores.simulate(domain, 200, 3), ScorePrior.defaults(9), prior);
    for (int number = 0; number < 5; number++) {
      VariableSet[] graph = start(scores, prior, number);
      assertThat(Dag.isAcyclic(graph)).isTrue();
      assertThat(score(scores, graph)).isFinite();
      assertThat(graph[0].contains(8)).isTrue();
    }
  }

  @Test
  void endsWhereThereIsNothingToFind() {
    for (int nodes : new int[] {1, 2, 70}) {
      Domain domain = Domain.continuous(nodes);
      GraphPrior prior = GraphPrior.uniform(nodes);
      FamilyScores scores =
          Families.of(
              domain, SufficientStatistics.empty(domain), ScorePrior.defaults(nodes), prior);
      assertThat(start(scores, prior, 0)).containsOnly(VariableSet.EMPTY);
    }
  }
}
