// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class UNetTrainingTest {
  private static final UNetSettings SMALL = new UNetSettings(4, 2, 2);
  private static final UNetTraining.Progress UNHEARD = (steps, loss) -> {};

  private static UNetTraining training(int batch, long seed) {
    return new UNetTraining(SMALL, new TrainingSettings(batch, 3e-3, seed));
  }

  private static LabelledVolume small(int number) {
    return Spheres.of(4, number);
  }

  @Test
  void two_spheres_are_learned_by_heart() {
    UNetSettings network = new UNetSettings(8, 4, 2);
    UNetTraining training = new UNetTraining(network, new TrainingSettings(2, 3e-3, 1));
    IntFunction<LabelledVolume> cases = number -> Spheres.of(8, number);
    List<Double> losses = new ArrayList<>();
    TrainingState state =
        training.train(training.start(), 150, 2, cases, (steps, loss) -> losses.add(loss));
    UNetPredictor predictor = new UNetPredictor(state.weights());
    for (int number = 0; number < 2; number++) {
      LabelledVolume example = Spheres.of(8, number);
      assertThat(Spheres.dice(predictor.lesions(example.image()), example.lesions()))
          .isGreaterThan(0.9);
    }
    assertThat(losses).hasSize(150);
    assertThat(losses.get(149)).isLessThan(losses.get(0) / 3);
  }

  @Test
  void a_training_that_was_stopped_goes_on_with_the_same_bits() {
    TrainingState whole =
        training(2, 1).train(training(2, 1).start(), 9, 5, UNetTrainingTest::small, UNHEARD);
    UNetTraining first = training(2, 1);
    TrainingState half = first.train(first.start(), 4, 5, UNetTrainingTest::small, UNHEARD);
    // Another graph, and one that has done other work meanwhile.
    assertThat(training(2, 1).train(half, 5, 5, UNetTrainingTest::small, UNHEARD).numbers())
        .containsExactly(whole.numbers());
    first.train(first.start(), 1, 5, UNetTrainingTest::small, UNHEARD);
    assertThat(first.train(half, 5, 5, UNetTrainingTest::small, UNHEARD).numbers())
        .containsExactly(whole.numbers());
    assertThat(half.steps()).isEqualTo(4);
    assertThat(whole.steps()).isEqualTo(9);
  }

  @Test
  void the_same_seed_gives_the_same_bits_and_another_seed_others() {
    float[][] weights = new float[3][];
    for (int i = 0; i < 3; i++) {
      UNetTraining training = training(1, i == 2 ? 8 : 7);
      weights[i] =
          training
              .train(training.start(), 3, 4, UNetTrainingTest::small, UNHEARD)
              .weights()
              .values();
    }
    assertThat(weights[1]).containsExactly(weights[0]);
    assertThat(weights[2]).isNotEqualTo(weights[0]);
  }

  @Test
  void every_pass_sees_every_case_once_in_an_order_of_its_own() {
    List<Integer> seen = new ArrayList<>();
    UNetTraining training = training(2, 3);
    IntFunction<LabelledVolume> cases =
        number -> {
          seen.add(number);
          return small(number);
        };
    List<Long> steps = new ArrayList<>();
    training.train(training.start(), 6, 6, cases, (step, loss) -> steps.add(step));
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(seen.subList(0, 6)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    assertThat(seen.subList(6, 12)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    assertThat(seen.subList(0, 6)).isNotEqualTo(seen.subList(6, 12));
    CaseOrder order = new CaseOrder(6, 3);
    assertThat(order.at(9)).isEqualTo(seen.get(9));
    assertThat(order.at(2)).isEqualTo(seen.get(2));
  }

  @Test
  void images_that_are_empty_or_not_numbers_do_not_stop_a_training() {
    Grid grid = Grid.cube(4);
    float[] odd = new float[64];
    odd[3] = Float.NaN;
    odd[4] = Float.POSITIVE_INFINITY;
    odd[5] = Float.MAX_VALUE;
    IntFunction<LabelledVolume> cases =
        number ->
            new LabelledVolume(
                new Volume(grid, number == 0 ? new float[64] : odd),
                new Mask(grid, new boolean[64]));
    UNetTraining training = training(1, 1);
    TrainingState state = training.train(training.start(), 4, 2, cases, UNHEARD);
    assertThat(state.steps()).isEqualTo(4);
    assertThat(state.weights()).isNotNull();
  }

  @Test
  void a_training_that_diverges_says_when() {
    UNetTraining training = training(1, 1);
    double[] numbers = training.start().numbers().clone();
    numbers[0] = Double.NaN;
    TrainingState state = new TrainingState(SMALL, numbers);
    assertThatThrownBy(() -> training.train(state, 1, 1, UNetTrainingTest::small, UNHEARD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after 0 steps");
    assertThatThrownBy(state::weights).hasMessage("weight 0 is NaN");
  }

  @Test
  void what_does_not_fit_is_refused() {
    UNetTraining training = training(1, 1);
    TrainingState other = TrainingState.start(new UNetSettings(8, 2, 2), 1);
    assertThatThrownBy(() -> training.train(other, 1, 1, UNetTrainingTest::small, UNHEARD))
        .hasMessageStartingWith("a state of UNetSettings[edge=8");
    TrainingState start = training.start();
    assertThatThrownBy(() -> training.train(start, 1, 0, UNetTrainingTest::small, UNHEARD))
        .hasMessage("no cases to train on");
    assertThatThrownBy(() -> training.train(start, 1, 1, number -> Spheres.of(8, number), UNHEARD))
        .hasMessage("an image of 8 x 8 x 8 voxels, where the network takes 4 x 4 x 4");
    assertThatThrownBy(() -> new LabelledVolume(small(0).image(), Spheres.of(8, 0).lesions()))
        .hasMessage("an image of 4 x 4 x 4 voxels with lesions in 8 x 8 x 8");
    assertThatThrownBy(() -> new TrainingState(SMALL, new double[5]))
        .hasMessageStartingWith("5 numbers");
    double[] numbers = start.numbers().clone();
    numbers[numbers.length - 1] = 1.5;
    assertThatThrownBy(() -> new TrainingState(SMALL, numbers))
        .hasMessage("0.0 and 1.5 are not steps made");
  }
}
