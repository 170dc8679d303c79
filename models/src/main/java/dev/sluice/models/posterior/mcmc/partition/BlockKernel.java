// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A few nodes get new parents at once: they lose those they have, then one after the other draws
 * from its {@link FamilyTable} in proportion to the weights, among the sets that close no cycle. So
 * several nodes leave parents together that suit each other only, as where an effect stands for the
 * cause that it shares with others; edge by edge that would be too far down and up again.
 *
 * <p>Which nodes, and in which order, is drawn without a look at the graph. Given that, the graphs
 * that differ in these nodes' parents are proposed in proportion to their posterior, but for the
 * sums that each draw is divided by; so the ratio of these products of sums, along the new parents
 * and along the old ones, is what decides. As with {@link ReversalKernel}, a node with parents that
 * its table lacks keeps the graph where it is.
 */
public final class BlockKernel implements Kernel {
  private final FamilyTables tables;
  private final int most;

  /** By node, others that may be in a block with it, the closest ones first. */
  private final int[][] near;

  private final Descendants descendants;
  private final byte[] roles;
  private final int[] block;
  private final VariableSet[] old;

  /**
   * A kernel on these tables.
   *
   * @param most nodes of a block, at least 1
   */
  public BlockKernel(FamilyTables tables, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be positive: " + most);
    }
    this.tables = tables;
    this.most = Math.min(most, tables.nodes());
    near = new int[tables.nodes()][];
    Arrays.setAll(near, node -> tables.of(node).byWeight());
    descendants = new Descendants(tables.nodes());
    roles = new byte[tables.nodes()];
    block = new int[this.most];
    old = new VariableSet[this.most];
  }

  @Override
  public Outcome step(VariableSet[] parents, UniformRandomProvider random) {
    Cancellation.check();
    int size = chooseBlock(random);
    double threshold = Math.log(random.nextDouble());
    for (int k = 0; k < size; k++) {
      old[k] = parents[block[k]];
      if (!tables.of(block[k]).covers(old[k])) {
        return Outcome.REFUSED;
      }
    }
    descendants.of(parents);
    descendants.orphan(block, size);
    double logRatio = 0;
    for (int k = 0; k < size; k++) {
      logRatio -= logSum(block[k]);
      descendants.give(block[k], old[k]);
    }
    if (!Double.isFinite(logRatio)) {
      return Outcome.REFUSED; // beyond the range of the tables' numbers
    }
    descendants.orphan(block, size);
    for (int k = 0; k < size; k++) {
      double logSum = logSum(block[k]);
      if (logSum == Double.NEGATIVE_INFINITY) {
        restore(parents, k);
        return Outcome.REFUSED;
      }
      logRatio += logSum;
      parents[block[k]] = tables.of(block[k]).draw(roles, random);
      descendants.give(block[k], parents[block[k]]);
    }
    if (!(threshold < logRatio)) {
      restore(parents, size);
      return Outcome.REFUSED;
    }
    return Outcome.ACCEPTED;
  }

  private void restore(VariableSet[] parents, int size) {
    for (int k = 0; k < size; k++) {
      parents[block[k]] = old[k];
    }
  }

  /** Any node, and some of those near it, in any order. */
  private int chooseBlock(UniformRandomProvider random) {
    block[0] = random.nextInt(near.length);
    int[] others = near[block[0]];
    int size = 1;
    for (int more = random.nextInt(most); more > 0 && others.length > 0; more--) {
      double uniform = random.nextDouble();
      int chosen = others[(int) (others.length * uniform * uniform)];
      if (!contains(chosen, size)) {
        block[size++] = chosen;
      }
    }
    for (int k = size - 1; k > 0; k--) {
      int swapped = random.nextInt(k + 1);
      int node = block[k];
      block[k] = block[swapped];
      block[swapped] = node;
    }
    return size;
  }

  private boolean contains(int node, int size) {
    for (int k = 0; k < size; k++) {
      if (block[k] == node) {
        return true;
      }
    }
    return false;
  }

  /** ln of the weight of the node's sets of parents that close no cycle; sets the roles. */
  private double logSum(int node) {
    descendants.bar(node, roles);
    return tables.of(node).logSum(roles);
  }
}
