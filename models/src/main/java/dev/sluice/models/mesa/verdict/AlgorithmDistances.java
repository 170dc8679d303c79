// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import java.util.List;

/**
 * How far algorithms are from each other, as models are from them: what a margin can tell apart.
 *
 * @param algorithms their names
 * @param distances of the first's predictions from the second's, normalised by the second's
 */
public record AlgorithmDistances(List<String> algorithms, double[][] distances) {

  /** On some sequences, over all steps. */
  public static AlgorithmDistances of(HeldOut sequences, List<? extends Predictor> predictors) {
    List<double[][][]> predictions =
        predictors.stream().map(predictor -> predictor.predictions(sequences)).toList();
    double[][] distances = new double[predictors.size()][predictors.size()];
    double[][][] zero = new double[sequences.count()][sequences.length()][];
    for (int b = 0; b < zero.length; b++) {
      for (int t = 0; t < zero[b].length; t++) {
        zero[b][t] = new double[sequences.tokens()[b][t].length];
      }
    }
    for (int j = 0; j < distances.length; j++) {
      double square = squares(predictions.get(j), zero);
      for (int i = 0; i < distances.length; i++) {
        distances[i][j] =
            ModelComparison.ratio(squares(predictions.get(i), predictions.get(j)), square);
      }
    }
    return new AlgorithmDistances(predictors.stream().map(Predictor::label).toList(), distances);
  }

  private static double squares(double[][][] a, double[][][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int t = 0; t < a[i].length; t++) {
        sum += ModelComparison.squares(a[i][t], b[i][t]);
      }
    }
    return sum;
  }

  /** Which other algorithm an algorithm is closest to; -1 if there is none. */
  public int nearest(int algorithm) {
    int nearest = -1;
    for (int j = 0; j < distances.length; j++) {
      if (j != algorithm
          && (nearest < 0 || distances[algorithm][j] < distances[algorithm][nearest])) {
        nearest = j;
      }
    }
    return nearest;
  }
}
