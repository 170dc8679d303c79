// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/** One head of a layer over a chunk of sequences: what it kept on its way forward. */
interface AttentionHead {

  /**
   * The way back, once: it may use up what was kept.
   *
   * @param byOutput gradient in what was read
   * @param byQueries to which the gradient in queries is added; so are those in keys and values
   * @return the gradient in the head's own parameter; 0 if it has none
   */
  double backward(Lanes byOutput, Lanes byQueries, Lanes byKeys, Lanes byValues);
}
