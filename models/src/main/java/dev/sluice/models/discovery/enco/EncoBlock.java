// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.LearnerState;

/**
 * ENCO's parameters of beliefs and what their optimisers keep: blocks of N x N in {@link
 * LearnerState#graph}, one after the other in this order.
 */
enum EncoBlock {
  /** Existence of edges. */
  GAMMA(0),
  /** Orientation of edges, antisymmetric. */
  THETA(1),
  /** Means of gradients in gamma, of batches in which row i was not intervened on, or of all. */
  GAMMA_FIRST_OBSERVED(2),
  /** The same of batches with an intervention on i. */
  GAMMA_FIRST_INTERVENED(3),
  /** Means of squares of gradients in gamma. */
  GAMMA_SECOND(4),
  /** Steps of gamma by batches without, and with, an intervention on i. */
  GAMMA_STEPS_OBSERVED(5),
  GAMMA_STEPS_INTERVENED(6),
  /** How far these steps have moved gamma, the sums of which tell latent common causes. */
  GAMMA_MOVED_OBSERVED(7),
  GAMMA_MOVED_INTERVENED(8),
  /** Means of gradients in theta, of their squares, and steps of each entry. */
  THETA_FIRST(9),
  THETA_SECOND(10),
  THETA_STEPS(11);

  private final int place;

  EncoBlock(int place) {
    this.place = place;
  }

  /** Where the block begins. */
  int first(int variables) {
    return place * variables * variables;
  }

  /** Doubles that all blocks take. */
  static int size(int variables) {
    return values().length * variables * variables;
  }
}
