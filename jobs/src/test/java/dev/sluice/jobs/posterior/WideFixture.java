// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Experiments of many continuous variables v0, v1, ..., of which each follows the one before. */
final class WideFixture {

  private WideFixture() {}

  /** A declaration, with more fields. */
  static String declaration(String id, int variables, String more) {
    return IntStream.range(0, variables)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CONTINUOUS\"}")
        .collect(
            Collectors.joining(
                ",", "{\"experimentId\":\"" + id + "\",\"variables\":[", "]" + more + "}"));
  }

  /** Samples, the first {@code count} of those that there are; every other one sets a variable. */
  static List<String> samples(String id, int variables, int count) {
    List<String> sent = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int target = target(variables, t);
      String targets = target < 0 ? "[]" : "[\"v" + target + "\"]";
      sent.add(Fixture.sample(id, "s" + t, targets, row(variables, t)));
    }
    return sent;
  }

  /** The variable that sample t sets; -1 if it sets none. */
  static int target(int variables, int t) {
    return t % 2 == 0 ? -1 : t / 2 % variables;
  }

  /** The values of sample t. */
  static double[] row(int variables, int t) {
    UniformRandomProvider random = KeyedRandom.of(5, "chain", t);
    int target = target(variables, t);
    double[] row = new double[variables];
    for (int v = 0; v < variables; v++) {
      double noise = random.nextDouble(-1.7, 1.7);
      row[v] = v == 0 || v == target ? noise : row[v - 1] + noise;
    }
    return row;
  }
}
