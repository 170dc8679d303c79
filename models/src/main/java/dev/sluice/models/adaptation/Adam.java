// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) with a learning rate that falls with the square root
 * of time.
 *
 * <p>Its state is in the same array as the weights: n weights, n first moments, n second moments,
 * then one count of steps for each part that is trained apart.
 *
 * @param weights the number of weights n
 */
record Adam(int weights, double learningRate, double decay) {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** One step of the weights from {@code from} to {@code to} against their gradient. */
  void step(double[] parameters, int part, int from, int to, double[] gradient) {
    double t = ++parameters[3 * weights + part];
    double rate = learningRate / Math.sqrt(1 + (t - 1) / decay);
    double firstBias = 1 - Math.pow(BETA_1, t);
    double secondBias = 1 - Math.pow(BETA_2, t);
    for (int w = from; w < to; w++) {
      double g = gradient[w];
      int m = weights + w;
      int v = 2 * weights + w;
      parameters[m] = BETA_1 * parameters[m] + (1 - BETA_1) * g;
      parameters[v] = BETA_2 * parameters[v] + (1 - BETA_2) * g * g;
      parameters[w] -=
          rate * (parameters[m] / firstBias) / (Math.sqrt(parameters[v] / secondBias) + EPSILON);
    }
  }

  /** Forgets the moments and the time of one part; its weights stay. */
  void restart(double[] parameters, int part, int from, int to) {
    Arrays.fill(parameters, weights + from, weights + to, 0);
    Arrays.fill(parameters, 2 * weights + from, 2 * weights + to, 0);
    parameters[3 * weights + part] = 0;
  }

  /** Weights, moments and time of one part. */
  double[] extract(double[] parameters, int part, int from, int to) {
    double[] extracted = new double[3 * (to - from) + 1];
    for (int kind = 0; kind < 3; kind++) {
      System.arraycopy(parameters, kind * weights + from, extracted, kind * (to - from), to - from);
    }
    extracted[3 * (to - from)] = parameters[3 * weights + part];
    return extracted;
  }

  /** Puts back what {@link #extract} gave. */
  void insert(double[] parameters, int part, int from, int to, double[] extracted) {
    for (int kind = 0; kind < 3; kind++) {
      System.arraycopy(extracted, kind * (to - from), parameters, kind * weights + from, to - from);
    }
    parameters[3 * weights + part] = extracted[3 * (to - from)];
  }
}
