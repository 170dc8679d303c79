// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.mesa.trained.RecurrentModel;
import dev.sluice.models.mesa.trained.SequenceModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainedModelTest {
  private static final int LENGTH = 50;

  /** As beside another learner, whose loss must not change by it. */
  @Test
  void itsLossesAreThoseOfTheModelOverWholeSequences() {
    Architecture architecture = Recipe.of("mesa", 10).architecture();
    SequenceModel model = new SequenceModel(architecture);
    double[] weights = model.initial(4);
    for (int w = 0; w < weights.length; w++) {
      weights[w] *= 500; // as after some training
    }
    TrainedModel trained = new TrainedModel("mesa", 7, new RecurrentModel(architecture, weights));
    Contender descent = Contender.causal(LeastSquares.onLast(new GradientStep(0.032)));
    Learners learners = new Learners(10, List.of(Contender.causal(trained), descent));
    Learners alone = new Learners(10, List.of(descent));
    double[][] tokens = SequenceTask.linear().tokens(2, 1, LENGTH);
    double[][] predictions = model.predictions(weights, new double[][][] {tokens})[0];

    SequenceState state = learners.start();
    SequenceState lone = alone.start();
    double[] losses = new double[2];
    double[] loneLoss = new double[1];
    for (int t = 0; t < LENGTH; t++) {
      learners.observe(state, t + 1, tokens[t], null, losses);
      alone.observe(lone, t + 1, tokens[t], null, loneLoss);
      if (t > 0) {
        double expected = 0;
        for (int i = 0; i < 10; i++) {
          expected += Math.pow(tokens[t][i] - predictions[t - 1][i], 2) / 2;
        }
        assertThat(losses[0]).isCloseTo(expected, within(1e-9));
        assertThat(losses[1]).isEqualTo(loneLoss[0]);
      }
    }
    assertThat(trained.label()).isEqualTo("mesa:trained-7");
  }

  @Test
  void tokensOfOtherSizesAreRefused() {
    Architecture architecture = Recipe.of("lsa-1", 10).architecture();
    double[] weights = new SequenceModel(architecture).initial(4);
    TrainedModel trained = new TrainedModel("lsa-1", 0, new RecurrentModel(architecture, weights));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Learners(3, List.of(Contender.causal(trained))))
        .withMessageContaining("lsa-1:trained-0 was trained on tokens of 10 entries, not of 3");
  }
}
