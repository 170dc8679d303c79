// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.models.mesa.trained.RecurrentModel;

/**
 * What is kept of a sequence. State.
 *
 * @param tokens that have come
 * @param previous the last of them
 * @param models that predict it, by name
 * @param versions of their weights, fixed at the first token; {@link #NONE} of one that does not
 *     predict it, or not any longer
 * @param numbers that each keeps, see {@link RecurrentModel}: changed in place
 * @param predicted what each expects next
 */
public record Evaluation(
    long tokens,
    double[] previous,
    String[] models,
    long[] versions,
    double[][] numbers,
    double[][] predicted) {

  /** The version of a model that does not predict. */
  static final long NONE = -1;

  /** A sequence that no model predicts. */
  static Evaluation none() {
    return new Evaluation(
        0, new double[0], new String[0], new long[0], new double[0][], new double[0][]);
  }

  /** Of a token more. */
  Evaluation after(double[] token) {
    return new Evaluation(tokens + 1, token, models, versions, numbers, predicted);
  }

  /** One of the models predicts it no longer. */
  void leaveOut(int model) {
    versions[model] = NONE;
    numbers[model] = new double[0];
    predicted[model] = new double[0];
  }
}
