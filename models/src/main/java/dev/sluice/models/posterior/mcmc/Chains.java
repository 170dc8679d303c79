// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.mcmc.partition.Kernel;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The chains of one refresh, sweep by sweep in turn, so that all are equally long whenever time is
 * up. One thread, and one table of scores for all.
 *
 * @param warm whether they went on from graphs of the last refresh
 */
record Chains(List<Chain> chains, boolean warm) {

  /**
   * Runs as long as the settings say.
   *
   * @param kernels the moves besides single edges
   * @param required by node, the parents it must have
   * @param before what the last refresh left; null at the first
   * @param begun by {@link System#nanoTime}, when the refresh began
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  static Chains run(
      FamilyScores scores,
      List<Kernel> kernels,
      VariableSet[] required,
      SamplerSettings settings,
      SamplerMemory before,
      long begun) {
    Chains chains = start(scores, kernels, required, settings, before);
    int sweep = Chain.sweepSteps(scores.nodes());
    long left = settings.steps();
    while (left > 0) {
      for (Chain chain : chains.chains) {
        chain.sweep(Math.min(left, sweep));
      }
      left -= sweep;
      if (System.nanoTime() - begun > 1e9 * settings.seconds()) {
        break;
      }
    }
    chains.chains.forEach(Chain::end);
    return chains;
  }

  private static Chains start(
      FamilyScores scores,
      List<Kernel> kernels,
      VariableSet[] required,
      SamplerSettings settings,
      SamplerMemory before) {
    long refresh = before == null ? 0 : before.refreshes();
    MoveRows rows = new MoveRows(scores);
    WarmStart warm = WarmStart.of(scores, before);
    VariableSet[][] starts = new VariableSet[settings.chains()][];
    if (warm != null) {
      starts = warm.starts(starts.length, KeyedRandom.of(settings.seed(), "resample", refresh));
    }
    List<Chain> chains = new ArrayList<>();
    for (int chain = 0; chain < starts.length; chain++) {
      if (warm == null) {
        var random = KeyedRandom.of(settings.seed(), "start", refresh, chain);
        starts[chain] = ColdStart.of(rows, required, random);
      }
      var random = KeyedRandom.of(settings.seed(), "chain", refresh, chain);
      KeptGraphs graphs = new KeptGraphs(graphsPerChain(settings));
      chains.add(new Chain(rows, kernels, starts[chain], random, graphs));
    }
    return new Chains(chains, warm != null);
  }

  private static int graphsPerChain(SamplerSettings settings) {
    return (settings.graphs() + settings.chains() - 1) / settings.chains();
  }

  /** The bytes of heap of all chains at the most. */
  static long bytes(int nodes, SamplerSettings settings) {
    return settings.chains()
        * (Chain.bytes(nodes) + KeptGraphs.bytes(nodes, graphsPerChain(settings)));
  }
}
