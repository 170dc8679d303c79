// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A model of sequences of tokens: structure without weights, immutable, for any thread. Weights are
 * those of the embedding, width x observed, where there is one; then layer by layer; then those of
 * the image of the prediction, observed x width, where tokens are embedded.
 */
public final class SequenceModel {
  private final Architecture architecture;
  private final List<AttentionLayer> layers = new ArrayList<>();
  private final boolean embedded;
  private final int readout;
  private final int weights;

  /** A model of some architecture. */
  public SequenceModel(Architecture architecture) {
    this.architecture = architecture;
    embedded = architecture.tokens() == TokenForm.EMBEDDED;
    int image = embedded ? architecture.width() * architecture.observed() : 0;
    int from = image;
    for (int l = 0; l < architecture.layers().size(); l++) {
      AttentionLayer layer = new AttentionLayer(architecture, l, from);
      layers.add(layer);
      from = layer.end();
    }
    readout = from;
    weights = from + image;
  }

  /** Its shape. */
  public Architecture architecture() {
    return architecture;
  }

  /** The number of weights. */
  public int weights() {
    return weights;
  }

  AttentionLayer layer(int layer) {
    return layers.get(layer);
  }

  /** Weights to begin with: Gaussian, of the architecture's deviation; lambda of mesa heads 1. */
  public double[] initial(long seed) {
    ZigguratSampler.NormalizedGaussian normal =
        ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(seed, "sequence model"));
    double[] initial = new double[weights];
    Arrays.setAll(initial, w -> architecture.deviation() * normal.sample());
    for (AttentionLayer layer : layers) {
      Arrays.fill(initial, layer.logLambda(), layer.end(), 0);
    }
    return initial;
  }

  /**
   * What each token makes the model expect of the next one.
   *
   * @param sequences sequence, step, entry; all of one length
   * @return of the same shape: at step t the prediction of t + 1
   * @throws ArithmeticException if tokens are so large that a mesa layer's matrices overflow
   */
  public double[][][] predictions(double[] weights, double[][][] sequences) {
    check(weights, sequences, 1);
    double[][][] predictions = new double[sequences.length][][];
    for (int from = 0; from < sequences.length; from += Sequences.CHUNK) {
      Lanes tokens = tokens(sequences, from, sequences[0].length);
      Lanes predicted = predicted(weights, last(forward(weights, tokens)));
      for (int b = 0; b < tokens.width(); b++) {
        predictions[from + b] = Sequences.ofLane(predicted, b);
      }
    }
    return predictions;
  }

  /**
   * What passes from layer to layer.
   *
   * @return layer, sequence, step, entry; layer 0 is what the first one sees
   */
  public double[][][][] activations(double[] weights, double[][][] sequences) {
    check(weights, sequences, 1);
    double[][][][] activations = new double[layers.size() + 1][sequences.length][][];
    for (int from = 0; from < sequences.length; from += Sequences.CHUNK) {
      Lanes tokens = tokens(sequences, from, sequences[0].length);
      List<AttentionLayer.Pass> passes = forward(weights, tokens);
      for (int b = 0; b < tokens.width(); b++) {
        activations[0][from + b] = Sequences.ofLane(passes.get(0).input(), b);
        for (int l = 0; l < passes.size(); l++) {
          activations[l + 1][from + b] = Sequences.ofLane(passes.get(l).output(), b);
        }
      }
    }
    return activations;
  }

  /**
   * Losses and the gradient of their mean, chunk by chunk, summed in their order.
   *
   * @param sequences sequence, step, entry; all of one length, 2 at least: the last token is
   *     predicted and not seen
   * @throws ArithmeticException if a mesa layer's matrices overflow or come back with an error
   * @throws CancellationException if the thread was interrupted
   */
  public LossGradient gradient(double[] weights, double[][][] sequences) {
    check(weights, sequences, 2);
    int steps = sequences[0].length - 1;
    double[] losses = new double[steps];
    double[] gradient = new double[this.weights];
    for (int from = 0; from < sequences.length; from += Sequences.CHUNK) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      addGradient(weights, tokens(sequences, from, steps + 1), sequences.length, losses, gradient);
    }
    return new LossGradient(losses, gradient);
  }

  private void check(double[] weights, double[][][] sequences, int fewest) {
    if (weights.length != this.weights) {
      throw new IllegalArgumentException(
          "a model of %d weights got %d".formatted(this.weights, weights.length));
    }
    Sequences.check(sequences, architecture.observed(), fewest);
  }

  private static Lanes tokens(double[][][] sequences, int from, int steps) {
    int to = Math.min(from + Sequences.CHUNK, sequences.length);
    return Sequences.lanes(sequences, from, to, steps);
  }

  private List<AttentionLayer.Pass> forward(double[] weights, Lanes tokens) {
    Lanes input =
        embedded
            ? LaneProducts.times(weights, 0, architecture.width(), tokens)
            : Sequences.constructed(tokens);
    List<AttentionLayer.Pass> passes = new ArrayList<>();
    for (AttentionLayer layer : layers) {
      AttentionLayer.Pass pass = layer.forward(weights, input);
      passes.add(pass);
      input = pass.output();
    }
    return passes;
  }

  private static Lanes last(List<AttentionLayer.Pass> passes) {
    return passes.get(passes.size() - 1).output();
  }

  private Lanes predicted(double[] weights, Lanes last) {
    int observed = architecture.observed();
    return embedded ? LaneProducts.times(weights, readout, observed, last) : last.part(0, observed);
  }

  private void addGradient(
      double[] weights, Lanes tokens, int batch, double[] losses, double[] gradient) {
    Lanes seen = tokens.steps(0, losses.length);
    List<AttentionLayer.Pass> passes = forward(weights, seen);
    Lanes last = last(passes);
    Lanes byPrediction =
        errors(predicted(weights, last), tokens.steps(1, losses.length), batch, losses);
    Lanes byOutput = byLast(weights, last, byPrediction, gradient);
    for (int l = layers.size() - 1; l >= 0; l--) {
      AttentionLayer layer = layers.get(l);
      AttentionLayer.Gradients gradients =
          layer.backward(weights, passes.get(l), byOutput, gradient);
      if (l > 0 || embedded) {
        byOutput = layer.byInput(weights, gradients);
      }
    }
    if (embedded) {
      LaneProducts.addOuter(byOutput, seen, gradient, 0);
    }
  }

  private Lanes byLast(double[] weights, Lanes last, Lanes byPrediction, double[] gradient) {
    if (embedded) {
      LaneProducts.addOuter(byPrediction, last, gradient, readout);
      return LaneProducts.transposeTimes(weights, readout, architecture.width(), byPrediction);
    }
    int others = last.features() - byPrediction.features();
    return byPrediction.with(Lanes.zero(others, last.steps(), last.width()));
  }

  /** Adds to the losses of steps; the gradient of the mean of all in the predictions. */
  private static Lanes errors(Lanes predicted, Lanes targets, int batch, double[] losses) {
    int steps = losses.length;
    Lanes errors = Lanes.zero(predicted.features(), steps, predicted.width());
    for (int f = 0; f < predicted.features(); f++) {
      for (int t = 0; t < steps; t++) {
        for (int b = 0; b < predicted.width(); b++) {
          double error = predicted.row(f, t)[b] - targets.row(f, t)[b];
          losses[t] += error * error / 2 / batch;
          errors.row(f, t)[b] = error / batch / steps;
        }
      }
    }
    return errors;
  }
}
