// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.mcmc.partition.Kernel;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One of the chains: sweeps of single edges, after each of them one move of another kernel, in
 * turn. When which kernel moves depends on the number of the sweep alone, so the mixture leaves the
 * posterior invariant. Only steps of single edges count as time: averages over them alone are
 * averages over the posterior as well.
 */
final class Chain {
  private static final int STEPS_PER_NODE = 10;
  private static final int LEAST_STEPS = 50;

  private final List<Kernel> kernels;
  private final UniformRandomProvider random;
  private final EdgeSums sums;
  private final KeptGraphs graphs;
  private final EdgeChain edges;
  private final BestGraph best;
  private long sweeps;
  private long kernelSteps;
  private long kernelAccepted;

  Chain(
      MoveRows rows,
      List<Kernel> kernels,
      VariableSet[] start,
      UniformRandomProvider random,
      KeptGraphs graphs) {
    this.kernels = kernels;
    this.random = random;
    this.graphs = graphs;
    sums = new EdgeSums(start.length);
    edges = new EdgeChain(rows, start, sums.times());
    best = new BestGraph(start.length);
    best.offer(edges.score(), edges.parents());
  }

  /** The bytes of heap of a chain. */
  static long bytes(int nodes) {
    return EdgeChain.bytes(nodes) + EdgeSums.bytes(nodes);
  }

  /** The steps of a sweep: between two looks at the ancestors, which take as long as some steps. */
  static int sweepSteps(int nodes) {
    return Math.max(LEAST_STEPS, STEPS_PER_NODE * nodes);
  }

  /**
   * Makes so many steps, then looks.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  void sweep(long steps) {
    Cancellation.check();
    edges.run(steps, random, best);
    edges.rescore();
    sums.look(edges);
    graphs.look(edges.parents());
    if (!kernels.isEmpty()) {
      move(kernels.get((int) (sweeps % kernels.size())));
    }
    sweeps++;
  }

  private void move(Kernel kernel) {
    VariableSet[] graph = edges.graph();
    Kernel.Outcome outcome = kernel.step(graph, random);
    kernelSteps += outcome.steps();
    kernelAccepted += outcome.accepted();
    if (outcome.accepted() > 0) {
      edges.moveTo(graph);
      best.offer(edges.score(), edges.parents());
    }
  }

  /** Ends the last batch. */
  void end() {
    sums.end(edges);
  }

  List<Batch> batches() {
    return sums.batches();
  }

  /** Graphs from the ends of sweeps. */
  KeptGraphs graphs() {
    return graphs;
  }

  BestGraph best() {
    return best;
  }

  /** All steps, refused ones and those of the other kernels included. */
  long steps() {
    return sums.times().now() + kernelSteps;
  }

  /** Those of them that were accepted. */
  long accepted() {
    return edges.accepted() + kernelAccepted;
  }
}
