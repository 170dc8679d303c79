// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/** How the heads of a layer read the tokens up to their own. */
public enum LayerKind {
  /** By the products of their query with all keys: one step of gradient descent. */
  LINEAR,
  /** By a least-squares problem that is solved at every step. */
  MESA,
  /** By weights that are positive and sum to 1. */
  SOFTMAX
}
