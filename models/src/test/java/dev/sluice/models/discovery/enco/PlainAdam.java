// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

/** Adam on one parameter, as algorithm 1 of Kingma and Ba (ICLR 2015) has it. */
final class PlainAdam {
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double beta1;
  private final double beta2;
  private int steps;
  private double first;
  private double second;

  PlainAdam(double rate, double beta1, double beta2) {
    this.rate = rate;
    this.beta1 = beta1;
    this.beta2 = beta2;
  }

  /** How far the parameter moves. */
  double move(double gradient) {
    steps++;
    first = beta1 * first + (1 - beta1) * gradient;
    second = beta2 * second + (1 - beta2) * gradient * gradient;
    return -rate
        * (first / (1 - StrictMath.pow(beta1, steps)))
        / (Math.sqrt(second / (1 - StrictMath.pow(beta2, steps))) + EPSILON);
  }
}
