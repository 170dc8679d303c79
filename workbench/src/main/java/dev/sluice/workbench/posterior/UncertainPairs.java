// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pairs of variables of which the posterior is least sure how they are joined. */
final class UncertainPairs {
  /** A pair is certain if one way of joining it is at least this probable. */
  static final double CERTAIN = 0.95;

  private UncertainPairs() {}

  /**
   * A pair of variables and how probable each way of joining it is.
   *
   * @param first the earlier variable of the declaration
   * @param second the later one
   * @param forward P(first -> second)
   * @param backward P(second -> first)
   */
  record Pair(String first, String second, double forward, double backward) {
    double absent() {
      return Math.max(0, 1 - forward - backward);
    }

    boolean certain() {
      return Math.max(absent(), Math.max(forward, backward)) >= CERTAIN;
    }

    /** Entropy of the three possibilities, nats. */
    double entropy() {
      return term(forward) + term(backward) + term(absent());
    }

    private static double term(double probability) {
      return probability <= 0 ? 0 : -probability * Math.log(probability);
    }
  }

  /** The pairs of largest entropy, the largest first, without those that are certain. */
  static List<Pair> of(PosteriorSnapshot snapshot, int limit) {
    List<String> names = snapshot.getVariables();
    List<List<Double>> edges = snapshot.getEdges();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        pairs.add(new Pair(names.get(i), names.get(j), edges.get(i).get(j), edges.get(j).get(i)));
      }
    }
    return pairs.stream()
        .filter(pair -> !pair.certain())
        .sorted(Comparator.comparingDouble(Pair::entropy).reversed())
        .limit(limit)
        .toList();
  }
}
