// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.BeliefGradient;
import java.util.Arrays;

/**
 * How large a gradient is.
 *
 * @param part of it that counts
 * @param length of a vector
 */
public record GradientNorm(Part part, Length length) {
  /** Of the whole gradient as one vector, the Euclidean length. */
  public static final GradientNorm USUAL = new GradientNorm(Part.WHOLE, Length.L2);

  /** Parts of a gradient. */
  public enum Part {
    /** Both, one after the other. */
    WHOLE,
    /** In what says whether there are edges: gamma. */
    EXISTENCE,
    /** In what says which way they run: theta. Not all methods tell it apart. */
    ORIENTATION
  }

  /** Lengths of a vector. */
  public enum Length {
    /** The root of the sum of squares. */
    L2,
    /** The sum of absolute values. */
    L1
  }

  /**
   * The norm of a gradient.
   *
   * @throws IllegalArgumentException if the part is not there
   */
  public double of(BeliefGradient.Parts gradient) {
    if (part == Part.ORIENTATION && gradient.orientation().length == 0) {
      throw new IllegalArgumentException(
          "gradient: the method has no beliefs in orientations apart from those in edges");
    }
    double sum = part == Part.ORIENTATION ? 0 : sum(gradient.existence());
    sum += part == Part.EXISTENCE ? 0 : sum(gradient.orientation());
    return length == Length.L2 ? Math.sqrt(sum) : sum;
  }

  private double sum(double[] values) {
    return Arrays.stream(values).map(x -> length == Length.L2 ? x * x : Math.abs(x)).sum();
  }
}
