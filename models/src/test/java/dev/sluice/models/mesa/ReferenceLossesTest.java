// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static dev.sluice.models.mesa.Trial.causal;
import static dev.sluice.models.mesa.Trial.lagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.solve.Chebyshev;
import dev.sluice.models.mesa.solve.ChebyshevConstants;
import dev.sluice.models.mesa.solve.ConjugateGradients;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Neumann;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests 1, 2, 5 and 6 on the linear task: losses against the closed form, against a simulation of
 * 1,280 sequences that is not ours, and against the results released with arXiv 2309.05858.
 */
class ReferenceLossesTest {
  private static final int SEQUENCES = 3000;
  private static final int STEPS = 50;

  private static final Percentage RELEASED = Percentage.withPercentage(2);

  private static final Contender ORACLE = Contender.causal(new TrueTransition());
  private static final Contender ZERO = Contender.causal(Baseline.ZERO);
  private static final Contender COPY = Contender.causal(Baseline.COPY);
  private static final Contender RLS = Contender.causal(new MesaLayer(0.001));
  private static final Contender RIDGE = causal(new ExactRidge(0.001));
  private static final Contender WIDE_RIDGE = causal(new ExactRidge(0.1));
  private static final Contender GRADIENT = causal(new GradientStep(0.032));
  private static final Contender CHEBYSHEV = causal(new Chebyshev(ChebyshevConstants.LINEAR_7));
  private static final Contender LAGGED_RIDGE = lagged(new ExactRidge(0.001));
  private static final Contender LAGGED_7 = lagged(new Chebyshev(ChebyshevConstants.LINEAR_7));
  private static final Contender LAGGED_3 = lagged(new Chebyshev(ChebyshevConstants.LINEAR_3));

  private static Trial trial;
  private static Trial ofSolvers;

  @BeforeAll
  static void runAll() {
    List<Contender> contenders =
        new ArrayList<>(
            List.of(
                ORACLE,
                ZERO,
                COPY,
                RLS,
                RIDGE,
                WIDE_RIDGE,
                GRADIENT,
                CHEBYSHEV,
                LAGGED_RIDGE,
                LAGGED_7,
                LAGGED_3));
    trial = Trial.of(SequenceTask.linear(), 2309, SEQUENCES, STEPS, contenders);
    contenders.clear();
    for (int steps : new int[] {0, 1, 2, 4, 6, 12}) {
      contenders.add(causal(new Neumann(steps, 0.001)));
    }
    for (int steps : new int[] {2, 5, 10}) {
      contenders.add(causal(new ConjugateGradients(steps, 0.25)));
      contenders.add(causal(new ConjugateGradients(steps, 0.001)));
    }
    ofSolvers = Trial.of(SequenceTask.linear(), 2309, SEQUENCES / 3, STEPS, contenders);
  }

  /** Test 1: 1/2 E|s|^2 (1 - (t - 1) / d) + d variance / 2 up to t = d. */
  @Test
  void ridgeHasTheLossOfTheClosedForm() {
    for (int step = 1; step <= 10; step++) {
      double closed = 10 / 6.0 * (1 - (step - 1) / 10.0) + 0.0005;
      assertThat(trial.loss(RIDGE, step))
          .as("step %d", step)
          .isCloseTo(closed, within(3 * trial.error(RIDGE, step)));
    }
  }

  /** Test 2: nothing predicts better than d variance / 2, and ridge comes near it. */
  @Test
  void theFloorIsTheNoise() {
    for (int step = 1; step <= STEPS; step++) {
      assertThat(trial.loss(ORACLE, step))
          .as("step %d", step)
          .isCloseTo(0.0005, within(4 * trial.error(ORACLE, step)));
    }
    assertThat(trial.loss(RIDGE, 50)).isBetween(0.0005, 0.00065);
  }

  @Test
  void zeroLosesWhatATokenWeighs() {
    assertThat(trial.mean(ZERO)).isCloseTo(1.670, Percentage.withPercentage(2));
    assertThat(trial.mean(COPY)).isCloseTo(3.350, Percentage.withPercentage(2));
  }

  /** Test 6, causal: the simulation's table. */
  @Test
  void causalReferencesAreAsSimulated() {
    assertSimulated(RIDGE, 1.661, 1.498, .9972, .1724, .0044, .0013, .0010, .0007, .0006);
    assertSimulated(RLS, 1.661, 1.498, .9972, .1724, .0044, .0013, .0010, .0007, .0006);
    assertSimulated(WIDE_RIDGE, 1.661, 1.498, .9990, .2023, .0537, .0095, .0040, .0017, .0010);
    assertSimulated(CHEBYSHEV, 1.661, 1.500, .9992, .2537, .1310, .0417, .0238, .0157, .0122);
    assertSimulated(GRADIENT, 1.661, 1.627, 1.501, 1.263, 1.211, 1.033, .8500, .6169, .7234);
    assertThat(trial.mean(RIDGE)).isCloseTo(.1843, Percentage.withPercentage(3));
    assertThat(trial.mean(WIDE_RIDGE)).isCloseTo(.1892, Percentage.withPercentage(3));
    assertThat(trial.mean(CHEBYSHEV)).isCloseTo(.2069, Percentage.withPercentage(3));
    assertThat(trial.mean(GRADIENT)).isCloseTo(.8830, Percentage.withPercentage(3));
  }

  /** Within 3 standard errors of the difference of two simulations, and the rounding told. */
  private static void assertSimulated(Contender contender, double... expected) {
    int[] steps = {1, 2, 5, 10, 11, 15, 20, 30, 50};
    for (int i = 0; i < steps.length; i++) {
      double ours = trial.error(contender, steps[i]);
      double theirs = ours * Math.sqrt(SEQUENCES / 1280.0);
      assertThat(trial.loss(contender, steps[i]))
          .as("%s at step %d", contender.label(), steps[i])
          .isCloseTo(expected[i], within(3 * Math.hypot(ours, theirs) + 0.00005));
    }
  }

  /** Test 6, released (lagged): mean over the steps, step 50, and step 2 as step 1. */
  @Test
  void laggedReferencesAreAsReleased() {
    assertThat(trial.mean(LAGGED_RIDGE)).isCloseTo(.2108, RELEASED);
    assertThat(trial.loss(LAGGED_RIDGE, 50)).isCloseTo(.0006, within(0.00005));
    assertThat(trial.mean(LAGGED_7)).isCloseTo(.2317, RELEASED);
    assertThat(trial.loss(LAGGED_7, 50)).isCloseTo(.0121, RELEASED);
    assertThat(trial.mean(LAGGED_3)).isCloseTo(.3047, RELEASED);
    assertThat(trial.loss(LAGGED_3, 50)).isCloseTo(.0739, RELEASED);
    for (Contender lagged : List.of(LAGGED_RIDGE, LAGGED_7, LAGGED_3)) {
      assertThat(trial.loss(lagged, 1)).isCloseTo(1.675, RELEASED);
      assertThat(trial.loss(lagged, 2)).isCloseTo(1.6747, RELEASED);
      assertThat(trial.loss(lagged, 2)).isEqualTo(trial.loss(ZERO, 2));
    }
  }

  @Test
  void theGradientStepIsCausalAsReleased() {
    assertThat(trial.mean(GRADIENT)).isCloseTo(.9004, RELEASED);
  }

  @ParameterizedTest
  @CsvSource({"0, .602", "1, .436", "2, .361", "4, .291", "6, .258", "12, .220"})
  void neumannIsAsSimulated(int steps, double expected) {
    assertThat(ofSolvers.mean(causal(new Neumann(steps, 0.001))))
        .isCloseTo(expected, Percentage.withPercentage(3));
  }

  /** With MesaNet's ridge few steps do; with a small one they are worse than predicting 0. */
  @ParameterizedTest
  @CsvSource({"2, 0.25, .418, 5", "5, 0.25, .2005, 3", "10, 0.25, .1958, 3", "5, 0.001, 8.0, 15"})
  void conjugateGradientsAreAsSimulated(int steps, double ridge, double expected, double percent) {
    assertThat(ofSolvers.mean(causal(new ConjugateGradients(steps, ridge))))
        .isCloseTo(expected, Percentage.withPercentage(percent));
  }

  @Test
  void regretAddsUpWhatRidgeDoesBetter() {
    LossTable table = trial.table();

    assertThat(table.regret(STEPS, 4, 4)).isZero();
    assertThat(table.regret(STEPS, 1, 4))
        .isCloseTo(50 * (trial.mean(ZERO) - trial.mean(RIDGE)), within(1e-9));
    assertThat(table.regret(STEPS, 0, 4)).isNegative();
  }
}
