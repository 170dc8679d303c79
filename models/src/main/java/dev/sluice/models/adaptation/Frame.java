// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.List;

/**
 * The coordinates in which models see real variables: every one less its mean, in units of its
 * deviation, both of the burn-in. What is decided is thus the same in any unit and about any
 * origin: bit for bit if units differ by powers of two. Categorical variables have no coordinates,
 * and all arrays are empty.
 *
 * <p>Moments are kept of distances from the first sample, in units of the power of two of the
 * largest distance, so that no square of them leaves the range of a double. Changed in place;
 * public and of primitive arrays only, so that it can be Flink state.
 *
 * @param first the first sample
 * @param exponent binary exponent of the largest distance from it
 * @param mean of the distances, in units of 2^exponent
 * @param squares sum of squares about the mean, in units of 2^(2 exponent)
 * @param centre zero of the coordinates, in the data's units
 * @param scale unit of the coordinates, in the data's units; of a variable that has not varied the
 *     size of its value, or {@value #UNIT_OF_ZERO} if that is 0
 */
public record Frame(
    double[] first,
    int[] exponent,
    double[] mean,
    double[] squares,
    double[] centre,
    double[] scale) {

  /** The unit of a variable that has always been 0. */
  private static final double UNIT_OF_ZERO = 0x1p-40;

  private static final int NEVER = Double.MIN_EXPONENT - 53;

  /** Coordinates before the first sample. */
  public static Frame of(Domain domain) {
    int d = domain.isCategorical() ? 0 : domain.dimension();
    int[] exponent = new int[d];
    Arrays.fill(exponent, NEVER);
    double[] scale = new double[d];
    Arrays.fill(scale, 1);
    return new Frame(new double[d], exponent, new double[d], new double[d], new double[d], scale);
  }

  /** Whether there are no real variables. */
  boolean isEmpty() {
    return first.length == 0;
  }

  /**
   * Takes in one sample; the coordinates stay.
   *
   * @param before samples observed before it
   */
  public void observe(double[] sample, long before) {
    for (int i = 0; i < first.length; i++) {
      if (before == 0) {
        first[i] = sample[i];
      }
      double distance = sample[i] - first[i];
      if (distance != 0 && Math.getExponent(distance) > exponent[i]) {
        int shift = exponent[i] - Math.getExponent(distance);
        mean[i] = Math.scalb(mean[i], shift);
        squares[i] = Math.scalb(squares[i], 2 * shift);
        exponent[i] -= shift;
      }
      double scaled = Math.scalb(distance, -exponent[i]);
      double moved = scaled - mean[i];
      mean[i] += moved / (before + 1);
      squares[i] += moved * (scaled - mean[i]);
    }
  }

  /**
   * Coordinates by all samples until now.
   *
   * @param samples their number, at least 1
   */
  public Frame settled(long samples) {
    double[] centres = new double[first.length];
    double[] scales = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      centres[i] = first[i] + Math.scalb(mean[i], exponent[i]);
      scales[i] = Math.scalb(Math.sqrt(squares[i] / samples), exponent[i]);
      if (scales[i] == 0) {
        scales[i] = centres[i] == 0 ? UNIT_OF_ZERO : Math.abs(centres[i]);
      }
    }
    return new Frame(first, exponent, mean, squares, centres, scales);
  }

  /** What a coordinate of another frame is multiplied with to become one of this. */
  double[] factorFrom(Frame other) {
    double[] factor = new double[first.length];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = other.scale[i] / scale[i];
    }
    return factor;
  }

  /** What is added to it then. */
  double[] offsetFrom(Frame other) {
    double[] offset = new double[first.length];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = (other.centre[i] - centre[i]) / scale[i];
    }
    return offset;
  }

  /** A sample in these coordinates; itself if it has none. */
  public double[] coordinates(double[] sample) {
    if (isEmpty()) {
      return sample;
    }
    double[] coordinates = new double[sample.length];
    for (int i = 0; i < sample.length; i++) {
      coordinates[i] = (sample[i] - centre[i]) / scale[i];
    }
    return coordinates;
  }

  /** The same of samples. */
  double[][] coordinates(List<Observation> batch) {
    double[][] rows = new double[batch.size()][];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = coordinates(batch.get(s).values());
    }
    return rows;
  }

  /** The same of samples, in new rows. */
  double[][] coordinates(double[][] samples) {
    return Arrays.stream(samples)
        .map(sample -> isEmpty() ? sample.clone() : coordinates(sample))
        .toArray(double[][]::new);
  }

  /**
   * What losses in these coordinates lack of those in the data's units: logs of the scales, their
   * sum if one term speaks of all variables.
   */
  double[] logScales(int terms) {
    double[] logs = new double[terms];
    for (int i = 0; i < first.length; i++) {
      logs[terms == first.length ? i : 0] += Math.log(scale[i]);
    }
    return logs;
  }
}
