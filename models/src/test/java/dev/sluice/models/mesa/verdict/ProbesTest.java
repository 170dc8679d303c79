// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.Probes.Target.NEXT_TOKEN;
import static dev.sluice.models.mesa.verdict.Probes.Target.PRECONDITIONED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.SequenceModel;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private static final int STEPS = 8;
  private static final SequenceTask TASK = SequenceTask.linear(3);

  private static HeldOut sequences(int first, int count) {
    return HeldOut.of(TASK, 1, first, count, STEPS);
  }

  private static SequenceModel model() {
    return new SequenceModel(Architecture.linear(3, 1));
  }

  /** Activations that hold the targets, in other units and mixed, tell them to the ridge. */
  @Test
  void whatActivationsHoldIsFound() {
    HeldOut sequences = sequences(0, 600);
    double[][][][] activations = new double[2][600][STEPS][12];
    for (int b = 0; b < 600; b++) {
      double[][] tokens = sequences.tokens()[b];
      double[][] preconditioned = Probes.preconditioned(tokens, STEPS);
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < 3; i++) {
          activations[1][b][t][i] = 5 * tokens[t + 1][i] - 2 * tokens[t + 1][(i + 1) % 3];
          activations[1][b][t][3 + i] = preconditioned[t][i] + tokens[t + 1][i];
        }
      }
    }
    Probes probes = new Probes(model(), STEPS, 4);
    probes.add(activations, sequences);
    for (int step = 1; step <= STEPS; step++) {
      assertThat(probes.score(NEXT_TOKEN, 1, step)).isLessThan(1e-5);
      assertThat(probes.score(PRECONDITIONED, 1, step)).isLessThan(1e-4);
      assertThat(probes.score(NEXT_TOKEN, 0, step))
          .as("activations that are all 0 tell nothing")
          .isEqualTo(probes.zeroScore(NEXT_TOKEN, step));
      assertThat(probes.controlScore(NEXT_TOKEN, 1, step) / probes.zeroScore(NEXT_TOKEN, step))
          .isBetween(0.9, 1.15);
      assertThat(
              probes.controlScore(PRECONDITIONED, 1, step) / probes.zeroScore(PRECONDITIONED, step))
          .isBetween(0.9, 1.15);
    }
    assertThat(probes.zeroScore(NEXT_TOKEN, 1)).isCloseTo(0.5, within(0.05));
  }

  /** At step 1 nothing precedes s_1; a model that is fed with tokens holds it. */
  @Test
  void theFirstLayerSeesTheTokenItself() {
    SequenceModel model = model();
    Probes probes = new Probes(model, STEPS, 4);
    probes.add(model, model.initial(1), sequences(0, 200));

    assertThat(probes.layers()).isEqualTo(2);
    assertThat(probes.score(PRECONDITIONED, 0, 1)).isLessThan(1e-6);
    assertThat(probes.score(PRECONDITIONED, 0, STEPS)).isGreaterThan(1e-3);
  }

  @Test
  void preconditionedTokensAreSolved() {
    double[][] tokens = {{1, 2}, {0, 3}, {1, 1}, {9, 9}};
    double[][] actual = Probes.preconditioned(tokens, 3);

    assertThat(actual[0]).containsExactly(1, 2);
    // (I + (1, 2)(1, 2)')^-1 (0, 3) = (0, 3) - (1, 2) 6 / 6
    assertThat(actual[1]).containsExactly(new double[] {-1, 1}, within(1e-15));
    // H + I = ((2, 2), (2, 14)), determinant 24
    assertThat(actual[2]).containsExactly(new double[] {0.5, 0}, within(1e-15));
  }

  @Test
  void partsAddUp() {
    SequenceModel model = model();
    double[] weights = model.initial(1);
    Probes whole = new Probes(model, STEPS, 4);
    whole.add(model, weights, sequences(0, 100));
    whole.add(model, weights, sequences(100, 50));
    Probes one = new Probes(model, STEPS, 4);
    one.add(model, weights, sequences(0, 100));
    Probes other = new Probes(model, STEPS, 4);
    other.add(model, weights, sequences(100, 50));
    other.merge(one);

    for (Probes.Target target : Probes.Target.values()) {
      assertThat(other.score(target, 1, 5)).isCloseTo(whole.score(target, 1, 5), within(1e-9));
      assertThat(other.controlScore(target, 1, 5))
          .isCloseTo(whole.controlScore(target, 1, 5), within(1e-9));
    }
  }

  @Test
  void sequencesAreSplitByTheirNumberAlone() {
    Probes probes = new Probes(model(), STEPS, 4);
    long fitted = LongStream.range(0, 2000).filter(probes::isFitted).count();

    assertThat(fitted).isBetween(900L, 1100L);
    assertThat(new Probes(model(), STEPS, 4).isFitted(17)).isEqualTo(probes.isFitted(17));
  }

  @Test
  void aControlNeedsAnotherSequence() {
    SequenceModel model = model();
    Probes probes = new Probes(model, STEPS, 4);
    double[] weights = model.initial(1);

    assertThatThrownBy(() -> probes.add(model, weights, sequences(0, 1)))
        .hasMessage("probes of 8 steps need two sequences of as many, not 1 of 8");
    assertThatThrownBy(() -> probes.merge(new Probes(model, STEPS, 5)))
        .hasMessage("probes of something else");
  }
}
