// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  private static final int N = 4;
  private static final int STEPS = 20;

  private final Random random = new Random(17);
  private final LearnerState state =
      new LearnerState(
          new long[0], new float[0], new float[0], new float[0], new double[EncoBlock.size(N)]);

  /** Plain Adam: entries without a gradient move on by momentum. */
  @Test
  void existenceIsPlainAdamOnAllEntries() {
    ExistenceAdam adam = new ExistenceAdam(N, state, 0.02, false);
    PlainAdam[] plain = plain(0.02, 0.9, 0.9);
    double[] expected = new double[N * N];
    for (int step = 0; step < STEPS; step++) {
      int target = step % 3;
      double[] gradient = gradient(target);
      double before = gamma(3, target);
      adam.step(gradient, VariableSet.of(target));
      forEachPair((i, j) -> expected[i * N + j] += plain[i * N + j].move(gradient[i * N + j]));
      assertNear(EncoBlock.GAMMA, expected);
      if (step > 3) { // into the target without a gradient
        assertThat(gamma(3, target)).isNotEqualTo(before);
      }
    }
  }

  /**
   * Plain Adam of each entry, of the batches that are not on j, whose mean of gradients is the sum
   * of two: written down again, entry by entry.
   */
  @Test
  void existenceKeepsInterventionsOnTheCauseApart() {
    ExistenceAdam adam = new ExistenceAdam(N, state, 0.02, true);
    PlainAdam[] plain = plain(0.02, 0.9, 0.9);
    double[][] m = new double[N * N][2];
    double[][] moved = new double[N * N][2];
    double[] expected = new double[N * N];
    for (int step = 0; step < STEPS; step++) {
      VariableSet targets = step % 5 == 4 ? VariableSet.of(0, 2) : VariableSet.of(step % 3);
      double[] gradient = gradient(step % 3);
      double[] before = block(EncoBlock.GAMMA);
      adam.step(gradient, targets);
      forEachPair(
          (i, j) -> {
            int e = i * N + j;
            if (targets.contains(j)) {
              assertThat(block(EncoBlock.GAMMA)[e]).isEqualTo(before[e]);
              return;
            }
            int kind = targets.contains(i) ? 1 : 0;
            m[e][kind] = 0.9 * m[e][kind] + 0.1 * gradient[e];
            m[e][1 - kind] *= 0.9;
            double move = plain[e].move(gradient[e]);
            expected[e] += move;
            double mean = m[e][0] + m[e][1];
            moved[e][0] += mean == 0 ? 0 : move * m[e][0] / mean;
            moved[e][1] += mean == 0 ? 0 : move * m[e][1] / mean;
          });
      assertNear(EncoBlock.GAMMA, expected);
      assertNear(EncoBlock.GAMMA_MOVED_OBSERVED, column(moved, 0));
      assertNear(EncoBlock.GAMMA_MOVED_INTERVENED, column(moved, 1));
    }
  }

  /**
   * On a settled edge there is no gradient any more: what it was last must not move it for good.
   */
  @Test
  void existenceComesToRestWithoutAGradient() {
    ExistenceAdam adam = new ExistenceAdam(N, state, 0.02, true);
    double[] gradient = new double[N * N];
    forEachPair((i, j) -> gradient[i * N + j] = 1);
    for (int turn = 0; turn < 20; turn++) {
      for (int target = 0; target < N; target++) {
        adam.step(gradient, VariableSet.of(target));
      }
    }
    double[] before = block(EncoBlock.GAMMA);
    for (int turn = 0; turn < 50; turn++) {
      for (int target = 0; target < N; target++) {
        adam.step(new double[N * N], VariableSet.of(target));
      }
    }
    double[] after = block(EncoBlock.GAMMA);
    // .02 sum .9^t / sqrt(.9^t) = .02 sqrt(.9) / (1 - sqrt(.9)), the mean of squares being 1
    forEachPair(
        (i, j) -> assertThat(after[i * N + j]).isCloseTo(before[i * N + j] - 0.3698, within(1e-3)));
  }

  /** Each pair has steps and means of its own, which rest while it takes no part. */
  @Test
  void orientationIsAdamOfEachPairByItself() {
    OrientationAdam adam = new OrientationAdam(N, state, 0.1);
    PlainAdam[] plain = plain(0.1, 0.9, 0.999);
    double[] expected = new double[N * N];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = antisymmetric();
      double[] share = new double[N * N];
      int target = step % 3;
      forEachPair(
          (i, j) ->
              share[i * N + j] =
                  i == target || j == target ? 1 : i + j == 5 ? 0.1 : 0); // 2, 3 apart
      adam.step(gradient, share);
      for (int i = 0; i < N; i++) {
        for (int j = i + 1; j < N; j++) {
          if (share[i * N + j] > 0) {
            double move = share[i * N + j] * plain[i * N + j].move(gradient[i * N + j]);
            expected[i * N + j] += move;
            expected[j * N + i] -= move;
          }
        }
      }
      assertNear(EncoBlock.THETA, expected);
      double[] theta = block(EncoBlock.THETA);
      forEachPair((i, j) -> assertThat(theta[i * N + j]).isEqualTo(-theta[j * N + i]));
    }
  }

  private interface Pair {
    void of(int i, int j);
  }

  private static void forEachPair(Pair pair) {
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        if (i != j) {
          pair.of(i, j);
        }
      }
    }
  }

  private static PlainAdam[] plain(double rate, double beta1, double beta2) {
    PlainAdam[] plain = new PlainAdam[N * N];
    Arrays.setAll(plain, e -> new PlainAdam(rate, beta1, beta2));
    return plain;
  }

  /** Of any size, with nothing into the target. */
  private double[] gradient(int target) {
    double[] gradient = new double[N * N];
    forEachPair(
        (i, j) ->
            gradient[i * N + j] =
                j == target ? 0 : random.nextGaussian() * StrictMath.pow(10, i - 4));
    return gradient;
  }

  private double[] antisymmetric() {
    double[] gradient = new double[N * N];
    for (int i = 0; i < N; i++) {
      for (int j = i + 1; j < N; j++) {
        gradient[i * N + j] = random.nextGaussian() * StrictMath.pow(10, j - 5);
        gradient[j * N + i] = -gradient[i * N + j];
      }
    }
    return gradient;
  }

  private static double[] column(double[][] pairs, int kind) {
    return Arrays.stream(pairs).mapToDouble(pair -> pair[kind]).toArray();
  }

  private double gamma(int i, int j) {
    return block(EncoBlock.GAMMA)[i * N + j];
  }

  private double[] block(EncoBlock block) {
    return Arrays.copyOfRange(state.graph(), block.first(N), block.first(N) + N * N);
  }

  private void assertNear(EncoBlock block, double[] expected) {
    assertThat(block(block)).containsExactly(expected, within(1e-12));
  }
}
