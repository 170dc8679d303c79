// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/** What the first layer sees of the tokens s of a sequence. */
public enum TokenForm {
  /** Four slots (0, s_t, s_t, s_{t-1}), s_0 = 0; the prediction is what layers add to the first. */
  CONSTRUCTED,
  /** A learned image of s_t; the prediction is a learned image of what the layers make of it. */
  EMBEDDED
}
