// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import dev.sluice.models.discovery.AcyclicGraph;
import dev.sluice.models.discovery.EdgeOdds;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Beliefs in edges, or how far they changed: logits of pairs of variables in the order of their
 * names. There is no diagonal to be averaged by accident, and a pair has one orientation, whose
 * sign turns with the pair. Never changed; arrays are not copied, and nobody writes to them.
 *
 * <p>The belief in i -> j is s(existence of i -> j) s(orientation of i, j), s the logistic function
 * (Lippe et al., ICLR 2022).
 *
 * @param variables N
 * @param existence gamma of the N (N - 1) ordered pairs: those from the first variable first
 * @param orientation theta of the N (N - 1) / 2 pairs i &lt; j, by i, then j; positive for i -> j
 */
public record EdgeLogits(int variables, double[] existence, double[] orientation) {

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if there is not one number for each pair
   */
  public EdgeLogits {
    if (variables < 1
        || existence.length != 2 * pairs(variables)
        || orientation.length != pairs(variables)) {
      throw new IllegalArgumentException(
          "%d and %d logits are not those of the pairs of %d variables"
              .formatted(existence.length, orientation.length, variables));
    }
  }

  /** Nothing is believed, or nothing changed. */
  public static EdgeLogits zero(int variables) {
    return new EdgeLogits(
        variables, new double[2 * pairs(variables)], new double[pairs(variables)]);
  }

  /**
   * Of square matrices, row by row.
   *
   * @param existence N x N; the diagonal is not read
   * @param orientation N x N, antisymmetric; only what lies above the diagonal is read
   */
  public static EdgeLogits ofMatrices(int variables, double[] existence, double[] orientation) {
    EdgeLogits logits = zero(variables);
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        if (i != j) {
          logits.existence[logits.edge(i, j)] = existence[i * variables + j];
        }
        if (i < j) {
          logits.orientation[logits.pair(i, j)] = orientation[i * variables + j];
        }
      }
    }
    return logits;
  }

  /** Unordered pairs of so many variables. */
  public static int pairs(int variables) {
    return variables * (variables - 1) / 2;
  }

  /** Where an ordered pair's existence stands; i and j differ. */
  public int edge(int i, int j) {
    return i * (variables - 1) + (j < i ? j : j - 1);
  }

  /** Where a pair's orientation, or anything else of unordered pairs, stands; i and j differ. */
  public int pair(int i, int j) {
    int low = Math.min(i, j);
    return low * (2 * variables - low - 1) / 2 + Math.max(i, j) - low - 1;
  }

  /** Of the existence of i -> j; 0 for a variable with itself. */
  public double existence(int i, int j) {
    return i == j ? 0 : existence[edge(i, j)];
  }

  /** Of i -> j against j -> i; 0 for a variable with itself. */
  public double orientation(int i, int j) {
    return i == j ? 0 : i < j ? orientation[pair(i, j)] : -orientation[pair(i, j)];
  }

  /** Existence as a square matrix, row by row, its diagonal 0. */
  public double[] existenceMatrix() {
    return matrix(this::existence);
  }

  /** Orientation as an antisymmetric square matrix, row by row. */
  public double[] orientationMatrix() {
    return matrix(this::orientation);
  }

  private double[] matrix(Cell cell) {
    int n = variables;
    return IntStream.range(0, n * n).mapToDouble(at -> cell.of(at / n, at % n)).toArray();
  }

  /** The sum, logit by logit. */
  public EdgeLogits plus(EdgeLogits other) {
    return with(other, Double::sum);
  }

  /** The difference, logit by logit. */
  public EdgeLogits minus(EdgeLogits other) {
    return with(other, (a, b) -> a - b);
  }

  /** No logit further from 0 than this. */
  public EdgeLogits clipped(double limit) {
    return each(logit -> Math.max(-limit, Math.min(limit, logit)));
  }

  /** Whether all logits are numbers of at most this size. */
  public boolean isWithin(double limit) {
    return IntStream.range(0, existence.length).allMatch(at -> Math.abs(existence[at]) <= limit)
        && IntStream.range(0, orientation.length)
            .allMatch(at -> Math.abs(orientation[at]) <= limit);
  }

  private EdgeLogits each(DoubleUnaryOperator change) {
    return new EdgeLogits(
        variables,
        Arrays.stream(existence).map(change).toArray(),
        Arrays.stream(orientation).map(change).toArray());
  }

  private EdgeLogits with(EdgeLogits other, DoubleBinaryOperator operator) {
    if (other.variables != variables) {
      throw new IllegalArgumentException(
          "logits of %d variables and of %d".formatted(variables, other.variables));
    }
    return new EdgeLogits(
        variables,
        combined(existence, other.existence, operator),
        combined(orientation, other.orientation, operator));
  }

  private static double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
    return IntStream.range(0, a.length)
        .mapToDouble(at -> operator.applyAsDouble(a[at], b[at]))
        .toArray();
  }

  /** Belief in each edge, N x N, [i][j] that in i -> j; the diagonal is 0. */
  public double[][] edges() {
    double[][] edges = new double[variables][variables];
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        edges[i][j] =
            i == j ? 0 : EdgeOdds.logistic(existence(i, j)) * EdgeOdds.logistic(orientation(i, j));
      }
    }
    return edges;
  }

  /** Predicted edges, which may form cycles: those with both logits above 0. */
  public boolean[][] graph() {
    boolean[][] graph = new boolean[variables][variables];
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        graph[i][j] = existence(i, j) > 0 && orientation(i, j) > 0;
      }
    }
    return graph;
  }

  /** Predicted edges without cycles. */
  public boolean[][] acyclicGraph() {
    double[][] orientations = new double[variables][variables];
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        orientations[i][j] = EdgeOdds.logistic(orientation(i, j));
      }
    }
    return AcyclicGraph.of(graph(), orientations);
  }

  private interface Cell {
    double of(int i, int j);
  }
}
