// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model beside algorithms on the same sequences: losses and the normalised distance of
 * predictions f of the model from g of the algorithm, E|f - g|^2 / E|g|^2 (von Oswald et al., arXiv
 * 2309.05858), by step and over all.
 */
public final class ModelComparison {
  private final List<String> algorithms;
  private final double[] losses;
  private final double[] lossOfSequence;
  private final List<Pair> pairs = new ArrayList<>();

  /** The model and one algorithm: sums over sequences by step, and means over steps of each. */
  record Pair(
      double[] losses,
      double[] distances,
      double[] squares,
      double[] lossOf,
      double[] distanceOf,
      double[] squareOf) {

    private static Pair empty(int steps, int sequences) {
      return new Pair(
          new double[steps],
          new double[steps],
          new double[steps],
          new double[sequences],
          new double[sequences],
          new double[sequences]);
    }
  }

  private ModelComparison(
      HeldOut sequences, double[][][] ofModel, List<? extends Predictor> others) {
    algorithms = others.stream().map(Predictor::label).toList();
    losses = new double[sequences.length()];
    lossOfSequence = new double[sequences.count()];
    addLosses(sequences, ofModel, losses, lossOfSequence);
    for (Predictor other : others) {
      double[][][] predictions = other.predictions(sequences);
      Pair pair = Pair.empty(losses.length, lossOfSequence.length);
      addLosses(sequences, predictions, pair.losses, pair.lossOf);
      for (int b = 0; b < predictions.length; b++) {
        for (int t = 0; t < losses.length; t++) {
          double distance = squares(ofModel[b][t], predictions[b][t]);
          double square = squares(predictions[b][t], new double[predictions[b][t].length]);
          pair.distances[t] += distance;
          pair.squares[t] += square;
          pair.distanceOf[b] += distance / losses.length;
          pair.squareOf[b] += square / losses.length;
        }
      }
      pairs.add(pair);
    }
  }

  /** Compares a model with algorithms, one or more. */
  public static ModelComparison of(
      HeldOut sequences, Predictor model, List<? extends Predictor> algorithms) {
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("no algorithm to compare with");
    }
    return new ModelComparison(sequences, model.predictions(sequences), algorithms);
  }

  private static void addLosses(
      HeldOut sequences, double[][][] predictions, double[] bySteps, double[] bySequence) {
    for (int b = 0; b < predictions.length; b++) {
      for (int t = 0; t < bySteps.length; t++) {
        double loss = squares(predictions[b][t], sequences.tokens()[b][t + 1]) / 2;
        bySteps[t] += loss;
        bySequence[b] += loss / bySteps.length;
      }
    }
  }

  static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** The algorithms' names, in their order. */
  public List<String> algorithms() {
    return algorithms;
  }

  /** The number of sequences. */
  public int sequences() {
    return lossOfSequence.length;
  }

  /** Predictions of a sequence. */
  public int steps() {
    return losses.length;
  }

  /** The model's mean loss at a step. */
  public double loss(int step) {
    return losses[step - 1] / sequences();
  }

  /** The model's mean loss over steps. */
  public double loss() {
    return mean(losses);
  }

  /** An algorithm's mean loss at a step. */
  public double lossOf(int algorithm, int step) {
    return pairs.get(algorithm).losses[step - 1] / sequences();
  }

  /** An algorithm's mean loss over steps. */
  public double lossOf(int algorithm) {
    return mean(pairs.get(algorithm).losses);
  }

  private double mean(double[] sums) {
    return IntStream.range(0, sums.length).mapToDouble(t -> sums[t]).sum()
        / sums.length
        / sequences();
  }

  /** What the model loses more than an algorithm over all steps, as a share of the latter. */
  public double lossGap(int algorithm) {
    return loss() / lossOf(algorithm) - 1;
  }

  /** The normalised distance from an algorithm at a step. */
  public double distance(int algorithm, int step) {
    Pair pair = pairs.get(algorithm);
    return ratio(pair.distances[step - 1], pair.squares[step - 1]);
  }

  /** That of all steps: the ratio of the means. */
  public double distance(int algorithm) {
    Pair pair = pairs.get(algorithm);
    return ratio(mean(pair.distances), mean(pair.squares));
  }

  /** 0 of nothing from nothing; infinite of something from nothing; a distance is never NaN. */
  static double ratio(double distance, double square) {
    if (distance == 0) {
      return 0;
    }
    double ratio = distance / square;
    return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
  }

  /** The algorithm of the least distance over all steps; of equals the first. */
  public int closest() {
    return least(-1);
  }

  /** The algorithm that is next to the closest; -1 if there is one alone. */
  public int second() {
    return least(closest());
  }

  /** The algorithm that loses least over all steps; of equals the first. */
  public int best() {
    int best = 0;
    for (int a = 1; a < pairs.size(); a++) {
      best = lossOf(a) < lossOf(best) ? a : best;
    }
    return best;
  }

  private int least(int without) {
    int least = -1;
    for (int a = 0; a < pairs.size(); a++) {
      if (a != without && (least < 0 || distance(a) < distance(least))) {
        least = a;
      }
    }
    return least;
  }

  Pair pair(int algorithm) {
    return pairs.get(algorithm);
  }

  double[] lossOfSequence() {
    return lossOfSequence;
  }
}
