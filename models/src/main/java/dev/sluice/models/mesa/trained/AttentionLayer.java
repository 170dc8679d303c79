// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer: e_t becomes clip(e_t + sum over heads of P_h o_h), where a head reads values W_v e by
 * queries W_q e and keys W_k e. Of a layer that knows positions, queries and keys see the code of
 * the position beside e.
 *
 * <p>Its weights, one after the other, are W_q and W_k, each heads times key size x entries seen;
 * W_v, heads times key size x width; P = (P_1, P_2, ...), width x heads times key size; and of a
 * mesa layer log lambda per head.
 */
final class AttentionLayer {
  private final LayerKind kind;
  private final int width;
  private final int heads;
  private final int keySize;
  private final int seen;
  private final double clip;
  private final double gamma;
  private final int from;

  /**
   * A layer of an architecture.
   *
   * @param from place of its weights
   */
  AttentionLayer(Architecture architecture, int layer, int from) {
    kind = architecture.layers().get(layer);
    width = architecture.width();
    heads = architecture.heads();
    keySize = architecture.keySize();
    seen = width + architecture.positions(layer);
    clip = architecture.clip();
    gamma = architecture.forgetting();
    this.from = from;
  }

  /** What is kept of the way forward. */
  record Pass(Lanes input, Lanes seen, List<AttentionHead> heads, Lanes mixed, Lanes output) {}

  /** Gradients in what the weights were multiplied to. */
  record Gradients(Lanes byQueriesAndKeys, Lanes byValues, Lanes bySum) {}

  int heads() {
    return heads;
  }

  int keySize() {
    return keySize;
  }

  int width() {
    return width;
  }

  /** Entries that queries and keys are made of. */
  int seen() {
    return seen;
  }

  int queries() {
    return from;
  }

  int keys() {
    return from + mixed() * seen;
  }

  int values() {
    return from + 2 * mixed() * seen;
  }

  int projection() {
    return values() + mixed() * width;
  }

  /** Place of log lambda of the first head. */
  int logLambda() {
    return projection() + width * mixed();
  }

  /** The place after its last weight. */
  int end() {
    return logLambda() + (kind == LayerKind.MESA ? heads : 0);
  }

  private int mixed() {
    return heads * keySize;
  }

  Pass forward(double[] weights, Lanes input) {
    Lanes matched =
        seen == width
            ? input
            : input.with(PositionCode.lanes(seen - width, input.steps(), input.width()));
    Lanes queriesAndKeys = LaneProducts.times(weights, queries(), 2 * mixed(), matched);
    Lanes values = LaneProducts.times(weights, values(), mixed(), input);
    Lanes mixed = Lanes.zero(mixed(), input.steps(), input.width());
    List<AttentionHead> passed = new ArrayList<>();
    for (int h = 0; h < heads; h++) {
      passed.add(
          head(
              weights,
              h,
              queriesAndKeys.part(h * keySize, keySize),
              queriesAndKeys.part(mixed() + h * keySize, keySize),
              values.part(h * keySize, keySize),
              mixed.part(h * keySize, keySize)));
    }
    Lanes output = LaneProducts.times(weights, projection(), width, mixed);
    output.add(input);
    output.clip(clip);
    return new Pass(input, matched, passed, mixed, output);
  }

  private AttentionHead head(
      double[] weights, int head, Lanes queries, Lanes keys, Lanes values, Lanes output) {
    return switch (kind) {
      case LINEAR -> LinearHead.forward(queries, keys, values, gamma, output);
      case SOFTMAX -> SoftmaxHead.forward(queries, keys, values, output);
      case MESA ->
          MesaHead.forward(
              queries, keys, values, Math.exp(weights[logLambda() + head]), gamma, output);
    };
  }

  /** Adds the gradient in its weights, given that in its output. */
  Gradients backward(double[] weights, Pass pass, Lanes byOutput, double[] gradient) {
    Lanes bySum = byOutput.whereWithin(clip, pass.output());
    LaneProducts.addOuter(bySum, pass.mixed(), gradient, projection());
    Lanes byMixed = LaneProducts.transposeTimes(weights, projection(), mixed(), bySum);
    Lanes byQueriesAndKeys = Lanes.zero(2 * mixed(), bySum.steps(), bySum.width());
    Lanes byValues = Lanes.zero(mixed(), bySum.steps(), bySum.width());
    for (int h = 0; h < heads; h++) {
      double byParameter =
          pass.heads()
              .get(h)
              .backward(
                  byMixed.part(h * keySize, keySize),
                  byQueriesAndKeys.part(h * keySize, keySize),
                  byQueriesAndKeys.part(mixed() + h * keySize, keySize),
                  byValues.part(h * keySize, keySize));
      if (kind == LayerKind.MESA) {
        gradient[logLambda() + h] += byParameter;
      }
    }
    LaneProducts.addOuter(byQueriesAndKeys, pass.seen(), gradient, queries());
    LaneProducts.addOuter(byValues, pass.input(), gradient, values());
    return new Gradients(byQueriesAndKeys, byValues, bySum);
  }

  /** The gradient in its input. */
  Lanes byInput(double[] weights, Gradients gradients) {
    Lanes byInput = gradients.bySum();
    byInput.add(
        LaneProducts.transposeTimes(weights, queries(), seen, gradients.byQueriesAndKeys()));
    byInput.add(LaneProducts.transposeTimes(weights, values(), width, gradients.byValues()));
    return byInput;
  }
}
