// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.graph.Dag;

/** The exact posterior over graphs, which tells how much the draws say at all. */
public interface Yardstick {
  /** Whether it reaches as far as this number of variables. */
  boolean reaches(int variables);

  /**
   * The posterior.
   *
   * @throws ArithmeticException if it is not defined for these draws
   */
  Marginals of(TrainingData data);

  /**
   * What is compared.
   *
   * @param edges N x N, [i][j] = P(i -> j)
   * @param best a most probable graph
   */
  record Marginals(double[][] edges, Dag best) {}
}
