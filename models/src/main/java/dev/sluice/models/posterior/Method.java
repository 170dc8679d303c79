// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

/** How a posterior was computed, and so over what. */
public enum Method {
  /** Every graph was visited: exact, structure-modular. */
  ENUMERATION,
  /** Dynamic programming over node sets: exact, structure-modular. */
  EXACT,
  /**
   * Dynamic programming over orders: exact for the order-modular prior, which weighs a graph by its
   * number of topological orders and so differs from the other two.
   */
  ORDER_EXACT,
  /** Chains of graphs whose law is the structure-modular posterior: an estimate. */
  MCMC,
  /**
   * A network that was trained to draw graphs as the posterior does: an approximation, whose error
   * does not vanish with more draws, and which may draw cyclic graphs.
   */
  VCN
}
