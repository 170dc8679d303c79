// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Edge reversal (REV), Grzegorczyk and Husmeier, "Improving the structure MCMC sampler for Bayesian
 * networks by introducing a new edge reversal move", Machine Learning 2008: an edge i -> j is
 * turned round, and both nodes get other parents that suit it, drawn from their {@link FamilyTable}
 * in proportion to their weights.
 *
 * <p>The posterior is not restricted to the sets of parents that tables have: if i or j has other
 * ones, the graph stays. So every move that is made can be made back, and the posterior is
 * invariant. It cannot be the only kernel of a chain: there is no edge to begin with in the graph
 * without edges, and edges do not go.
 */
public final class ReversalKernel implements Kernel {
  private final FamilyTables tables;
  private final byte[] roles;
  private final int[] stack;
  private final boolean[] belowTail;
  private final boolean[] belowHead;

  /** A kernel on these tables. */
  public ReversalKernel(FamilyTables tables) {
    this.tables = tables;
    int nodes = tables.nodes();
    roles = new byte[nodes];
    stack = new int[nodes];
    belowTail = new boolean[nodes];
    belowHead = new boolean[nodes];
  }

  @Override
  public Outcome step(VariableSet[] parents, UniformRandomProvider random) {
    Cancellation.check();
    int edges = edges(parents);
    if (edges == 0) {
      return Outcome.REFUSED;
    }
    int head = 0;
    int rank = random.nextInt(edges);
    while (rank >= parents[head].size()) {
      rank -= parents[head++].size();
    }
    int tail = parents[head].members()[rank];
    double threshold = Math.log(random.nextDouble());
    double logSums = logSums(parents, tail, head);
    if (!Double.isFinite(logSums)) {
      return Outcome.REFUSED;
    }
    rolesFor(belowTail, head);
    VariableSet ofTail = tables.of(tail).drawMeeting(roles, random);
    rolesForBoth();
    VariableSet ofHead = tables.of(head).draw(roles, random);
    int edgesAfter =
        edges - parents[tail].size() - parents[head].size() + ofTail.size() + ofHead.size();
    if (!(threshold < logSums + Math.log((double) edges / edgesAfter))) {
      return Outcome.REFUSED;
    }
    parents[tail] = ofTail;
    parents[head] = ofHead;
    return Outcome.ACCEPTED;
  }

  /**
   * ln of what the probability to accept the reversal of tail -> head is made of, without the
   * numbers of edges: Z*(i | j) Z(j) / (Z*(j | i) Z(i)) for i the tail and j the head, where Z* is
   * the sum over sets of parents with the other node, in the graph without parents of both, and Z
   * that over all sets, once the other node has its parents. -infinity or NaN if there is nothing
   * to turn round to, or one of the nodes has parents outside its table.
   */
  double logSums(VariableSet[] parents, int tail, int head) {
    FamilyTable ofTail = tables.of(tail);
    FamilyTable ofHead = tables.of(head);
    if (!ofTail.covers(parents[tail]) || !ofHead.covers(parents[head])) {
      return Double.NEGATIVE_INFINITY;
    }
    below(parents, tail, head, belowTail);
    below(parents, head, tail, belowHead);
    rolesFor(belowTail, head);
    double tailFirst = ofTail.logSumMeeting(roles);
    rolesFor(belowHead, tail);
    double headFirst = ofHead.logSumMeeting(roles);
    rolesForBoth();
    // The second node's parents are below neither: below it is also what is below the first.
    return tailFirst + ofHead.logSum(roles) - headFirst - ofTail.logSum(roles);
  }

  /** A node's roles as parents of the first to get parents, which must have the other one. */
  private void rolesFor(boolean[] below, int other) {
    for (int node = 0; node < roles.length; node++) {
      roles[node] = below[node] ? FamilyTable.BARRED : FamilyTable.ALLOWED;
    }
    roles[other] = FamilyTable.WANTED;
  }

  /** A node's roles as parents of the second. */
  private void rolesForBoth() {
    for (int node = 0; node < roles.length; node++) {
      roles[node] = belowTail[node] || belowHead[node] ? FamilyTable.BARRED : FamilyTable.ALLOWED;
    }
  }

  /** Marks the node and its descendants in the graph where neither it nor the other has parents. */
  private void below(VariableSet[] parents, int node, int other, boolean[] below) {
    Arrays.fill(below, false);
    below[node] = true;
    stack[0] = node;
    int waiting = 1;
    while (waiting > 0) {
      int from = stack[--waiting];
      for (int to = 0; to < below.length; to++) {
        if (!below[to] && to != other && parents[to].contains(from)) {
          below[to] = true;
          stack[waiting++] = to;
        }
      }
    }
  }

  private static int edges(VariableSet[] parents) {
    int edges = 0;
    for (VariableSet of : parents) {
      edges += of.size();
    }
    return edges;
  }
}
