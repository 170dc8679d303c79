// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.random.KeyedRandom;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Test 8: a new W after 75 transitions of 150. Step 76 is the first prediction that is of the new
 * W, step 77 the first that knows a pair of it; losses are those of steps 75, and 10, 30 and 50
 * after 77, against a simulation that is not ours.
 */
class RegimeSwitchTest {
  private static final int SEQUENCES = 1500;
  private static final int SWITCH = 76;
  private static final double[] FORGETTING = {1, 0.99, 0.95, 0.9, 0.8};

  private static LossTable table;

  @BeforeAll
  static void runAll() {
    List<Contender> contenders =
        DoubleStream.of(FORGETTING)
            .mapToObj(
                forgetting ->
                    Contender.causal(
                        new LeastSquares(
                            Regression.onLast().forgetting(forgetting), new ExactRidge(0.01))))
            .toList();
    Learners learners = new Learners(10, contenders);
    table = LossTable.of(contenders.size());
    double[] losses = new double[contenders.size()];
    for (int number = 0; number < SEQUENCES; number++) {
      double[][] before = SequenceTask.linear().sequence(8, number).transition();
      double[][] after = SequenceTask.linear().sequence(9, number).transition();
      ZigguratSampler.NormalizedGaussian noise =
          ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(8, "noise", number));
      double[] token = SequenceTask.linear().token(8, number, 1);
      SequenceState state = learners.start();
      for (int t = 1; t <= 128; t++) {
        learners.observe(state, t, token, null, losses);
        if (t > 1) {
          table.add(t - 1, losses);
        }
        token = next(t < SWITCH ? before : after, token, noise);
      }
    }
  }

  private static double[] next(
      double[][] w, double[] token, ZigguratSampler.NormalizedGaussian noise) {
    double[] next = new double[token.length];
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < next.length; j++) {
        next[i] += w[i][j] * token[j];
      }
      next[i] += 0.01 * noise.sample();
    }
    return next;
  }

  @ParameterizedTest
  @CsvSource({
    "1, .0006, 2.13, 1.15, .80",
    "0.99, .0006, 1.91, .85, .52",
    "0.95, .0007, 1.23, .22, .054",
    "0.9, .0010, .81, .037, .0025",
    "0.8, .0033, .43, .0042, .0033"
  })
  void forgettingIsQuickOrExact(
      double forgetting, double before, double after10, double after30, double after50) {
    int learner = DoubleStream.of(FORGETTING).boxed().toList().indexOf(forgetting);
    double[] expected = {before, after10, after30, after50};
    int[] steps = {SWITCH - 1, SWITCH + 11, SWITCH + 31, SWITCH + 51};
    for (int i = 0; i < steps.length; i++) {
      assertThat(table.mean(steps[i], learner))
          .as("step %d", steps[i])
          .isCloseTo(expected[i], Percentage.withPercentage(10));
    }
  }
}
