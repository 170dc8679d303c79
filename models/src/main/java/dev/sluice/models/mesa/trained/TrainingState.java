// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * All that training knows: arrays of primitives, so that it can be kept, sent and read back to the
 * bit. Who has it changes nothing in it; each step makes another.
 *
 * @param version steps made
 * @param weights of the model
 * @param firstMoments means of their gradients
 * @param secondMoments means of the squares of their gradients
 */
public record TrainingState(
    long version, double[] weights, double[] firstMoments, double[] secondMoments) {

  /** Checks that the arrays belong together. */
  public TrainingState {
    if (version < 0
        || firstMoments.length != weights.length
        || secondMoments.length != weights.length) {
      throw new IllegalArgumentException(
          "a state of version %d has not %d weights, %d and %d moments"
              .formatted(version, weights.length, firstMoments.length, secondMoments.length));
    }
  }

  /** Before the first step. */
  public static TrainingState of(double[] weights) {
    return new TrainingState(
        0, weights.clone(), new double[weights.length], new double[weights.length]);
  }

  /** A copy that shares nothing, under another version. */
  TrainingState copy(long newVersion) {
    return new TrainingState(
        newVersion, weights.clone(), firstMoments.clone(), secondMoments.clone());
  }

  /** Bytes of the arrays. */
  public long bytes() {
    return 3L * Double.BYTES * weights.length;
  }
}
