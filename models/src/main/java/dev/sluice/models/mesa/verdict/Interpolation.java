// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

/**
 * Mean losses of a model of linear layers and of its {@link CompressedWeights}, by step.
 *
 * @param model of all its weights
 * @param halfway of the means of its products and of blocks
 * @param compressed of blocks alone
 */
public record Interpolation(double[] model, double[] halfway, double[] compressed) {

  /**
   * On some sequences; null of a model that does not compress.
   *
   * @throws IllegalArgumentException if weights are not the model's
   */
  public static Interpolation of(HeldOut sequences, TrainedPredictor trained) {
    if (!CompressedWeights.isDefined(trained.model().architecture())) {
      return null;
    }
    CompressedWeights weights = CompressedWeights.of(trained.model(), trained.weights());
    return new Interpolation(
        losses(sequences, trained),
        losses(sequences, new TrainedPredictor("half-way", weights.model(), weights.halfway())),
        losses(
            sequences, new TrainedPredictor("compressed", weights.model(), weights.compressed())));
  }

  private static double[] losses(HeldOut sequences, TrainedPredictor predictor) {
    double[][][] predictions = predictor.predictions(sequences);
    double[] losses = new double[sequences.length()];
    for (int b = 0; b < predictions.length; b++) {
      for (int t = 0; t < losses.length; t++) {
        double[] token = sequences.tokens()[b][t + 1];
        losses[t] += ModelComparison.squares(predictions[b][t], token) / 2 / predictions.length;
      }
    }
    return losses;
  }

  /** The larger of the two gaps to the model's mean loss, as a share of it; signed. */
  public double gap() {
    double toHalfway = mean(halfway) / mean(model) - 1;
    double toCompressed = mean(compressed) / mean(model) - 1;
    return Math.abs(toHalfway) > Math.abs(toCompressed) ? toHalfway : toCompressed;
  }

  /** The mean over steps of one of its arrays. */
  public static double mean(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }
}
