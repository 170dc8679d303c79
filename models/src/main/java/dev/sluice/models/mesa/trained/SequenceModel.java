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
    return predictions(weights, sequences, Sequences.allJoined(sequences[0].length));
  }

  /**
   * As above, of tokens not all of which are told what came before.
   *
   * @param joined by step; false where the slot of s_{t-1} is 0, which constructed tokens alone
   *     have
   */
  public double[][][] predictions(double[] weights, double[][][] sequences, boolean[] joined) {
    check(weights, sequences, 1);
    int steps = sequences[0].length;
    if (joined.length != steps || (embedded && Sequences.count(joined) < steps)) {
      throw new IllegalArgumentException("tokens of this model are not to be parted");
    }
    double[][][] predictions = new double[sequences.length][][];
    for (int from = 0; from < sequences.length; from += Sequences.CHUNK) {
      Lanes tokens = tokens(sequences, from, steps);
      Lanes predicted = predicted(weights, last(forward(weights, joined, tokens)));
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
      List<AttentionLayer.Pass> passes =
          forward(weights, Sequences.allJoined(tokens.steps()), tokens);
      for (int b = 0; b < tokens.width(); b++) {
        activations[0][from + b] = Sequences.ofLane(passes.get(0).input(), b);
        for (int l = 0; l < passes.size(); l++) {
          activations[l + 1][from + b] = Sequences.ofLane(passes.get(l).output(), b);
        }
      }
    }
    return activations;
  }

  /** {@link #gradient(double[], double[][][], Workers)} without other threads. */
  public LossGradient gradient(double[] weights, double[][][] sequences) {
    return gradient(weights, sequences, Workers.NONE);
  }

  /**
   * Losses and the gradient of their mean, chunk by chunk, summed in their order: with any number
   * of workers the same bits.
   *
   * @param sequences sequence, step, entry; all of one length, 2 at least: the last token is
   *     predicted and not seen
   * @throws ArithmeticException if a mesa layer's matrices overflow or come back with an error
   * @throws CancellationException if the thread was interrupted
   */
  public LossGradient gradient(double[] weights, double[][][] sequences, Workers workers) {
    check(weights, sequences, 2);
    int steps = sequences[0].length - 1;
    WayBack.Mean mean = new WayBack.Mean(sequences.length, Sequences.allJoined(steps), steps);
    double[] losses = new double[steps];
    double[] gradient = new double[this.weights];
    for (WayBack chunk : waysBack(weights, sequences, mean, false, workers)) {
      chunk.addLosses(losses, sequences.length);
      chunk.addGradient(gradient);
    }
    return new LossGradient(losses, gradient);
  }

  /**
   * Losses and the gradient of the mean of some of them in the tokens that predictions are made of,
   * for who learns tokens while weights stay as they are.
   *
   * @param sequences as above
   * @param scored whether a prediction counts, by step, the first after one token; one at least
   *     does
   * @throws ArithmeticException as above
   * @throws CancellationException if the thread was interrupted
   */
  public TokenGradient tokenGradient(
      double[] weights, double[][][] sequences, boolean[] scored, Workers workers) {
    check(weights, sequences, 2);
    int terms = Sequences.count(scored);
    if (scored.length != sequences[0].length - 1 || terms == 0) {
      throw new IllegalArgumentException("no prediction counts");
    }
    WayBack.Mean mean = new WayBack.Mean(sequences.length, scored, terms);
    double[] losses = new double[scored.length];
    double[][][] gradient = new double[sequences.length][][];
    int from = 0;
    for (WayBack chunk : waysBack(weights, sequences, mean, true, workers)) {
      chunk.addLosses(losses, sequences.length);
      for (int b = 0; b < chunk.byTokens().width(); b++) {
        gradient[from++] = Sequences.ofLane(chunk.byTokens(), b);
      }
    }
    return new TokenGradient(losses, gradient);
  }

  private List<WayBack> waysBack(
      double[] weights,
      double[][][] sequences,
      WayBack.Mean mean,
      boolean throughTokens,
      Workers workers) {
    int chunks = (sequences.length + Sequences.CHUNK - 1) / Sequences.CHUNK;
    return workers.all(
        chunks,
        chunk -> {
          Lanes tokens = tokens(sequences, chunk * Sequences.CHUNK, sequences[0].length);
          return WayBack.of(this, weights, tokens, mean, throughTokens);
        });
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

  List<AttentionLayer.Pass> forward(double[] weights, boolean[] joined, Lanes tokens) {
    Lanes input =
        embedded
            ? LaneProducts.times(weights, 0, architecture.width(), tokens)
            : Sequences.constructed(tokens, joined);
    List<AttentionLayer.Pass> passes = new ArrayList<>();
    for (AttentionLayer layer : layers) {
      AttentionLayer.Pass pass = layer.forward(weights, input);
      passes.add(pass);
      input = pass.output();
    }
    return passes;
  }

  static Lanes last(List<AttentionLayer.Pass> passes) {
    return passes.get(passes.size() - 1).output();
  }

  Lanes predicted(double[] weights, Lanes last) {
    int observed = architecture.observed();
    return embedded ? LaneProducts.times(weights, readout, observed, last) : last.part(0, observed);
  }

  /** The gradient in what the last layer gives; adds that in the weights after it. */
  Lanes byLast(double[] weights, Lanes last, Lanes byPrediction, double[] gradient) {
    if (embedded) {
      LaneProducts.addOuter(byPrediction, last, gradient, readout);
      return LaneProducts.transposeTimes(weights, readout, architecture.width(), byPrediction);
    }
    int others = last.features() - byPrediction.features();
    return byPrediction.with(Lanes.zero(others, last.steps(), last.width()));
  }

  /** The gradient in tokens, given that in what the first layer sees. */
  Lanes byTokens(double[] weights, Lanes byInput) {
    int observed = architecture.observed();
    return embedded
        ? LaneProducts.transposeTimes(weights, 0, observed, byInput)
        : Sequences.byTokens(byInput, observed);
  }
}
