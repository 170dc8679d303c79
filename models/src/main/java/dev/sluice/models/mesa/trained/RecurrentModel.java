// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link SequenceModel} with weights, one token at a time: linear attention and mesa layers read
 * the past through sums, so that a sequence of any length costs the same at each token and is kept
 * in an array that does not grow. Predictions are those of {@link SequenceModel#predictions} but
 * for rounding. Immutable, for any thread.
 *
 * <p>Kept of each head are S = sum of gamma^(t - u) v_u k_u' (von Oswald et al., arXiv 2309.05858)
 * and, of a mesa head, R_t after it (see {@link MesaHead}), key size x key size both.
 */
public final class RecurrentModel {
  private final Architecture architecture;
  private final SequenceModel model;
  private final double[] weights;
  private final List<AttentionLayer> layers = new ArrayList<>();
  private final int keySize;
  private final int head;
  private final int size;

  /**
   * A model with its weights.
   *
   * @throws IllegalArgumentException if the weights are not as many as the model has, or one is not
   *     finite, or a layer is of softmax, which needs all of the past
   */
  public RecurrentModel(Architecture architecture, double[] weights) {
    this.architecture = architecture;
    this.weights = weights.clone();
    model = new SequenceModel(architecture);
    keySize = architecture.keySize();
    head = keySize * keySize;
    if (weights.length != model.weights()) {
      throw new IllegalArgumentException(
          "a model of %d weights got %d".formatted(model.weights(), weights.length));
    }
    if (!Arrays.stream(weights).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a model has a weight that is not finite");
    }
    int numbers = 0;
    for (int l = 0; l < architecture.layers().size(); l++) {
      if (architecture.layers().get(l) == LayerKind.SOFTMAX) {
        throw new IllegalArgumentException(
            "layer %d is of softmax: it would need all tokens of a sequence".formatted(l + 1));
      }
      layers.add(model.layer(l));
      numbers += architecture.heads() * numbersOfHead(l);
    }
    size = numbers;
  }

  /** The entries of a token. */
  public int observed() {
    return architecture.observed();
  }

  /** The numbers kept of a sequence. */
  public int size() {
    return size;
  }

  private int numbersOfHead(int layer) {
    return architecture.layers().get(layer) == LayerKind.MESA ? 2 * head : head;
  }

  /** Writes the numbers of a sequence without tokens, from a place that holds zeros. */
  public void start(double[] numbers, int at) {
    int place = at;
    for (int l = 0; l < layers.size(); l++) {
      for (int h = 0; h < architecture.heads(); h++) {
        for (int i = 0; i < keySize && numbersOfHead(l) > head; i++) {
          numbers[place + head + i * keySize + i] = lambda(l, h);
        }
        place += numbersOfHead(l);
      }
    }
  }

  private double lambda(int layer, int number) {
    return Math.exp(weights[layers.get(layer).logLambda() + number]);
  }

  /**
   * Takes in a token and predicts the next.
   *
   * @param numbers of the sequence, from {@code at} on, which change
   * @param previous the token before; zeros if there is none
   * @return in an array of the caller's own
   */
  public double[] next(double[] numbers, int at, double[] token, double[] previous) {
    double[] entries = input(token, previous);
    int place = at;
    for (int l = 0; l < layers.size(); l++) {
      entries = pass(l, entries, numbers, place);
      place += architecture.heads() * numbersOfHead(l);
    }
    if (architecture.tokens() == TokenForm.CONSTRUCTED) {
      return Arrays.copyOf(entries, observed());
    }
    int readout = layers.get(layers.size() - 1).end();
    return times(weights, readout, observed(), entries);
  }

  private double[] input(double[] token, double[] previous) {
    int n = observed();
    if (architecture.tokens() == TokenForm.EMBEDDED) {
      return times(weights, 0, architecture.width(), token);
    }
    double[] constructed = new double[Architecture.SLOTS * n];
    System.arraycopy(token, 0, constructed, n, n);
    System.arraycopy(token, 0, constructed, 2 * n, n);
    System.arraycopy(previous, 0, constructed, 3 * n, n);
    return constructed;
  }

  private double[] pass(int layer, double[] entries, double[] numbers, int at) {
    AttentionLayer place = layers.get(layer);
    int mixed = place.heads() * keySize;
    double[] queries = times(weights, place.queries(), mixed, entries);
    double[] keys = times(weights, place.keys(), mixed, entries);
    double[] values = times(weights, place.values(), mixed, entries);
    double[] read = new double[mixed];
    for (int h = 0; h < place.heads(); h++) {
      int from = h * keySize;
      int sums = at + h * numbersOfHead(layer);
      double[] query = Arrays.copyOfRange(queries, from, from + keySize);
      double[] key = Arrays.copyOfRange(keys, from, from + keySize);
      for (int i = 0; i < keySize; i++) {
        for (int j = 0; j < keySize; j++) {
          int entry = sums + i * keySize + j;
          numbers[entry] = architecture.forgetting() * numbers[entry] + values[from + i] * key[j];
        }
      }
      if (numbersOfHead(layer) > head) {
        absorb(numbers, sums + head, key);
        query = times(numbers, sums + head, keySize, query);
      }
      System.arraycopy(times(numbers, sums, keySize, query), 0, read, from, keySize);
    }
    double[] output = times(weights, place.projection(), place.width(), read);
    for (int i = 0; i < output.length; i++) {
      double sum = entries[i] + output[i];
      output[i] = Math.max(-architecture.clip(), Math.min(architecture.clip(), sum));
    }
    return output;
  }

  /** R becomes (R - R k k' R / (gamma + k' R k)) / gamma. */
  private void absorb(double[] numbers, int at, double[] key) {
    double gamma = architecture.forgetting();
    double[] u = times(numbers, at, keySize, key);
    double scale = gamma;
    for (int i = 0; i < keySize; i++) {
      scale += key[i] * u[i];
    }
    for (int i = 0; i < keySize; i++) {
      for (int j = 0; j < keySize; j++) {
        int entry = at + i * keySize + j;
        // u_i u_j first: R stays symmetric to the bit
        numbers[entry] = (numbers[entry] - u[i] * u[j] / scale) / gamma;
      }
    }
  }

  /** A matrix, rows one after the other from a place, times a vector. */
  private static double[] times(double[] matrix, int at, int rows, double[] vector) {
    double[] product = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      int row = at + i * vector.length;
      for (int j = 0; j < vector.length; j++) {
        sum += matrix[row + j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }
}
