// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.VariableSet;

/**
 * What is known of edges before any draw. Immutable.
 *
 * <p>A required edge forbids the opposite one. Prior odds of an edge are a cost of - ln odds nats
 * that is paid once, whatever the number of draws: per draw it is that over their number.
 */
public final class EdgeKnowledge {
  private final int variables;
  private final boolean[] required;
  private final boolean[] forbidden;
  private final double[] logOdds;

  private EdgeKnowledge(int variables, boolean[] required, boolean[] forbidden, double[] logOdds) {
    this.variables = variables;
    this.required = required;
    this.forbidden = forbidden;
    this.logOdds = logOdds;
  }

  /** Nothing is known. */
  public static EdgeKnowledge none(int variables) {
    VariableSet[] none = VariableSet.noneOf(variables);
    return of(none, none, new double[variables * variables]);
  }

  /**
   * From sets of parents.
   *
   * @param required by child
   * @param forbidden by child
   * @param logOdds ln of the prior odds of i -> j at i N + j; 0 where nothing is said
   * @throws IllegalArgumentException if an edge is both required and forbidden
   */
  public static EdgeKnowledge of(
      VariableSet[] required, VariableSet[] forbidden, double[] logOdds) {
    int n = required.length;
    boolean[] must = new boolean[n * n];
    boolean[] never = new boolean[n * n];
    for (int j = 0; j < n; j++) {
      never[j * n + j] = true;
      for (int i : forbidden[j].members()) {
        never[i * n + j] = true;
      }
    }
    for (int j = 0; j < n; j++) {
      for (int i : required[j].members()) {
        must[i * n + j] = true;
        never[j * n + i] = true;
      }
    }
    for (int edge = 0; edge < n * n; edge++) {
      if (must[edge] && never[edge]) {
        throw new IllegalArgumentException(
            "the edge %d -> %d is both required and forbidden".formatted(edge / n, edge % n));
      }
    }
    return new EdgeKnowledge(n, must, never, logOdds.clone());
  }

  /** The same edges required and forbidden, all others as likely as not. */
  public EdgeKnowledge withoutOdds() {
    return new EdgeKnowledge(variables, required, forbidden, new double[logOdds.length]);
  }

  /** Whether i -> j must be there. */
  public boolean isRequired(int i, int j) {
    return required[i * variables + j];
  }

  /** Whether i -> j cannot be there; i -> i never can. */
  public boolean isForbidden(int i, int j) {
    return forbidden[i * variables + j];
  }

  /** Whether draws decide on i -> j. */
  public boolean isFree(int i, int j) {
    return !isRequired(i, j) && !isForbidden(i, j);
  }

  /** ln of the prior odds of i -> j. */
  public double logOdds(int i, int j) {
    return logOdds[i * variables + j];
  }
}
