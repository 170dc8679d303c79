// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shape of a {@link SequenceModel}, with the sizes of von Oswald et al. (arXiv 2309.05858).
 *
 * @param tokens what the first layer sees
 * @param observed entries n of a token
 * @param width entries D of what passes from layer to layer; 4 n if tokens are constructed
 * @param heads of each layer
 * @param keySize entries of a query, of a key and of a value of one head
 * @param layers from the first to the last
 * @param clip after every layer entries are clipped to so far from 0; infinite if they are not
 * @param forgetting the factor gamma of what is older by one token, at most 1; softmax has none
 * @param deviation standard deviation of initial weights
 */
public record Architecture(
    TokenForm tokens,
    int observed,
    int width,
    int heads,
    int keySize,
    List<LayerKind> layers,
    double clip,
    double forgetting,
    double deviation) {

  static final int SLOTS = 4;

  private static final double CLIP = 4;
  private static final double HYBRID_CLIP = 1;
  private static final double CONSTRUCTED_DEVIATION = 0.0002;
  private static final double DEVIATION = 0.05;

  /** Checks sizes and scales. */
  public Architecture {
    layers = List.copyOf(layers);
    if (observed < 1 || width < 1 || heads < 1 || keySize < 1 || layers.isEmpty()) {
      throw new IllegalArgumentException("a model needs entries, heads, keys and layers");
    }
    if (tokens == TokenForm.CONSTRUCTED && width != SLOTS * observed) {
      throw new IllegalArgumentException(
          "constructed tokens of %d entries are %d wide, not %d"
              .formatted(observed, SLOTS * observed, width));
    }
    if (!(clip > 0 && forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException(
          "clip %s and forgetting %s must be above 0, forgetting at most 1"
              .formatted(clip, forgetting));
    }
    if (!(deviation >= 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException("initial weights have no deviation " + deviation);
    }
  }

  /** Linear self-attention on constructed tokens: two heads in one layer, four in several. */
  public static Architecture linear(int observed, int layers) {
    return constructed(
        observed, layers == 1 ? 2 : 4, Collections.nCopies(layers, LayerKind.LINEAR));
  }

  /** One mesa layer on constructed tokens. */
  public static Architecture mesa(int observed) {
    return constructed(observed, 2, List.of(LayerKind.MESA));
  }

  /** Layers of softmax attention alone, of which the first knows positions. */
  public static Architecture softmax(int observed, int layers) {
    return embedded(observed, Collections.nCopies(layers, LayerKind.SOFTMAX), CLIP);
  }

  /** A layer of softmax attention, then as many mesa layers. */
  public static Architecture hybrid(int observed, int mesaLayers) {
    Stream<LayerKind> mesa = Collections.nCopies(mesaLayers, LayerKind.MESA).stream();
    return embedded(
        observed, Stream.concat(Stream.of(LayerKind.SOFTMAX), mesa).toList(), HYBRID_CLIP);
  }

  private static Architecture constructed(int observed, int heads, List<LayerKind> layers) {
    return new Architecture(
        TokenForm.CONSTRUCTED,
        observed,
        SLOTS * observed,
        heads,
        2 * observed,
        layers,
        CLIP,
        1,
        CONSTRUCTED_DEVIATION);
  }

  private static Architecture embedded(int observed, List<LayerKind> layers, double clip) {
    return new Architecture(
        TokenForm.EMBEDDED,
        observed,
        SLOTS * observed,
        4,
        2 * observed,
        layers,
        clip,
        1,
        DEVIATION);
  }

  /** Entries of the position code that queries and keys of a layer see beside its input. */
  int positions(int layer) {
    boolean first = layer == 0 && layers.get(layer) == LayerKind.SOFTMAX;
    return first && tokens == TokenForm.EMBEDDED ? width : 0;
  }
}
