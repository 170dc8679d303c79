// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.LayerKind;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenForm;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Test 9 on a model: a mesa layer whose weights are written down solves least squares exactly, and
 * so shows what a trained one may.
 */
class FewShotStudyTest {
  private static final int N = 10;
  private static final double RIDGE = 0.1;
  private static final int PAIRS = 12;
  private static final int STEPS = 60;
  private static final FewShotStudy STUDY = new FewShotStudy(5, 400, PAIRS, STEPS);
  private static final SequenceModel MODEL =
      new SequenceModel(
          new Architecture(
              TokenForm.CONSTRUCTED, N, 4 * N, 1, N, List.of(LayerKind.MESA), 1e9, 1, 0));

  private static FewShotLosses pairs;
  private static FewShotLosses correct;
  private static FewShotLosses eos;
  private static FewShotLosses prefixed;
  private static int steps;

  /** Keys s_{t-1}, values and queries s_t, read into slot 0; the prior variance is 1 / ridge. */
  private static double[] leastSquares() {
    double[] weights = new double[MODEL.weights()];
    int block = N * 4 * N;
    for (int i = 0; i < N; i++) {
      weights[i * 4 * N + N + i] = 1; // queries
      weights[block + i * 4 * N + 3 * N + i] = 1; // keys
      weights[2 * block + i * 4 * N + N + i] = 1; // values
      weights[3 * block + i * N + i] = 1; // projection
    }
    weights[weights.length - 1] = -Math.log(RIDGE);
    return weights;
  }

  @BeforeAll
  static void runAll() {
    double[] weights = leastSquares();
    pairs = STUDY.of(MODEL, weights, PromptForm.PAIRS, () -> steps++);
    correct = STUDY.of(MODEL, weights, PromptForm.CORRECT, () -> steps++);
    eos = STUDY.of(MODEL, weights, PromptForm.EOS, () -> steps++);
    prefixed = STUDY.of(MODEL, weights, PromptForm.EOS_AND_PREFIX, () -> steps++);
  }

  /** Successive tokens are what least squares on all pairs sees, parted ones the correct pairs. */
  @Test
  void theModelIsTheAlgorithm() {
    List<FewShotLosses> algorithms = STUDY.algorithms();
    assertThat(algorithms.get(1).label()).isEqualTo("ridge:0.1");
    assertThat(algorithms.get(4).label()).isEqualTo("ridge:0.1:pairs");
    assertThat(pairs.losses()).containsExactly(algorithms.get(1).losses(), within(1e-9));
    assertThat(correct.losses()).containsExactly(algorithms.get(4).losses(), within(1e-9));
    assertThat(pairs.standardErrors())
        .containsExactly(algorithms.get(1).standardErrors(), within(1e-9));
    assertThat(pairs.losses()).hasSize(PAIRS);
  }

  @Test
  void overlappingPairsShowTheEarlyAscent() {
    assertThat(pairs.worst()).isBetween(5, 6);
    assertThat(pairs.ascent()).isGreaterThan(0.8);
  }

  @Test
  void correctPairsDoNot() {
    for (int pair = 2; pair <= PAIRS; pair++) {
      assertThat(correct.at(pair)).isLessThan(correct.at(pair - 1));
    }
    assertThat(correct.ascent()).isZero();
  }

  /**
   * The best token between pairs is 0: then none follows from it, and y has no answer but 0, which
   * is still false and shrinks W. So losses lie between.
   */
  @Test
  void aLearnedTokenLiesBetween() {
    assertThat(eos.learned()).hasSize(N);
    for (double entry : eos.learned()) {
      assertThat(entry).isBetween(-0.02, 0.02);
    }
    assertThat(eos.ascent()).isLessThan(0.1);
    for (int pair = 3; pair <= PAIRS; pair++) {
      assertThat(eos.at(pair)).isBetween(correct.at(pair) + 0.01, pairs.at(pair) - 0.01);
    }
  }

  /** Tokens before the pairs help where few pairs are known: they are a prior. */
  @Test
  void aLearnedPrefixLessensTheAscent() {
    assertThat(prefixed.learned()).hasSize(21 * N);
    assertThat(prefixed.at(5)).isLessThan(eos.at(5) - 0.1);
    assertThat(prefixed.at(5)).isGreaterThan(correct.at(5));
    assertThat(steps).isEqualTo(2 * STEPS);
  }

  @Test
  void theSameSeedLearnsTheSameBits() {
    FewShotStudy small = new FewShotStudy(5, 2, 3, 2);
    double[] weights = leastSquares();
    FewShotLosses once = small.of(MODEL, weights, PromptForm.EOS, () -> {});
    assertThat(small.of(MODEL, weights, PromptForm.EOS, () -> {}).learned())
        .containsExactly(once.learned());
    assertThat(weights).containsExactly(leastSquares());
    FewShotLosses other = new FewShotStudy(6, 2, 3, 2).of(MODEL, weights, PromptForm.EOS, () -> {});
    assertThat(other.learned()).isNotEqualTo(once.learned());
  }

  /**
   * One pair: there is nothing to learn from, and only the token after the first pair is missing.
   */
  @Test
  void onePairIsPredictedFromNothing() {
    FewShotLosses one =
        new FewShotStudy(5, 2, 1, 3).of(MODEL, leastSquares(), PromptForm.EOS, () -> {});
    assertThat(one.losses()).hasSize(1);
    assertThat(one.learned()).hasSize(N);
  }

  @Test
  void withoutStepsTokensStayAsTheyBegin() {
    FewShotStudy none = new FewShotStudy(5, 2, 3, 0);
    Prompt prompt = new Prompt(PromptForm.EOS, 3, N);
    assertThat(none.of(MODEL, leastSquares(), PromptForm.EOS, () -> {}).learned())
        .containsExactly(new PromptTuning(prompt, SequenceTask.regression(), 5, 0).initial());
  }

  @Test
  void anInterruptedThreadStops() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> STUDY.of(MODEL, leastSquares(), PromptForm.EOS, () -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void embeddedTokensHaveNoCorrectPairs() {
    SequenceModel softmax = new SequenceModel(Architecture.softmax(N, 1));
    assertThat(FewShotStudy.isDefined(softmax, PromptForm.CORRECT)).isFalse();
    assertThat(FewShotStudy.isDefined(softmax, PromptForm.EOS)).isTrue();
    assertThat(FewShotStudy.isDefined(MODEL, PromptForm.CORRECT)).isTrue();
    assertThatThrownBy(
            () -> STUDY.of(softmax, new double[softmax.weights()], PromptForm.CORRECT, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FewShotStudy(1, 1, 3, 0))
        .hasMessage("no study of 1 prompts of 3 pairs after 0 steps");
  }
}
