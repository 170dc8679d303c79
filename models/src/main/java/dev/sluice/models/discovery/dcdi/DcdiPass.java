// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Passes over batches of draws, each draw with a graph of its own: the mean over draws of - ln p of
 * all values, and its gradients in weights, in beliefs in edges and in beliefs in targets.
 *
 * <p>The gradient in the belief in i -> j is E[loss of j with i among its parents - loss without],
 * exactly. It is estimated from the draws of the batch: of each, one possible parent of j is
 * flipped in turn, all others staying as they are. The authors' estimate, straight through a
 * Gumbel-sigmoid, has the slope of the loss in a mask at its value in place of that difference; of
 * a network of units that are near linear at first, it is a tenth of it.
 */
final class DcdiPass {
  private final int n;
  private final DcdiDraws draws;
  private final Mechanisms mechanisms;
  private final SetDensities set;
  private final TargetBeliefs targets;

  /** By child: parents that draws decide on. */
  private final int[][] free;

  private final double[][] byEdge;

  /** By intervention. */
  private final double[][] byTarget;

  private final double[] losses;
  private final double[] flipped;
  private final double[] weights;

  DcdiPass(
      int variables,
      int room,
      DcdiDraws draws,
      Mechanisms mechanisms,
      SetDensities set,
      EdgeKnowledge knowledge,
      LearnerState state) {
    n = variables;
    this.draws = draws;
    this.mechanisms = mechanisms;
    this.set = set;
    targets = new TargetBeliefs(n, state);
    free = new int[n][];
    for (int j = 0; j < n; j++) {
      int child = j;
      free[j] = IntStream.range(0, n).filter(i -> knowledge.isFree(i, child)).toArray();
    }
    byEdge = new double[n][n];
    byTarget = new double[draws.regimes()][n];
    losses = new double[room];
    flipped = new double[room];
    weights = new double[room];
  }

  /** In the beliefs in edges, [i][j] for i -> j, nats per draw. */
  double[][] byEdge() {
    return byEdge;
  }

  /** In the beliefs in targets, by regime, nats per draw. */
  double[][] byTarget() {
    return byTarget;
  }

  /**
   * Passes, with all gradients.
   *
   * @param sample a graph for each draw of the batch
   * @param random of flips and targets
   * @param beliefsToo whether gradients in beliefs are asked for
   * @return the mean over draws and variables
   */
  double learn(int[] batch, GraphSample sample, CounterRandom random, boolean beliefsToo) {
    mechanisms.begin();
    for (int i = 0; i < n; i++) {
      Arrays.fill(byEdge[i], 0);
    }
    for (double[] row : byTarget) {
      Arrays.fill(row, 0);
    }
    double loss = 0;
    for (int j = 0; j < n; j++) {
      for (Mechanisms.Group group : mechanisms.groups(j, batch, sample)) {
        if (beliefsToo) {
          credit(j, group, batch, random);
        }
        loss += learn(j, group, batch, random);
      }
    }
    return loss / ((double) batch.length * n);
  }

  private void credit(int j, Mechanisms.Group group, int[] batch, CounterRandom random) {
    int possible = free[j].length;
    if (possible > 0) {
      int start = (int) (random.uniform(j) * possible);
      int[] parents = new int[group.size()];
      for (int p = 0; p < parents.length; p++) {
        parents[p] = free[j][(group.place(p) + start) % possible];
      }
      mechanisms.losses(group, group.flipped(parents), flipped);
      mechanisms.losses(group, group.masks(), losses);
      weigh(j, group, batch);
      for (int p = 0; p < parents.length; p++) {
        double gain = group.has(p, parents[p]) ? losses[p] - flipped[p] : flipped[p] - losses[p];
        byEdge[parents[p]][j] += weights[p] * gain * possible / batch.length;
      }
    } else {
      mechanisms.losses(group, group.masks(), losses);
    }
    for (int p = 0; p < group.size(); p++) {
      int draw = batch[group.place(p)];
      int regime = draws.regimeOf(draw);
      if (draws.targets(regime) == null) {
        byTarget[regime][j] += (set.loss(draw, j) - losses[p]) / batch.length;
      }
    }
  }

  /** By place in the group: the belief that j is no target. */
  private void weigh(int j, Mechanisms.Group group, int[] batch) {
    for (int p = 0; p < group.size(); p++) {
      int regime = draws.regimeOf(batch[group.place(p)]);
      weights[p] =
          draws.targets(regime) == null ? 1 - targets.belief(draws.intervention(regime), j) : 1;
    }
  }

  /** Draws of which j is taken to be a target teach its network nothing. */
  private double learn(int j, Mechanisms.Group group, int[] batch, CounterRandom random) {
    double loss = 0;
    weigh(j, group, batch);
    boolean[] kept = new boolean[group.size()];
    for (int p = 0; p < kept.length; p++) {
      int place = group.place(p);
      kept[p] = weights[p] == 1 || random.uniform((place + 1L) * n + j) < weights[p];
      loss += kept[p] ? 0 : set.loss(batch[place], j);
    }
    return loss + mechanisms.learn(group.only(kept), 1f / batch.length);
  }

  /** The sum over draws and variables, without gradients. */
  double loss(int[] batch, GraphSample sample) {
    double loss = 0;
    for (int j = 0; j < n; j++) {
      for (Mechanisms.Group group : mechanisms.groups(j, batch, sample)) {
        mechanisms.losses(group, group.masks(), losses);
        weigh(j, group, batch);
        for (int p = 0; p < group.size(); p++) {
          loss += weights[p] * losses[p];
          if (weights[p] < 1) {
            loss += (1 - weights[p]) * set.loss(batch[group.place(p)], j);
          }
        }
      }
    }
    return loss;
  }
}
