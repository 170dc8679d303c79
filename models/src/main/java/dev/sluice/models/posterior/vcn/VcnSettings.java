// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import java.io.Serializable;

/**
 * How a network is trained. The same settings give the same posterior of the same data, to the bit.
 *
 * @param steps of the optimiser, at least 1
 * @param graphs drawn for each step, at least 1
 * @param drawn graphs after training, of which the posterior is made, at least 1
 * @param factorised whether the edges are independent of each other, with a logit for each in place
 *     of a network
 * @param learningRate of Adam, above 0
 * @param edgePenalty lambda_s: nats per edge, which come to what the prior over graphs has; finite
 * @param acyclicity how cycles are measured
 * @param firstWeight lambda_t at first, what cycles are weighed with, which rises to {@value
 *     #LAST_WEIGHT}; above 0 and at most that. If it is small, a network may settle on a cyclic
 *     graph, whose likelihood is higher than that of any other, and be too sure to leave it when
 *     the weight has risen
 * @param seed of all randomness
 */
public record VcnSettings(
    int steps,
    int graphs,
    int drawn,
    boolean factorised,
    double learningRate,
    double edgePenalty,
    Acyclicity acyclicity,
    double firstWeight,
    long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What cycles are weighed with in the end. */
  static final double LAST_WEIGHT = 1000;

  private static final double PUBLISHED_FIRST_WEIGHT = 10;
  private static final int PUBLISHED_STEPS = 30_000;
  private static final int PUBLISHED_GRAPHS = 1000;
  private static final double PUBLISHED_RATE = 1e-2;
  private static final double PUBLISHED_PENALTY = 0.01;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  public VcnSettings {
    check(steps >= 1, "steps must be at least 1: " + steps);
    check(graphs >= 1, "graphs must be at least 1: " + graphs);
    check(drawn >= 1, "drawn must be at least 1: " + drawn);
    check(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "learningRate must be above 0 and finite: " + learningRate);
    check(
        firstWeight > 0 && firstWeight <= LAST_WEIGHT,
        "firstWeight must be above 0 and at most 1000: " + firstWeight);
    check(Double.isFinite(edgePenalty), "edgePenalty must be finite: " + edgePenalty);
  }

  /**
   * As published: 30,000 steps of 1,000 graphs, 1,000 graphs drawn in the end, learning rate 0.01,
   * 0.01 nats per edge, cycles weighed with 10 at first; acyclicity as in the authors' code.
   */
  public static VcnSettings defaults() {
    return new VcnSettings(
        PUBLISHED_STEPS,
        PUBLISHED_GRAPHS,
        PUBLISHED_GRAPHS,
        false,
        PUBLISHED_RATE,
        PUBLISHED_PENALTY,
        Acyclicity.POLYNOMIAL,
        PUBLISHED_FIRST_WEIGHT,
        1);
  }

  /** The same with so many steps. */
  public VcnSettings ofSteps(int most) {
    return new VcnSettings(
        most, graphs, drawn, factorised, learningRate, edgePenalty, acyclicity, firstWeight, seed);
  }

  /** The same with so many graphs per step. */
  public VcnSettings withGraphs(int perStep) {
    return new VcnSettings(
        steps,
        perStep,
        drawn,
        factorised,
        learningRate,
        edgePenalty,
        acyclicity,
        firstWeight,
        seed);
  }

  /** The same with so many graphs drawn after training. */
  public VcnSettings withDrawn(int afterTraining) {
    return new VcnSettings(
        steps,
        graphs,
        afterTraining,
        factorised,
        learningRate,
        edgePenalty,
        acyclicity,
        firstWeight,
        seed);
  }

  /** The same with edges that are independent of each other, or by a network. */
  public VcnSettings factorised(boolean independent) {
    return new VcnSettings(
        steps,
        graphs,
        drawn,
        independent,
        learningRate,
        edgePenalty,
        acyclicity,
        firstWeight,
        seed);
  }

  /** The same with cycles weighed otherwise at first; with 1000 they are all the way. */
  public VcnSettings withFirstWeight(double weight) {
    return new VcnSettings(
        steps, graphs, drawn, factorised, learningRate, edgePenalty, acyclicity, weight, seed);
  }

  /** The same with other nats per edge. */
  public VcnSettings withEdgePenalty(double nats) {
    return new VcnSettings(
        steps, graphs, drawn, factorised, learningRate, nats, acyclicity, firstWeight, seed);
  }

  /** The same with other randomness. */
  public VcnSettings withSeed(long other) {
    return new VcnSettings(
        steps,
        graphs,
        drawn,
        factorised,
        learningRate,
        edgePenalty,
        acyclicity,
        firstWeight,
        other);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
