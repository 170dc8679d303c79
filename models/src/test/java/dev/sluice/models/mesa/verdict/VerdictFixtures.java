// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.InContextLearner;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Preconditioner;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.HeadProducts;
import dev.sluice.models.mesa.trained.LayerKind;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenForm;
import java.util.List;
import java.util.function.BiFunction;

/** Models with weights that are known, and predictors that are functions. */
final class VerdictFixtures {
  static final int N = 10;
  static final double RATE = 0.032;

  private VerdictFixtures() {}

  /** One linear layer of one head with keys as wide as tokens, so that products are weights. */
  static SequenceModel wide(int n, double clip) {
    return new SequenceModel(
        new Architecture(
            TokenForm.CONSTRUCTED, n, 4 * n, 1, 4 * n, List.of(LayerKind.LINEAR), clip, 1, 0));
  }

  /** Proposition 1: one step of gradient descent from 0. */
  static TrainedPredictor gradientStep(double rate) {
    SequenceModel model = wide(N, 4);
    double[] weights = new double[model.weights()];
    HeadProducts products = empty(N);
    for (int i = 0; i < N; i++) {
      products.matching()[3 * N + i][N + i] = 1;
      products.reading()[i][N + i] = rate;
    }
    products.into(model, weights, 0, 0);
    return new TrainedPredictor("lsa-1", model, weights);
  }

  static HeadProducts empty(int n) {
    return new HeadProducts(new double[4 * n][4 * n], new double[4 * n][4 * n]);
  }

  static LearnerPredictor learner(Preconditioner preconditioner) {
    return learner(LeastSquares.onLast(preconditioner));
  }

  static LearnerPredictor learner(InContextLearner learner) {
    return new LearnerPredictor(Contender.causal(learner));
  }

  static List<LearnerPredictor> algorithms(SequenceTask task) {
    return Algorithms.of(task).stream().map(LearnerPredictor::new).toList();
  }

  static LearnerPredictor gd(double rate) {
    return learner(new GradientStep(rate));
  }

  /** What predicts by a function of a token and the truth of its sequence. */
  static Predictor function(String label, BiFunction<double[], SimulatedSequence, double[]> of) {
    return new Predictor() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public double[][][] predictions(HeldOut sequences) {
        double[][][] predictions = new double[sequences.count()][sequences.length()][];
        for (int b = 0; b < predictions.length; b++) {
          for (int t = 0; t < predictions[b].length; t++) {
            predictions[b][t] = of.apply(sequences.tokens()[b][t], sequences.truths().get(b));
          }
        }
        return predictions;
      }

      @Override
      public double[][] afterOthers(double[][] prefix, SimulatedSequence truth, double[][] lasts) {
        double[][] after = new double[lasts.length][];
        for (int i = 0; i < lasts.length; i++) {
          after[i] = of.apply(lasts[i], truth);
        }
        return after;
      }
    };
  }

  static double[] times(double factor, double[] vector) {
    double[] product = vector.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= factor;
    }
    return product;
  }

  /**
   * A layer of softmax attention that has learned W by heart: by its position a token finds itself
   * alone, and s + (W - I) s is what it predicts.
   */
  static TrainedPredictor byHeart(double[][] w) {
    Architecture shape =
        new Architecture(
            TokenForm.EMBEDDED,
            N,
            N,
            1,
            N,
            List.of(LayerKind.SOFTMAX),
            Double.POSITIVE_INFINITY,
            1,
            0);
    SequenceModel model = new SequenceModel(shape);
    double[] weights = new double[model.weights()];
    int square = N * N;
    for (int i = 0; i < N; i++) {
      weights[i * N + i] = 1; // embedding
      weights[square + i * 2 * N + N + i] = 300; // queries see tokens, then positions
      weights[3 * square + i * 2 * N + N + i] = 300; // keys
      weights[5 * square + i * N + i] = 1; // values
      for (int j = 0; j < N; j++) {
        weights[6 * square + i * N + j] = w[i][j] - (i == j ? 1 : 0); // projection
      }
      weights[7 * square + i * N + i] = 1; // readout
    }
    return new TrainedPredictor("softmax-1", model, weights);
  }

  /** W s. */
  static double[] byHeart(double[] token, SimulatedSequence truth) {
    double[] next = new double[token.length];
    double[][] w = truth.transition();
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < next.length; j++) {
        next[i] += w[i][j] * token[j];
      }
    }
    return next;
  }
}
