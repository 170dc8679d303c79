// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.junit.jupiter.api.Test;

class RunningComparisonTest {
  @Test
  void saysWhatAComparisonOfSequencesThatAreHeldSays() {
    RunningComparison running = ComparedToken.of(ComparedToken.all());
    ModelComparison held =
        ModelComparison.of(ComparedToken.SEQUENCES, ComparedToken.MODEL, ComparedToken.ALGORITHMS);

    assertThat(running.tokens()).isEqualTo(40 * ComparedToken.STEPS);
    assertThat(running.bins()).isEqualTo(ComparedToken.STEPS);
    assertThat(running.loss()).isCloseTo(held.loss(), within(1e-12));
    for (int a = 0; a < 3; a++) {
      assertThat(running.lossOf(a)).isCloseTo(held.lossOf(a), within(1e-12));
      assertThat(running.lossGap(a).value()).isCloseTo(held.lossGap(a), within(1e-12));
      assertThat(running.distance(a).value()).isCloseTo(held.distance(a), within(1e-12));
      for (int step = 1; step <= ComparedToken.STEPS; step++) {
        if (Double.isInfinite(held.distance(a, step))) {
          assertThat(running.distance(a, step)).isInfinite();
        } else {
          assertThat(running.distance(a, step)).isCloseTo(held.distance(a, step), within(1e-12));
        }
      }
    }
    for (int step = 1; step <= ComparedToken.STEPS; step++) {
      assertThat(running.tokens(step)).isEqualTo(40);
      assertThat(running.loss(step)).isCloseTo(held.loss(step), within(1e-12));
    }
    assertThat(running.distance(3).value()).as("something from nothing").isInfinite();
    assertThat(running.closest()).isEqualTo(held.closest()).isEqualTo(1);
    assertThat(running.second()).isEqualTo(held.second()).isNotEqualTo(1);
    assertThat(running.margin().value())
        .isCloseTo(held.distance(held.second()) - held.distance(1), within(1e-12));
  }

  @Test
  void anyOrderAndAnyPartsGiveTheSame() {
    List<ComparedToken> tokens = ComparedToken.all();
    RunningComparison whole = ComparedToken.of(tokens);
    for (int seed = 0; seed < 10; seed++) {
      int[] order = PermutationSampler.natural(tokens.size());
      PermutationSampler.shuffle(KeyedRandom.of(seed, "order"), order);
      List<ComparedToken> shuffled = Arrays.stream(order).mapToObj(tokens::get).toList();
      int cut = seed == 0 ? 0 : 50 * seed;
      RunningComparison comparison = ComparedToken.of(shuffled.subList(0, cut));
      comparison.merge(ComparedToken.of(shuffled.subList(cut, tokens.size())));

      assertThat(comparison.byBin).isEqualTo(whole.byBin);
      assertThat(comparison.byBlock).isEqualTo(whole.byBlock);
    }
  }

  /** As a job keeps them: a token changes the row of its bin and that of its block. */
  @Test
  void rowsOnTheirOwnPutTogetherAreTheSame() {
    List<ComparedToken> tokens = ComparedToken.all();
    RunningComparison whole = ComparedToken.of(tokens);
    long[][] bins = new long[ComparedToken.STEPS][];
    long[][] blocks = new long[RunningComparison.BLOCKS][];
    for (ComparedToken token : tokens) {
      double[] terms = ComparisonRow.terms(token.token(), token.ofModel(), token.others());
      ComparisonRow.add(row(bins, token.bin() - 1), terms);
      ComparisonRow.add(row(blocks, token.block()), terms);
    }
    RunningComparison together = RunningComparison.of(ComparedToken.ALGORITHMS.size());
    for (int bin = ComparedToken.STEPS; bin >= 1; bin--) {
      together.mergeBin(bin, bins[bin - 1]);
    }
    for (int block = 0; block < blocks.length; block++) {
      if (blocks[block] != null) {
        together.mergeBlock(block, blocks[block]);
      }
    }
    assertThat(together.byBin).isEqualTo(whole.byBin);
    assertThat(together.byBlock).isEqualTo(whole.byBlock);
  }

  private static long[] row(long[][] rows, int at) {
    if (rows[at] == null) {
      rows[at] = ComparisonRow.empty(ComparedToken.ALGORITHMS.size());
    }
    return rows[at];
  }

  @Test
  void whoHasNotPredictedAllIsNotTheClosest() {
    List<ComparedToken> tokens = new ArrayList<>(ComparedToken.all());
    ComparedToken first = tokens.get(0);
    double[][] others = first.others().clone();
    others[1] = null;
    tokens.set(
        0, new ComparedToken(first.bin(), first.block(), first.token(), first.ofModel(), others));
    RunningComparison comparison = ComparedToken.of(tokens);
    RunningComparison before = ComparedToken.of(ComparedToken.all());

    assertThat(before.closest()).isEqualTo(1);
    assertThat(comparison.closest()).isEqualTo(before.second());
    assertThat(comparison.second()).isNotEqualTo(1);
    assertThat(comparison.distance(1).value()).isFinite();
    assertThat(comparison.lossGap(1)).isEqualTo(new Estimate(Double.NaN, Interval.BLANK));
    assertThat(comparison.lossGap(0).value()).isEqualTo(before.lossGap(0).value());
  }

  /** Of the longest sequences, in the order in which a backend on disk has them. */
  @Test
  void binsMayComeOneByOne() {
    RunningComparison forth = RunningComparison.of(1);
    RunningComparison back = RunningComparison.of(1);
    double[] one = {1};
    for (int bin = 1; bin <= StepBin.LAST; bin++) {
      assertThat(forth.bins()).isEqualTo(bin - 1);
      forth.add(bin, 0, one, one, new double[][] {one});
      back.add(StepBin.LAST + 1 - bin, 0, one, one, new double[][] {one});
    }
    assertThat(back.byBin).isEqualTo(forth.byBin);
    assertThat(back.bins()).isEqualTo(StepBin.LAST);
    assertThat(forth.tokens(StepBin.LAST)).isEqualTo(1);
  }

  @Test
  void sequencesAreSpreadOverBlocks() {
    int[] counts = new int[RunningComparison.BLOCKS];
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < 3200; i++) {
      counts[RunningComparison.block("linear/1/" + i)]++;
      if (i < 32) {
        first.add(RunningComparison.block("linear/1/" + i));
      }
    }
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 60 && count < 140);
    assertThat(first).hasSizeGreaterThan(15);
    assertThat(RunningComparison.block("a")).isEqualTo(RunningComparison.block("a"));
  }

  @Test
  void refusesWhatDoesNotBelong() {
    RunningComparison comparison = RunningComparison.of(1);
    double[] one = {1};
    double[][] others = {{1}};

    assertThatThrownBy(() -> comparison.add(0, 0, one, one, others)).hasMessageContaining("bin");
    assertThatThrownBy(() -> comparison.add(StepBin.LAST + 1, 0, one, one, others))
        .hasMessageContaining("bin");
    assertThatThrownBy(() -> comparison.add(1, 32, one, one, others))
        .hasMessageContaining("no block 32");
    assertThatThrownBy(() -> comparison.add(1, 0, one, new double[2], others))
        .hasMessageContaining("2 and of 1 entries");
    assertThatThrownBy(() -> comparison.add(1, 0, one, one, new double[2][1]))
        .hasMessageContaining("2 algorithms, not 1");
    assertThatThrownBy(() -> comparison.merge(RunningComparison.of(2)))
        .hasMessageContaining("other algorithms");
    assertThat(comparison.tokens()).isZero();
    assertThat(comparison.bins()).isZero();
  }
}
