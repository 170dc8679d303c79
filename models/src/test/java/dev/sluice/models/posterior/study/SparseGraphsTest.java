// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.EssentialGraph;
import dev.sluice.models.prior.GraphPrior;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseGraphsTest {
  private static final int SEEDS = 4_200;

  /**
   * Of the 64 graphs of three nodes, all as probable, 25 have no cycle. The empty one and the three
   * colliders are alone in their classes; 6 of one edge are left, 9 of two, 6 of three.
   */
  @Test
  void rejectionLeavesEveryGraphThatHasAnEquivalentEquallyOften() {
    Map<Dag, Integer> counts = new HashMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      counts.merge(SparseGraphs.graph(3, SparseGraphs.Draw.REJECTED, seed), 1, Integer::sum);
    }

    assertThat(counts).hasSize(6 + 9 + 6);
    double chiSquared =
        counts.values().stream().mapToDouble(count -> (count - 200.0) * (count - 200) / 200).sum();
    // of 20 degrees of freedom: 99.9 %
    assertThat(chiSquared).isLessThan(45.3);
  }

  /**
   * Each pair is joined with probability 2 / (d - 1); rejection of few graphs changes it little.
   */
  @Test
  void alongAnOrderAsManyEdgesAsNodesAreExpected() {
    assertThat(meanEdges(3, SparseGraphs.Draw.TRIANGULAR)).isEqualTo(3);
    // all graphs but one of some 60,000 have an equivalent; deviation of a count below 3
    assertThat(meanEdges(12, SparseGraphs.Draw.TRIANGULAR)).isCloseTo(12, within(0.25));
    assertThat(meanEdges(12, SparseGraphs.Draw.REJECTED)).isLessThan(10.5);
  }

  private static double meanEdges(int d, SparseGraphs.Draw draw) {
    return LongStream.range(0, 1_000)
        .mapToInt(seed -> SparseGraphs.graph(d, draw, seed).edgeCount())
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(SparseGraphs.Draw.class)
  void graphsHaveAnEquivalentAndAreFunctionsOfTheSeed(SparseGraphs.Draw draw) {
    for (long seed = 0; seed < 50; seed++) {
      Dag graph = SparseGraphs.graph(8, draw, seed);
      EssentialGraph all = EssentialGraph.of(graph);

      assertThat(Arrays.stream(graph.edges()).anyMatch(edge -> all.hasLine(edge[0], edge[1])))
          .isTrue();
      assertThat(SparseGraphs.trial(8, 1, draw, seed).truth()).isEqualTo(graph);
    }
  }

  /** Var(x) = 1 for a root, and the covariance with its only child is the weight. */
  @Test
  void samplesFollowTheGraph() {
    Trial trial = SparseGraphs.trial(4, 2_000, SparseGraphs.Draw.REJECTED, 3);

    assertThat(trial.rows()).hasDimensions(2_000, 4);
    Outcome outcome =
        ProtocolStudy.run(
                List.of(trial),
                StudiedScale.UNIT.prior(4, SparseGraphs.NOISE),
                0,
                GraphPrior.uniform(4),
                PosteriorMethod.exact(),
                () -> {})
            .outcomes()
            .get(0);
    // what data cannot tell apart is all that is left
    assertThat(outcome.edges()).isCloseTo(trial.truth().edgeCount(), within(0.2));
  }

  @Test
  void twoNodesAreTooFew() {
    assertThatThrownBy(() -> SparseGraphs.graph(2, SparseGraphs.Draw.REJECTED, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 3 variables: 2");
  }
}
