// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.function.IntFunction;

/** What sets of intervention targets do. */
final class Targets {
  private Targets() {}

  static void check(VariableSet targets, Dag graph) {
    if (targets.length() > graph.nodes()) {
      throw new IllegalArgumentException(
          "target %d is not one of the %d variables"
              .formatted(targets.length() - 1, graph.nodes()));
    }
  }

  static void check(VariableSet targets, double value, Domain domain) {
    if (targets.length() > domain.dimension()) {
      throw new IllegalArgumentException(
          "target %d is not one of the %d variables"
              .formatted(targets.length() - 1, domain.dimension()));
    }
    double[] values = new double[domain.dimension()];
    targets.forEach(node -> values[node] = value);
    domain.check(values, targets);
  }

  static VariableSet all(Dag graph) {
    return VariableSet.first(graph.nodes());
  }

  static void checkBlend(StructuralCausalModel one, StructuralCausalModel other, double weight) {
    if (!one.graph().equals(other.graph()) || !one.domain().equals(other.domain())) {
      throw new IllegalArgumentException("only models of the same graph and variables blend");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be 0 to 1, not " + weight);
    }
  }

  /** Mechanisms in which those of the targets are replaced. */
  static <T> T[] replace(T[] mechanisms, VariableSet targets, IntFunction<T> replacement) {
    T[] replaced = mechanisms.clone();
    targets.forEach(node -> replaced[node] = replacement.apply(node));
    return replaced;
  }
}
