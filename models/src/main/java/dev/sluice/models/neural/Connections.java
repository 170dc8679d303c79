// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which weights a {@link MaskedNetwork} has, and whose they are.
 *
 * <p>The network is Y = [f([X 1] W1) 1] W2: a column of ones carries the biases, so a bias is one
 * weight more. Only weights that the masks let through are kept, in one array: those of term 0, of
 * term 1 and so on, then the shared ones, which lead into hidden units that feed several variables.
 * This class knows where each belongs in W1 and W2.
 */
final class Connections {
  private final List<HiddenUnit> units;
  private final int[] inputs;
  private final int[] outputs;

  /** Place of each weight in W1 and W2 row by row, W2 after W1. */
  private final int[] places;

  /** Weights of term t are {@code first[t]} to {@code first[t + 1]}, exclusive. */
  private final int[] first;

  /** All connections that the hidden units allow. */
  Connections(List<HiddenUnit> units, Encoding encoding) {
    this.units = units;
    this.inputs = encoding.inputs();
    this.outputs = encoding.outputs();
    int variables = encoding.variables();
    this.first = new int[variables + 1];
    IntStream.Builder found = IntStream.builder();
    int count = 0;
    for (int term = 0; term <= variables; term++) {
      first[term] = count;
      for (int place : placesOf(term, variables)) {
        found.add(place);
        count++;
      }
    }
    this.places = found.build().toArray();
  }

  /** The number of weights, biases included. */
  int size() {
    return places.length;
  }

  /** The first weight of a term; of {@code term} = d: the first shared one. */
  int first(int term) {
    return first[term];
  }

  /** W1: (inputs + 1) x hidden units. */
  Matrix intoHidden(double[] weights) {
    Matrix matrix = Matrix.zero(inputs.length + 1, units.size());
    for (int w = 0; w < places.length; w++) {
      if (places[w] < matrix.values().length) {
        matrix.values()[places[w]] = weights[w];
      }
    }
    return matrix;
  }

  /** W2: (hidden units + 1) x outputs. */
  Matrix intoOutputs(double[] weights) {
    Matrix matrix = Matrix.zero(units.size() + 1, outputs.length);
    for (int w = 0; w < places.length; w++) {
      if (places[w] >= secondLayer()) {
        matrix.values()[places[w] - secondLayer()] = weights[w];
      }
    }
    return matrix;
  }

  /** The entries of two matrices like W1 and W2 that are weights. */
  double[] weights(Matrix intoHidden, Matrix intoOutputs) {
    return Arrays.stream(places)
        .mapToDouble(
            place ->
                place < secondLayer()
                    ? intoHidden.values()[place]
                    : intoOutputs.values()[place - secondLayer()])
        .toArray();
  }

  /** The inputs that are of one of some variables. */
  int[] inputsOf(long variables) {
    return IntStream.range(0, inputs.length).filter(i -> has(variables, inputs[i])).toArray();
  }

  /** The hidden units that feed one of some variables. */
  int[] hiddenOf(long variables) {
    return IntStream.range(0, units.size())
        .filter(h -> (units.get(h).feeds() & variables) != 0)
        .toArray();
  }

  /** The outputs that are of one of some variables. */
  int[] outputsOf(long variables) {
    return IntStream.range(0, outputs.length).filter(o -> has(variables, outputs[o])).toArray();
  }

  HiddenUnit unit(int hidden) {
    return units.get(hidden);
  }

  private int secondLayer() {
    return (inputs.length + 1) * units.size();
  }

  private int[] placesOf(int term, int variables) {
    IntStream into =
        IntStream.range(0, units.size())
            .filter(h -> owner(units.get(h), variables) == term)
            .flatMap(this::placesInto);
    IntStream outOf =
        IntStream.range(0, outputs.length).filter(o -> outputs[o] == term).flatMap(this::placesOut);
    return IntStream.concat(into, outOf).toArray();
  }

  private IntStream placesInto(int h) {
    IntStream seen = Arrays.stream(inputsOf(units.get(h).sees()));
    return IntStream.concat(seen, IntStream.of(inputs.length)).map(i -> i * units.size() + h);
  }

  private IntStream placesOut(int o) {
    IntStream feeding = Arrays.stream(hiddenOf(1L << outputs[o]));
    return IntStream.concat(feeding, IntStream.of(units.size()))
        .map(h -> secondLayer() + h * outputs.length + o);
  }

  /** The one term that a hidden unit feeds; {@code variables} if it feeds several. */
  private static int owner(HiddenUnit unit, int variables) {
    return Long.bitCount(unit.feeds()) == 1 ? Long.numberOfTrailingZeros(unit.feeds()) : variables;
  }

  private static boolean has(long variables, int variable) {
    return (variables >>> variable & 1) != 0;
  }
}
