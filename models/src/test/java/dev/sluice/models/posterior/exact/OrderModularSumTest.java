// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;

/** More variables than any other method takes. */
class OrderModularSumTest {
  private static final int NODES = 18;
  private static final Domain DOMAIN = Domain.continuous(NODES);

  /** Every order equally likely, and within it every edge or not: Z = d! 2^(d(d-1)/2). */
  @Test
  void withoutSamplesEveryEdgeIsAsLikelyAsEveryOther() {
    Posterior posterior =
        Inference.posterior(
            DOMAIN,
            SufficientStatistics.empty(DOMAIN),
            ScorePrior.defaults(NODES),
            GraphPrior.uniform(NODES),
            Method.ORDER_EXACT);
    double logOrders = 0;
    for (int place = 2; place <= NODES; place++) {
      logOrders += Math.log(place);
    }
    assertThat(posterior.method()).isEqualTo(Method.ORDER_EXACT);
    assertThat(posterior.logEvidence())
        .isCloseTo(logOrders + NODES * (NODES - 1) / 2 * Math.log(2), within(1e-10));
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        assertThat(posterior.edges()[i][j]).isCloseTo(i == j ? 0 : 0.25, within(1e-12));
      }
    }
    assertThat(posterior.expectedEdges()).isCloseTo(NODES * (NODES - 1) / 4.0, within(1e-10));
  }

  @Test
  void everyNodeAgreesOnTheSumAndTheDataAreExplained() {
    SufficientStatistics statistics = Fixture.simulate(NODES, 2000, 0.5, true, 6);
    LocalScores scores =
        new Experiment(DOMAIN, statistics, GraphPrior.fair(NODES))
            .score(ScorePrior.defaults(NODES));
    OrderModularSum sum = new OrderModularSum(scores, Team.alone());
    double[][] edges = sum.posterior(1).edges();
    assertThat(sum.spread()).isLessThan(1e-12);
    // the graph that made the data: i -> i+1, i -> i+2
    for (int i = 0; i + 2 < NODES; i++) {
      assertThat(edges[i][i + 1]).isGreaterThan(0.99);
      assertThat(edges[i][i + 2]).isGreaterThan(0.99);
    }
  }
}
