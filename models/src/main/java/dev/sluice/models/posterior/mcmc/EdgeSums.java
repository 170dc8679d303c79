// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.util.ArrayList;
import java.util.List;

/**
 * The past of a chain in equally long batches, of which there are never more than {@value
 * #MAX_BATCHES}: then they are merged by pairs. So the length of the chain need not be known
 * beforehand, and what counts as burn-in is decided at the end.
 */
final class EdgeSums {
  static final int MAX_BATCHES = 48;

  private final int nodes;
  private final EdgeTimes times;
  private List<Batch> batches = new ArrayList<>();
  private int sweepsPerBatch = 1;

  private int looks;
  private int[] ancestors;

  EdgeSums(int nodes) {
    this.nodes = nodes;
    times = new EdgeTimes(nodes);
    ancestors = new int[nodes * nodes];
  }

  /** The bytes of heap at the most. */
  static long bytes(int nodes) {
    long pairs = (long) nodes * nodes;
    long graph = (long) nodes * ParentWords.words(nodes) * Long.BYTES;
    return (MAX_BATCHES + 2) * (pairs * (Long.BYTES + Integer.BYTES) + graph + 200)
        + pairs * Long.BYTES;
  }

  /** Counts the steps of edges. */
  EdgeTimes times() {
    return times;
  }

  /** Looks at the chain at the end of a sweep; all but the last have equally many steps. */
  void look(EdgeChain chain) {
    looks++;
    chain.ancestors().count(ancestors);
    if (looks == sweepsPerBatch) {
      close(chain);
    }
  }

  /** Ends the last batch, though it may be shorter. */
  void end(EdgeChain chain) {
    if (looks > 0) {
      close(chain);
    }
  }

  /** The batches; all but perhaps the last are equally long. */
  List<Batch> batches() {
    return batches;
  }

  private void close(EdgeChain chain) {
    long steps = times.untaken();
    batches.add(
        new Batch(steps, times.take(), looks, ancestors, chain.parents().clone(), chain.score()));
    looks = 0;
    ancestors = new int[nodes * nodes];
    if (batches.size() == MAX_BATCHES) {
      List<Batch> merged = new ArrayList<>();
      for (int i = 0; i < MAX_BATCHES; i += 2) {
        merged.add(batches.get(i).merge(batches.get(i + 1)));
      }
      batches = merged;
      sweepsPerBatch *= 2;
    }
  }
}
