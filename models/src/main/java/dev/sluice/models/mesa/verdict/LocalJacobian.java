// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import java.util.Arrays;
import java.util.List;

/**
 * How a prediction moves with the newest token s_t, all before it held: derivatives by central
 * differences of two predictors compared (von Oswald et al., arXiv 2309.05858).
 *
 * @param cosine of the two matrices as vectors, mean over sequences and steps: 0 where one of them
 *     is 0; NaN if both are everywhere
 * @param distance sum of |J_f - J_g|^2 over that of |J_g|^2, g the algorithm
 */
public record LocalJacobian(double cosine, double distance) {
  /** Predictions are of second degree in s_t: differences of any width are exact but for digits. */
  private static final double WIDTH = 1e-3;

  private static final List<Integer> STEPS = List.of(5, 10, 20, 30, 40, 50);

  /** The steps that are looked at of so many: some of them; of few the last. */
  public static List<Integer> steps(int length) {
    List<Integer> within = STEPS.stream().filter(step -> step <= length).toList();
    return within.isEmpty() ? List.of(length) : within;
  }

  /**
   * Compares on the first sequences.
   *
   * @param most how many sequences at most, 1 or more
   */
  public static LocalJacobian of(
      HeldOut sequences, int most, List<Integer> steps, Predictor model, Predictor algorithm) {
    double cosines = 0;
    int count = 0;
    double distance = 0;
    double square = 0;
    for (int b = 0; b < Math.min(most, sequences.count()); b++) {
      for (int step : steps) {
        double[][] f = matrix(sequences, b, step, model);
        double[][] g = matrix(sequences, b, step, algorithm);
        double ff = product(f, f);
        double gg = product(g, g);
        double fg = product(f, g);
        if (ff > 0 || gg > 0) {
          cosines += ff > 0 && gg > 0 ? fg / Math.sqrt(ff) / Math.sqrt(gg) : 0;
          count++;
        }
        distance += squaredDistance(f, g);
        square += gg;
      }
    }
    return new LocalJacobian(
        count == 0 ? Double.NaN : cosines / count, ModelComparison.ratio(distance, square));
  }

  /**
   * Derivatives of the prediction of a step in the entries of its token.
   *
   * @param step from 1 on
   * @return entry of the token, entry of the prediction
   */
  static double[][] matrix(HeldOut sequences, int sequence, int step, Predictor predictor) {
    double[][] tokens = sequences.tokens()[sequence];
    double[][] prefix = Arrays.copyOf(tokens, step);
    double[] last = tokens[step - 1];
    double[][] moved = new double[2 * last.length][];
    for (int j = 0; j < last.length; j++) {
      moved[2 * j] = last.clone();
      moved[2 * j][j] += WIDTH;
      moved[2 * j + 1] = last.clone();
      moved[2 * j + 1][j] -= WIDTH;
    }
    double[][] after = predictor.afterOthers(prefix, sequences.truths().get(sequence), moved);
    double[][] matrix = new double[last.length][last.length];
    for (int j = 0; j < last.length; j++) {
      for (int i = 0; i < last.length; i++) {
        matrix[j][i] = (after[2 * j][i] - after[2 * j + 1][i]) / (2 * WIDTH);
      }
    }
    return matrix;
  }

  private static double product(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += a[i][j] * b[i][j];
      }
    }
    return sum;
  }

  private static double squaredDistance(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
      }
    }
    return sum;
  }
}
