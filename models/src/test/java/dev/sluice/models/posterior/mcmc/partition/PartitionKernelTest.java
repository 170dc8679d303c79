// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionKernelTest {

  /** Long chains with complete tables, which reach every graph. */
  @ParameterizedTest
  @CsvSource({"1, 5", "2, 5", "3, 0", "3, 12", "4, 4"})
  void aChainHasTheLawOfThePosterior(int nodes, double spread) {
    GivenScores scores = GivenScores.random(nodes, spread, nodes);
    new SmallGraphs(scores).assertLimit(kernel(scores, nodes - 1, 0, 60), 1);
  }

  /** Graphs of the posterior, moved once, are of the posterior, whatever the tables lack. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1", "2, 0", "0, 2", "1, 2", "3, 0"})
  void oneStepLeavesThePosteriorInvariant(int candidates, int outside) {
    GivenScores scores = GivenScores.random(4, 3, 7);
    SmallGraphs graphs = new SmallGraphs(scores);
    Kernel kernel = kernel(scores, candidates, outside, 3);
    graphs.assertInvariant(kernel, KeyedRandom.of(2, "invariance"));
  }

  @Test
  void graphsOutsideTheTablesKeepTheirFamilies() {
    GivenScores scores = GivenScores.random(4, 2, 3);
    Kernel kernel = kernel(scores, 1, 1, 20);
    UniformRandomProvider random = KeyedRandom.of(3, "kept");
    VariableSet[] graph = VariableSet.ofMasks(0, 0, 0, 0b111);
    for (int step = 0; step < 500; step++) {
      kernel.step(graph, random);
      assertThat(graph[3]).isEqualTo(VariableSet.ofMask(0b111));
    }
    VariableSet[] complete = VariableSet.ofMasks(0b1110, 0b1100, 0, 0b100);
    kernel.step(complete, random);
    assertThat(complete[0]).isEqualTo(VariableSet.ofMask(0b1110));
    assertThat(complete[1]).isEqualTo(VariableSet.ofMask(0b1100));
  }

  @Test
  void sameSeedSameBits() {
    GivenScores scores = GivenScores.random(6, 100, 1);
    VariableSet[] first = VariableSet.noneOf(6);
    VariableSet[] second = VariableSet.noneOf(6);
    Kernel used = kernel(scores, 4, 2, 10);
    UniformRandomProvider random = KeyedRandom.of(4, "bits");
    UniformRandomProvider again = KeyedRandom.of(4, "bits");
    for (int step = 0; step < 50; step++) {
      // Nothing is kept from call to call: another kernel gives the same.
      assertThat(kernel(scores, 4, 2, 10).step(second, again)).isEqualTo(used.step(first, random));
      assertThat(second).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void priorsAreRespected(int outside) {
    int[] required = {0, 0, 0b1, 0b110, 0, 0};
    int[] forbidden = {0b111110, 0, 0, 0, 0b1000, 0};
    GivenScores scores = GivenScores.random(6, 4, 5).constrained(required, forbidden, 3);
    Kernel kernel = kernel(scores, 4, outside, 20);
    UniformRandomProvider random = KeyedRandom.of(5, "priors");
    VariableSet[] graph = VariableSet.ofMasks(0, 0, 0b1, 0b110, 0, 0);
    int accepted = 0;
    for (int step = 0; step < 300; step++) {
      accepted += kernel.step(graph, random).accepted();
      assertThat(scores.of(graph)).isGreaterThan(Double.NEGATIVE_INFINITY);
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void withoutAnyParentsTheGraphStaysEmpty() {
    GivenScores scores = GivenScores.random(5, 4, 5).constrained(new int[5], new int[5], 0);
    VariableSet[] graph = VariableSet.noneOf(5);
    Kernel.Outcome outcome = kernel(scores, 4, 0, 100).step(graph, KeyedRandom.of(6, "empty"));
    assertThat(outcome).isEqualTo(new Kernel.Outcome(100, 0));
    assertThat(graph).containsOnly(VariableSet.EMPTY);
  }

  @Test
  void anInterruptedThreadEnds() {
    Kernel kernel = kernel(GivenScores.random(3, 1, 1), 2, 0, 1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> kernel.step(VariableSet.noneOf(3), KeyedRandom.of(1, "end")));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void thereMustBeMoves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel(GivenScores.random(2, 1, 1), 1, 0, 0));
  }

  private static Kernel kernel(GivenScores scores, int candidates, int outside, int moves) {
    int[][] chosen = GivenScores.candidates(scores.nodes(), candidates);
    return new PartitionKernel(FamilyTables.of(scores, chosen, outside), moves);
  }
}
