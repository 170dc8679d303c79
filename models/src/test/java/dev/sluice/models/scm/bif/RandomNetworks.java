// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Networks of random shape with awkward names. */
final class RandomNetworks {
  private static final String[] NAMES = {
    "a",
    "table",
    "default",
    "property",
    "two words",
    "a//b",
    "x|y",
    "{}",
    "5-12",
    ">=7.5",
    "\u00e9\u6f22",
    "0.5",
    "a,b",
    "(",
    "variable",
    "\uD83D\uDC36"
  };

  private RandomNetworks() {}

  static BayesianNetwork draw(long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "random network");
    int size = 1 + random.nextInt(6);
    List<BayesianNetwork.Variable> variables = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      int[] parents =
          IntStream.range(0, node).filter(parent -> random.nextBoolean()).limit(3).toArray();
      if (random.nextBoolean()) {
        for (int i = 0; i < parents.length / 2; i++) {
          int last = parents[parents.length - 1 - i];
          parents[parents.length - 1 - i] = parents[i];
          parents[i] = last;
        }
      }
      int rows =
          Arrays.stream(parents)
              .map(p -> variables.get(p).labels().size())
              .reduce(1, (a, b) -> a * b);
      List<String> labels = names(1 + random.nextInt(4), random);
      double[][] table = new double[rows][];
      for (int row = 0; row < rows; row++) {
        double[] values = random.doubles(labels.size()).map(u -> u < 0.2 ? 0 : u).toArray();
        values[random.nextInt(values.length)] += 1e-3;
        double sum = Arrays.stream(values).sum();
        table[row] = Arrays.stream(values).map(value -> value / sum).toArray();
      }
      variables.add(
          new BayesianNetwork.Variable("v" + node + name(random), labels, parents, table));
    }
    return new BayesianNetwork(name(random), List.copyOf(variables));
  }

  private static List<String> names(int count, UniformRandomProvider random) {
    List<String> names = new ArrayList<>();
    while (names.size() < count) {
      String name = name(random);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static String name(UniformRandomProvider random) {
    return NAMES[random.nextInt(NAMES.length)];
  }
}
