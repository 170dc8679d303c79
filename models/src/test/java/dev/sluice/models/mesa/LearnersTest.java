// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.mesa.solve.Chebyshev;
import dev.sluice.models.mesa.solve.ChebyshevConstants;
import dev.sluice.models.mesa.solve.ConjugateGradients;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Neumann;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnersTest {
  private static final int SEQUENCES = 12;
  private static final int TOKENS = 30;

  private static final List<Contender> USUAL =
      List.of(
          Contender.causal(Baseline.ZERO),
          Contender.causal(Baseline.COPY),
          Trial.causal(new GradientStep(0.032)),
          Trial.causal(new Chebyshev(ChebyshevConstants.LINEAR_7)),
          Contender.causal(new MesaLayer(0.001)),
          Trial.causal(new ExactRidge(0.001)));

  private static List<Contender> all() {
    List<Contender> all = new ArrayList<>(USUAL);
    all.add(Trial.lagged(new ExactRidge(0.001)));
    all.add(Trial.causal(new Neumann(4, 0.001)));
    all.add(Trial.causal(new ConjugateGradients(5, 0.25)));
    all.add(Contender.causal(new LeastSquares(Regression.onDelays(3), new ExactRidge(3))));
    all.add(
        Contender.causal(
            new LeastSquares(Regression.onLast().forgetting(0.9), new ExactRidge(0.01))));
    all.add(Contender.causal(new TrueTransition()));
    all.add(Contender.causal(new KalmanFilter(10)));
    return all;
  }

  /** Test 13: in whatever order tokens of several sequences come, all is the same, to the bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void interleavingsChangeNothing(int seed) {
    LossTable expected = interleaved(PermutationSampler.natural(SEQUENCES * TOKENS));
    int[] order = PermutationSampler.natural(SEQUENCES * TOKENS);
    PermutationSampler.shuffle(KeyedRandom.of(seed, "interleaving"), order);

    assertThat(interleaved(order).cells).isEqualTo(expected.cells);
  }

  /** Tokens in order within each sequence; whose turn it is, is a place's remainder. */
  private static LossTable interleaved(int[] turns) {
    List<Contender> all = all();
    Learners learners = new Learners(10, all);
    LossTable table = LossTable.of(all.size());
    SequenceState[] states = new SequenceState[SEQUENCES];
    SimulatedSequence[] sequences = new SimulatedSequence[SEQUENCES];
    for (int i = 0; i < SEQUENCES; i++) {
      states[i] = learners.start();
      sequences[i] = SequenceTask.linear().sequence(13, i);
    }
    double[] losses = new double[all.size()];
    for (int turn : turns) {
      int i = turn % SEQUENCES;
      double[] token = sequences[i].next();
      long step = learners.observe(states[i], sequences[i].step(), token, sequences[i], losses);
      if (step > 0) {
        table.add((int) step, losses);
      }
    }
    return table;
  }

  /** Test 14, of the learners: what is not the next token is refused and changes nothing. */
  @Test
  void duplicateAndLateAndEarlyTokensChangeNothing() {
    Learners learners = new Learners(10, USUAL);
    double[][] tokens = SequenceTask.linear().tokens(14, 0, 9);
    SequenceState state = learners.start();
    double[] losses = new double[USUAL.size()];
    for (int t = 1; t <= 7; t++) {
      learners.observe(state, t, tokens[t - 1], null, losses);
    }
    SequenceState before = state.copy();
    for (int t : new int[] {7, 3, 1, 0, -1, 9}) {
      assertThatThrownBy(() -> learners.observe(state, t, tokens[Math.max(t, 1) - 1], null, losses))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("token %d where 8 is the next", t);
    }
    assertRefused(learners, state, new double[9]);
    double[] blank = new double[10];
    blank[3] = Double.NaN;
    assertRefused(learners, state, blank);

    assertThat(state).usingRecursiveComparison().isEqualTo(before);
  }

  private static void assertRefused(Learners learners, SequenceState state, double[] token) {
    assertThatThrownBy(() -> learners.observe(state, 8, token, null, new double[6]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStateOfOtherLearnersIsRefused() {
    Learners some = new Learners(10, USUAL);
    Learners others = new Learners(10, USUAL.subList(0, 5));

    assertThatThrownBy(() -> others.observe(some.start(), 1, new double[10], null, new double[5]))
        .hasMessage("the state of a sequence is of other learners");
  }

  @Test
  void theUsualLearnersKeepLessThanEightKilobytes() {
    assertThat(new Learners(10, USUAL).start().numbers.length * Double.BYTES)
        .isEqualTo((10 + 100 + 100 + 200 + 6 * 10) * Double.BYTES)
        .isLessThan(8 << 10);
  }

  /** Who stands beside whom changes no prediction. */
  @Test
  void learnersDoNotDisturbEachOther() {
    List<Contender> all = all();
    Learners together = new Learners(10, all);
    SequenceState ofAll = together.start();
    SimulatedSequence sequence = SequenceTask.linear().sequence(16, 1);
    double[][] tokens = SequenceTask.linear().tokens(16, 1, 20);
    for (int t = 1; t <= 20; t++) {
      together.observe(ofAll, t, tokens[t - 1], sequence, new double[all.size()]);
    }
    for (int i = 0; i < all.size(); i++) {
      Learners alone = new Learners(10, List.of(all.get(i)));
      SequenceState state = alone.start();
      for (int t = 1; t <= 20; t++) {
        alone.observe(state, t, tokens[t - 1], sequence, new double[1]);
      }
      assertThat(alone.prediction(state, 0))
          .as(all.get(i).label())
          .containsExactly(together.prediction(ofAll, i));
    }
  }

  @Test
  void labelsTellAllContendersApart() {
    assertThat(all().stream().map(Contender::label))
        .doesNotHaveDuplicates()
        .contains("ridge:0.001", "ridge:0.001 released (lagged)", "ridge:3.0:delays-3");
  }

  @Test
  void numbersBeyondAllBoundsAreAnInfiniteLossNotAGoodOne() {
    Learners learners = new Learners(2, USUAL);
    SequenceState state = learners.start();
    double[] losses = new double[USUAL.size()];
    for (int t = 1; t <= 3; t++) {
      learners.observe(state, t, new double[] {1e200, -1e200}, null, losses);
    }

    assertThat(losses[0]).isInfinite();
    assertThat(losses[1]).isZero();
    assertThat(losses[5]).isInfinite();
  }

  @Test
  void onlySolversThatStopEarlyTellAResidual() {
    List<Contender> contenders =
        List.of(
            Trial.causal(new ExactRidge(0.001)),
            Trial.causal(new ConjugateGradients(5, 0.001)),
            Trial.causal(new ConjugateGradients(30, 0.001)),
            Contender.causal(
                new LeastSquares(Regression.onFeatures(), new ConjugateGradients(5, 0.001))));
    Learners learners = new Learners(10, contenders);
    SequenceState state = learners.start();
    double[][] tokens = SequenceTask.linear().tokens(17, 1, 8);
    for (int t = 1; t <= 8; t++) {
      learners.observe(state, t, tokens[t - 1], null, new double[4]);
    }

    assertThat(learners.residual(0)).isNaN();
    assertThat(learners.residual(1)).isGreaterThan(0.1);
    assertThat(learners.residual(2)).isLessThan(1e-9);
    assertThat(learners.residual(3)).as("one that does not predict").isNaN();
  }
}
