// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) with a learning rate that falls with the square root
 * of time, and that can be restarted.
 *
 * <p>A restart keeps the second moments. They tell how noisy the gradient of each weight has been,
 * so the weights of a mechanism that has changed, whose gradients are now far from 0, take large
 * steps, and those of one that has not changed small ones. Without them every weight would begin
 * with steps of the same size.
 *
 * <p>The state is in the same array as the weights: n weights, n first moments, n second moments,
 * then for each part that is trained apart its steps since the beginning and since the restart.
 *
 * @param weights the number of weights n
 */
public record Adam(int weights, double learningRate, double decay) {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** The length of the array. */
  public int size(int parts) {
    return 3 * weights + 2 * parts;
  }

  /** One step of the weights from {@code from} to {@code to} against their gradient. */
  public void step(double[] parameters, int part, int from, int to, double[] gradient) {
    double steps = ++parameters[steps(part)];
    double stepsSinceRestart = ++parameters[steps(part) + 1];
    double rate = learningRate / Math.sqrt(1 + (stepsSinceRestart - 1) / decay);
    double firstBias = 1 - Math.pow(BETA_1, stepsSinceRestart);
    double secondBias = 1 - Math.pow(BETA_2, steps);
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

  /** Forgets which way the weights of one part went, and sets the learning rate up again. */
  void restart(double[] parameters, int part, int from, int to) {
    Arrays.fill(parameters, weights + from, weights + to, 0);
    parameters[steps(part) + 1] = 0;
  }

  /** Weights, moments and steps of one part. */
  double[] extract(double[] parameters, int part, int from, int to) {
    int length = to - from;
    double[] extracted = new double[3 * length + 2];
    for (int kind = 0; kind < 3; kind++) {
      System.arraycopy(parameters, kind * weights + from, extracted, kind * length, length);
    }
    System.arraycopy(parameters, steps(part), extracted, 3 * length, 2);
    return extracted;
  }

  /** Puts back what {@link #extract} gave. */
  void insert(double[] parameters, int part, int from, int to, double[] extracted) {
    int length = to - from;
    for (int kind = 0; kind < 3; kind++) {
      System.arraycopy(extracted, kind * length, parameters, kind * weights + from, length);
    }
    System.arraycopy(extracted, 3 * length, parameters, steps(part), 2);
  }

  private int steps(int part) {
    return 3 * weights + 2 * part;
  }
}
