// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * All that a linear or mesa head does with tokens: products of its weights, which many weights
 * share.
 *
 * @param matching W_k^T W_q, width x width: the key's entry, the query's
 * @param reading P_h W_v, width x width: the output's entry, the value's
 */
public record HeadProducts(double[][] matching, double[][] reading) {

  /** Those of a head, both numbered from 0, of a model without position code in this layer. */
  public static HeadProducts of(SequenceModel model, double[] weights, int layer, int head) {
    AttentionLayer place = model.layer(layer);
    int width = place.width();
    int keySize = place.keySize();
    if (place.seen() != width) {
      throw new IllegalArgumentException("layer %d knows positions".formatted(layer));
    }
    double[][] matching = new double[width][width];
    double[][] reading = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        for (int a = 0; a < keySize; a++) {
          int row = head * keySize + a;
          matching[i][j] +=
              weights[place.keys() + row * width + i] * weights[place.queries() + row * width + j];
          reading[i][j] +=
              weights[place.projection() + i * place.heads() * keySize + row]
                  * weights[place.values() + row * width + j];
        }
      }
    }
    return new HeadProducts(matching, reading);
  }

  /**
   * Gives a head weights that have these products: keys and outputs as they are, all else in
   * queries and values.
   *
   * @param weights of the model, which are changed; its key size must be its width
   */
  public void into(SequenceModel model, double[] weights, int layer, int head) {
    AttentionLayer place = model.layer(layer);
    int width = place.width();
    if (place.keySize() != width || place.seen() != width || matching.length != width) {
      throw new IllegalArgumentException(
          "products of %d entries need keys of as many, not %d of %d"
              .formatted(matching.length, place.keySize(), place.seen()));
    }
    for (int i = 0; i < width; i++) {
      int row = head * width + i;
      for (int j = 0; j < width; j++) {
        double same = i == j ? 1 : 0;
        weights[place.keys() + row * width + j] = same;
        weights[place.queries() + row * width + j] = matching[i][j];
        weights[place.values() + row * width + j] = reading[i][j];
        weights[place.projection() + i * place.heads() * width + head * width + j] = same;
      }
    }
  }
}
