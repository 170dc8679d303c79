// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * All that a method knows: arrays of primitives, which it changes in place.
 *
 * @param counters steps done, by the method's own list
 * @param weights of all networks
 * @param first means of their gradients
 * @param second means of the squares of their gradients
 * @param graph parameters of beliefs and what their optimisers keep, by the method's own list
 */
public record LearnerState(
    long[] counters, float[] weights, float[] first, float[] second, double[] graph) {

  /** A copy that shares nothing. */
  public LearnerState copy() {
    return new LearnerState(
        counters.clone(), weights.clone(), first.clone(), second.clone(), graph.clone());
  }

  /** Bytes of the arrays. */
  public long bytes() {
    return Long.BYTES * (long) counters.length
        + Float.BYTES * ((long) weights.length + first.length + second.length)
        + Double.BYTES * (long) graph.length;
  }
}
