// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;

/** What the probabilities of all (node, parent set) pairs say about edges and entropy. */
final class FamilyMarginals {
  /** How far the families of one node may sum from 1 before the result is refused. */
  private static final double TOLERATED_SPREAD = 1e-9;

  private final FamilySums families;
  private final Total total;
  private final double[][] edges;

  /** By node: E[ln weight of its family]. */
  private final double[] logWeights;

  /** By node: the distance from 1 of the sum of its families' probabilities. */
  private final double[] distances;

  /** Nothing yet; {@code total} is the sum over all graphs. */
  FamilyMarginals(FamilySums families, Total total) {
    this.families = families;
    this.total = total;
    edges = new double[families.nodes()][families.nodes()];
    logWeights = new double[families.nodes()];
    distances = new double[families.nodes()];
  }

  /**
   * Adds one node, which several threads may do for nodes of their own: P(Pa_v = S) = w_v(S) (sum
   * over U containing S of rest(U)) / Z.
   *
   * @param rest by index of U, the weight of all that is not v's family when the nodes that are
   *     before v are U; overwritten
   * @throws ArithmeticException if the families of the node do not sum to the sum over graphs
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  void add(int node, ScaledArray rest) {
    Cancellation.check();
    rest.sumOverSupersets();
    double[] probabilities = total.shares(families.weights(node), rest);
    double sum = 0;
    double logWeight = 0;
    for (int index = 0; index < probabilities.length; index++) {
      if (probabilities[index] > 0) {
        sum += probabilities[index];
        logWeight += probabilities[index] * families.logWeight(node, index);
      }
    }
    distances[node] = checkSum(node, sum);
    logWeights[node] = logWeight / sum;
    double[] byParent = sumsByBit(probabilities, true);
    for (int bit = 0; bit < byParent.length; bit++) {
      edges[bit < node ? bit : bit + 1][node] = byParent[bit] / sum;
    }
  }

  /**
   * By bit b, the sum of the values whose index has (or has not) bit b set.
   *
   * @param values 2^n numbers; overwritten, the first with the sum of all
   */
  static double[] sumsByBit(double[] values, boolean set) {
    double[] sums = new double[Integer.numberOfTrailingZeros(values.length)];
    for (int bit = sums.length - 1; bit >= 0; bit--) {
      int half = 1 << bit;
      int first = set ? half : 0;
      double sum = 0;
      for (int i = 0; i < half; i++) {
        sum += values[first + i];
        values[i] += values[half + i];
      }
      sums[bit] = sum;
    }
    return sums;
  }

  /** P(i -> j). */
  double[][] edges() {
    return edges;
  }

  double expectedEdges() {
    double sum = 0;
    for (int node = 0; node < edges.length; node++) {
      for (double[] fromParent : edges) {
        sum += fromParent[node];
      }
    }
    return sum;
  }

  /** E[ln weight of a graph], relative to the best graph. */
  double expectedLogWeight() {
    return Arrays.stream(logWeights).sum();
  }

  /** The largest distance from 1 of the sum of one node's family probabilities. */
  double spread() {
    return Arrays.stream(distances).max().orElse(0);
  }

  /**
   * How far the probabilities of a node's families sum from 1.
   *
   * @throws ArithmeticException if that is too far
   */
  static double checkSum(int node, double sum) {
    double distance = Math.abs(sum - 1);
    if (!(distance <= TOLERATED_SPREAD)) {
      throw new ArithmeticException(
          "probabilities of the parent sets of node %d sum to %s".formatted(node, sum));
    }
    return distance;
  }
}
