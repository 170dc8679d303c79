// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Sums over all graphs of more nodes than any other exact method visits. */
class ManyNodesTest {
  private static final int NODES = 17;

  /**
   * Without samples every graph weighs the same, so that the evidence is their number and the
   * expected number of edges their mean: both from Robinson's recurrence (1973), where e edges of
   * weight y count y^e, and its derivative at y = 1, in integers.
   */
  @Test
  void withoutSamplesTheSumIsTheNumberOfGraphs() {
    BigInteger[] graphs = new BigInteger[NODES + 1];
    BigInteger[] edges = new BigInteger[NODES + 1];
    graphs[0] = BigInteger.ONE;
    edges[0] = BigInteger.ZERO;
    for (int n = 1; n <= NODES; n++) {
      graphs[n] = BigInteger.ZERO;
      edges[n] = BigInteger.ZERO;
      for (int k = 1; k <= n; k++) {
        // (1 + y)^(k (n - k)) at y = 1, and its derivative
        int pairs = k * (n - k);
        BigInteger ways = binomial(n, k).shiftLeft(pairs);
        BigInteger derived = binomial(n, k).shiftLeft(pairs).multiply(BigInteger.valueOf(pairs));
        BigInteger both =
            derived.shiftRight(1).multiply(graphs[n - k]).add(ways.multiply(edges[n - k]));
        BigInteger all = ways.multiply(graphs[n - k]);
        graphs[n] = k % 2 == 1 ? graphs[n].add(all) : graphs[n].subtract(all);
        edges[n] = k % 2 == 1 ? edges[n].add(both) : edges[n].subtract(both);
      }
    }
    assertThat(graphs[5]).isEqualTo(BigInteger.valueOf(29_281));
    double mean =
        new BigDecimal(edges[NODES])
            .divide(new BigDecimal(graphs[NODES]), MathContext.DECIMAL64)
            .doubleValue();

    Domain domain = Domain.continuous(NODES);
    Posterior posterior =
        Inference.posterior(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(NODES),
            GraphPrior.uniform(NODES));

    assertThat(posterior.method()).isEqualTo(Method.EXACT);
    assertThat(posterior.logEvidence()).isCloseTo(log(graphs[NODES]), within(1e-9));
    assertThat(posterior.expectedEdges()).isCloseTo(mean, within(1e-7));
    assertThat(posterior.edges()[3][11]).isCloseTo(mean / (NODES * (NODES - 1)), within(1e-10));
    assertThat(posterior.entropy()).isCloseTo(log(graphs[NODES]), within(1e-9));
  }

  private static BigInteger binomial(int n, int k) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }

  private static double log(BigInteger number) {
    int shift = number.bitLength() - 60;
    return Math.log(number.shiftRight(shift).doubleValue()) + shift * Math.log(2);
  }
}
