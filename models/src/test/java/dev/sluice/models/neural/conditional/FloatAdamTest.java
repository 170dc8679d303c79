// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatAdamTest {

  /** Algorithm 1 of Kingma and Ba in doubles, one weight at a time. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-4, 0.1})
  void isAlgorithmOne(double decay) {
    Random random = new Random(5);
    FloatAdam adam = new FloatAdam(5e-3, 0.9, 0.999, decay);
    float[] weights = {0.5f, -2, 0, 1e-3f, 7};
    float[] first = new float[5];
    float[] second = new float[5];
    double[] theta = {0.5, -2, 0, 1e-3f, 7};
    double[] m = new double[5];
    double[] v = new double[5];
    for (int t = 1; t <= 200; t++) {
      float[] gradient = new float[5];
      for (int w = 0; w < 4; w++) { // the last has none
        gradient[w] = (float) (random.nextGaussian() * StrictMath.pow(10, w - 3));
      }
      adam.step(t, weights, gradient, first, second);
      for (int w = 0; w < 5; w++) {
        double g = gradient[w] + decay * theta[w];
        m[w] = 0.9 * m[w] + 0.1 * g;
        v[w] = 0.999 * v[w] + 0.001 * g * g;
        double mean = m[w] / (1 - StrictMath.pow(0.9, t));
        double square = v[w] / (1 - StrictMath.pow(0.999, t));
        theta[w] -= 5e-3 * mean / (Math.sqrt(square) + 1e-8);
        assertThat((double) weights[w]).as("step %d", t).isEqualTo(theta[w], within(2e-5));
      }
    }
    assertThat(weights[4] == 7).isEqualTo(decay == 0);
  }

  /** Weights that only decay, and means of gradients that have stopped, end at 0. */
  @Test
  void nothingBecomesDenormal() {
    FloatAdam adam = new FloatAdam(5e-3, 0.9, 0.9, 1e-4);
    float[] weights = new float[1000];
    float[] first = new float[1000];
    float[] second = new float[1000];
    for (int w = 0; w < 1000; w++) {
      weights[w] = (float) StrictMath.pow(10, -w / 25.0);
      first[w] = weights[w];
      second[w] = weights[w];
    }
    float[] none = new float[1000];
    for (int t = 1; t <= 3000; t++) {
      adam.step(t, weights, none, first, second);
      for (float[] values : new float[][] {weights, first, second}) {
        for (float value : values) {
          if (value != 0 && Math.abs(value) < Float.MIN_NORMAL) {
            fail("%s after %d steps", value, t);
          }
        }
      }
    }
  }
}
