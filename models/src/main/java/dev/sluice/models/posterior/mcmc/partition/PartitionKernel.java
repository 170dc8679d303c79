// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Moves in the space of partitions, Kuipers and Moffa, "Partition MCMC for inference on acyclic
 * digraphs", JASA 2017: from the graph to its {@link Partition}, some moves of Metropolis and
 * Hastings among partitions, each weighing as much as all its graphs together (equation 6), and
 * back to one of its graphs, drawn from the posterior given the partition.
 *
 * <p>The posterior is not restricted to the sets of parents that tables have. A node whose parents
 * are none of those keeps them during a call, as if it had no other ones. So a call is a draw from
 * a kernel that leaves the posterior invariant given (1) which nodes have parents outside their
 * tables, and which ones, (2) that all other nodes have parents of their tables. No call changes
 * whether (1) and (2) hold; hence the posterior itself stays invariant. It cannot be the only
 * kernel of a chain, which would then not reach all graphs.
 */
public final class PartitionKernel implements Kernel {
  /** Nats that rounding of sums can never make up. */
  private static final double MARGIN = 1e-3;

  private final FamilyTables tables;
  private final int moves;
  private final PartitionMoves proposals;
  private final byte[] roles;
  private final boolean[] touched;

  /** By node, the parents that it keeps; null if its table has them. */
  private final VariableSet[] kept;

  /** By node, ln of the weight of all sets that the partition allows. */
  private double[] logs;

  private double[] proposedLogs;

  private Partition partition;
  private Partition proposed;

  /**
   * A kernel.
   *
   * @param moves among partitions at each call
   */
  public PartitionKernel(FamilyTables tables, int moves) {
    if (moves < 1) {
      throw new IllegalArgumentException("moves must be positive: " + moves);
    }
    this.tables = tables;
    this.moves = moves;
    int nodes = tables.nodes();
    proposals = new PartitionMoves(nodes);
    roles = new byte[nodes];
    touched = new boolean[nodes];
    kept = new VariableSet[nodes];
    logs = new double[nodes];
    proposedLogs = new double[nodes];
    partition = new Partition(nodes);
    proposed = new Partition(nodes);
  }

  @Override
  public Outcome step(VariableSet[] parents, UniformRandomProvider random) {
    Cancellation.check();
    keep(parents);
    partition.set(parents);
    if (score(partition, logs) == Double.NEGATIVE_INFINITY) {
      return new Outcome(moves, 0); // beyond the range of the tables' numbers
    }
    int accepted = 0;
    for (int move = 0; move < moves; move++) {
      accepted += move(random) ? 1 : 0;
    }
    for (int of = 0; of < partition.count; of++) {
      partition.roles(of, roles);
      for (int node : partition.members(of)) {
        parents[node] = draw(node, of > 0, random);
      }
    }
    return new Outcome(moves, accepted);
  }

  /**
   * ln of the weight of all graphs of a partition together, up to a constant.
   *
   * @param parents of a graph: what it has outside of the tables, all graphs here have
   */
  double logWeight(Partition of, VariableSet[] parents) {
    keep(parents);
    return score(of, proposedLogs);
  }

  private void keep(VariableSet[] parents) {
    for (int node = 0; node < kept.length; node++) {
      kept[node] = tables.of(node).covers(parents[node]) ? null : parents[node];
    }
  }

  private boolean move(UniformRandomProvider random) {
    double logRatio = proposals.propose(partition, proposed, random);
    double threshold = Math.log(random.nextDouble());
    if (logRatio == PartitionMoves.NONE) {
      return false;
    }
    touch();
    System.arraycopy(logs, 0, proposedLogs, 0, logs.length);
    if (!(threshold < logRatio + rescore(proposed, proposedLogs, threshold - logRatio))) {
      return false;
    }
    Partition old = partition;
    partition = proposed;
    proposed = old;
    double[] oldLogs = logs;
    logs = proposedLogs;
    proposedLogs = oldLogs;
    return true;
  }

  /** Marks the nodes that do not have the same place in the proposal. */
  private void touch() {
    int[] same = proposed.samePlaces(partition);
    for (int node = 0; node < touched.length; node++) {
      touched[node] = partition.element[node] != same[proposed.element[node]];
    }
  }

  private double score(Partition of, double[] byNode) {
    Arrays.fill(touched, true);
    Arrays.fill(byNode, 0);
    return rescore(of, byNode, Double.NEGATIVE_INFINITY);
  }

  /**
   * Scores the nodes that are touched again.
   *
   * @return what is added to the sum of logarithms; -infinity, and not all are scored, once it is
   *     clear that this will not be above {@code least}
   */
  private double rescore(Partition of, double[] byNode, double least) {
    double most = MARGIN; // what the nodes still to come can add
    for (int node = 0; node < touched.length; node++) {
      most += touched[node] ? most(node) - byNode[node] : 0;
    }
    double added = 0;
    for (int element = 0; element < of.count; element++) {
      boolean ready = false;
      for (int node = 0; node < touched.length; node++) {
        if (touched[node] && of.element[node] == element) {
          if (!ready) {
            of.roles(element, roles);
            ready = true;
          }
          double log = logSum(node, element > 0);
          most -= most(node) - byNode[node];
          added += log - byNode[node];
          if (log == Double.NEGATIVE_INFINITY || added + most <= least) {
            return Double.NEGATIVE_INFINITY;
          }
          byNode[node] = log;
        }
      }
    }
    return added;
  }

  /** What no {@link #logSum} of the node is above, but for rounding. */
  private double most(int node) {
    return kept[node] == null ? tables.of(node).logTotal() : 0;
  }

  /** ln of the weight of the node's sets of parents that {@link #roles} allow. */
  private double logSum(int node, boolean meeting) {
    if (kept[node] != null) {
      return allowsKept(node) ? 0 : Double.NEGATIVE_INFINITY;
    }
    FamilyTable table = tables.of(node);
    return meeting ? table.logSumMeeting(roles) : table.logSum(roles);
  }

  /** Whether what the node keeps has nothing barred and something wanted; it is not empty. */
  private boolean allowsKept(int node) {
    boolean met = false;
    for (int parent : kept[node].members()) {
      if (roles[parent] == FamilyTable.BARRED) {
        return false;
      }
      met |= roles[parent] == FamilyTable.WANTED;
    }
    return met;
  }

  private VariableSet draw(int node, boolean meeting, UniformRandomProvider random) {
    if (kept[node] != null) {
      return kept[node];
    }
    FamilyTable table = tables.of(node);
    return meeting ? table.drawMeeting(roles, random) : table.draw(roles, random);
  }
}
