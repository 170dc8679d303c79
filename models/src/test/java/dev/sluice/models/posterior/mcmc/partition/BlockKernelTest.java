// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockKernelTest {

  /** Long chains with complete tables, which reach every graph. */
  @ParameterizedTest
  @CsvSource({"1, 5, 1", "2, 5, 2", "3, 0, 1", "3, 12, 3", "4, 4, 3", "4, 4, 9"})
  void aChainHasTheLawOfThePosterior(int nodes, double spread, int most) {
    GivenScores scores = GivenScores.random(nodes, spread, nodes);
    new SmallGraphs(scores).assertLimit(kernel(scores, nodes - 1, 0, most), 20);
  }

  /** Graphs of the posterior, moved once, are of the posterior, whatever the tables lack. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1", "2, 0", "0, 2", "1, 2", "3, 0"})
  void oneStepLeavesThePosteriorInvariant(int candidates, int outside) {
    GivenScores scores = GivenScores.random(4, 3, 7);
    SmallGraphs graphs = new SmallGraphs(scores);
    Kernel kernel = kernel(scores, candidates, outside, 4);
    graphs.assertInvariant(kernel, KeyedRandom.of(2, "invariance"));
  }

  @Test
  void aRefusedMoveLeavesTheGraphAsItWas() {
    GivenScores scores = GivenScores.random(6, 30, 1);
    Kernel kernel = kernel(scores, 4, 1, 5);
    UniformRandomProvider random = KeyedRandom.of(3, "refused");
    VariableSet[] graph = VariableSet.noneOf(6);
    int accepted = 0;
    for (int step = 0; step < 3000; step++) {
      VariableSet[] before = graph.clone();
      if (kernel.step(graph, random).accepted() == 0) {
        assertThat(graph).isEqualTo(before);
      } else {
        accepted++;
      }
      assertThat(Dag.isAcyclic(graph)).isTrue();
    }
    assertThat(accepted).isBetween(100, 2900);
  }

  @Test
  void priorsAreRespected() {
    int[] required = {0, 0, 0b1, 0b110, 0, 0};
    int[] forbidden = {0b111110, 0, 0, 0, 0b1000, 0};
    GivenScores scores = GivenScores.random(6, 4, 5).constrained(required, forbidden, 3);
    Kernel kernel = kernel(scores, 4, 1, 6);
    UniformRandomProvider random = KeyedRandom.of(5, "priors");
    VariableSet[] graph = VariableSet.ofMasks(0, 0, 0b1, 0b110, 0, 0);
    for (int step = 0; step < 1000; step++) {
      kernel.step(graph, random);
      assertThat(scores.of(graph)).isGreaterThan(Double.NEGATIVE_INFINITY);
    }
  }

  @Test
  void seesDescendantsAcrossWords() {
    int nodes = 130;
    VariableSet[] chain = VariableSet.noneOf(nodes);
    for (int node = 1; node < nodes; node++) {
      chain[node] = VariableSet.of(node - 1);
    }
    Descendants descendants = new Descendants(nodes);
    descendants.of(chain);
    byte[] roles = new byte[nodes];
    descendants.bar(60, roles);
    for (int node = 0; node < nodes; node++) {
      assertThat(roles[node]).isEqualTo(node < 60 ? FamilyTable.ALLOWED : FamilyTable.BARRED);
    }
    descendants.orphan(new int[] {5, 64, 128, 70}, 3);
    descendants.bar(60, roles);
    byte[] expected = new byte[nodes];
    Arrays.fill(expected, FamilyTable.ALLOWED);
    Arrays.fill(expected, 60, 64, FamilyTable.BARRED);
    assertThat(roles).isEqualTo(expected);
  }

  @Test
  void sameSeedSameBits() {
    GivenScores scores = GivenScores.random(6, 100, 1);
    VariableSet[] first = VariableSet.noneOf(6);
    VariableSet[] second = VariableSet.noneOf(6);
    Kernel used = kernel(scores, 4, 2, 4);
    UniformRandomProvider random = KeyedRandom.of(4, "bits");
    UniformRandomProvider again = KeyedRandom.of(4, "bits");
    for (int step = 0; step < 200; step++) {
      // Nothing is kept from call to call: another kernel gives the same.
      assertThat(kernel(scores, 4, 2, 4).step(second, again)).isEqualTo(used.step(first, random));
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void anInterruptedThreadEnds() {
    Kernel kernel = kernel(GivenScores.random(3, 1, 1), 2, 0, 2);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> kernel.step(VariableSet.noneOf(3), KeyedRandom.of(1, "end")));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aBlockHasNodes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel(GivenScores.random(2, 1, 1), 1, 0, 0));
  }

  private static Kernel kernel(GivenScores scores, int candidates, int outside, int most) {
    int[][] chosen = GivenScores.candidates(scores.nodes(), candidates);
    return new BlockKernel(FamilyTables.of(scores, chosen, outside), most);
  }
}
