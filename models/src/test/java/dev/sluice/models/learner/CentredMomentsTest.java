// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CentredMomentsTest {
  private static final int[] ALL = {0, 1, 2};

  @Test
  void areThoseOfABatch() {
    double[][] samples = Draws.gaussian(100, 1);
    double[] moments = observed(samples, 0, Double.POSITIVE_INFINITY);

    double[] expected = batch(samples, Double.POSITIVE_INFINITY);
    assertThat(moments).containsExactly(expected, within(1e-11));
  }

  @Test
  void forgetAsAWeightedBatchDoes() {
    double[][] samples = Draws.gaussian(100, 1);

    assertThat(observed(samples, 0, 10)).containsExactly(batch(samples, 10), within(1e-11));
  }

  @Test
  void scatterIsTheSameOnTopOfAMillion() {
    double[][] samples = Draws.gaussian(10_000, 1);
    double[] near = observed(samples, 0, Double.POSITIVE_INFINITY);
    double[] far = observed(samples, 1e6, Double.POSITIVE_INFINITY);

    for (int i = 4; i < 13; i++) {
      assertThat(far[i]).isCloseTo(near[i], within(1e-9 * 10_000));
    }
  }

  private static double[] observed(double[][] samples, double offset, double memory) {
    double[] moments = new double[13];
    for (double[] s : samples) {
      double[] sample = {s[0] + offset, s[1] + offset, s[2] + offset};
      CentredMoments.observe(moments, 0, ALL, sample, memory);
    }
    return moments;
  }

  private static double[] batch(double[][] samples, double memory) {
    double[] moments = new double[13];
    double[] weights = new double[samples.length];
    for (int s = 0; s < samples.length; s++) {
      weights[s] = Math.pow(1 - 1 / memory, samples.length - 1.0 - s);
      moments[0] += weights[s];
      for (int i = 0; i < 3; i++) {
        moments[1 + i] += weights[s] * samples[s][i];
      }
    }
    for (int i = 0; i < 3; i++) {
      moments[1 + i] /= moments[0];
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        for (int s = 0; s < samples.length; s++) {
          moments[4 + 3 * i + j] +=
              weights[s] * (samples[s][i] - moments[1 + i]) * (samples[s][j] - moments[1 + j]);
        }
      }
    }
    return moments;
  }
}
