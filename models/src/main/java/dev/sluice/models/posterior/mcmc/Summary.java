// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What chains say of the posterior after their burn-in, and how well. */
final class Summary {
  /** Of the batches of chains that started afresh, and of those that went on: what is left out. */
  static final double COLD_BURN_IN = 0.3;

  static final double WARM_BURN_IN = 0.1;

  /** The most graphs that are remembered of a chain. */
  static final int PARTICLES = 8;

  /** Of an edge less probable than this, or more than the rest to 1, precision is no worry. */
  private static final double CERTAIN = 0.01;

  private final int nodes;
  private final List<Chain> chains;

  /** By chain, the number of looks until the end of the burn-in. */
  private final long[] looksBefore;

  /** By chain, its batches after the burn-in. */
  private final List<List<Batch>> kept = new ArrayList<>();

  /** By chain, at i d + j the mean of the edge i -> j. */
  private final double[][] means;

  Summary(Chains all, int nodes) {
    this.nodes = nodes;
    chains = all.chains();
    means = new double[chains.size()][];
    looksBefore = new long[means.length];
    for (int chain = 0; chain < means.length; chain++) {
      List<Batch> batches = chains.get(chain).batches();
      double burnIn = all.warm() ? WARM_BURN_IN : COLD_BURN_IN;
      int first = Math.min(batches.size() - 1, (int) Math.ceil(burnIn * batches.size()));
      kept.add(batches.subList(first, batches.size()));
      looksBefore[chain] = batches.subList(0, first).stream().mapToLong(Batch::looks).sum();
      means[chain] = means(kept.get(chain));
    }
  }

  private double[] means(List<Batch> batches) {
    long[] edges = new long[nodes * nodes];
    long steps = 0;
    for (Batch batch : batches) {
      steps += batch.steps();
      for (int pair = 0; pair < edges.length; pair++) {
        edges[pair] += batch.edges()[pair];
      }
    }
    double[] shares = new double[edges.length];
    for (int pair = 0; pair < edges.length; pair++) {
      shares[pair] = (double) edges[pair] / steps;
    }
    return shares;
  }

  /** The posterior; the scale of its prior is as given. */
  Posterior posterior(double priorScale) {
    BestGraph best = new BestGraph(nodes);
    chains.forEach(chain -> best.offer(chain.best()));
    double[][] edges = new double[nodes][nodes];
    double expectedEdges = 0;
    for (int pair = 0; pair < nodes * nodes; pair++) {
      edges[pair / nodes][pair % nodes] = mean(pair);
      expectedEdges += mean(pair);
    }
    return new Posterior(
        Method.MCMC,
        priorScale,
        Double.NaN,
        edges,
        ancestors(),
        expectedEdges,
        Double.NaN,
        best.graph(),
        List.of());
  }

  private double[][] ancestors() {
    long[] counts = new long[nodes * nodes];
    long looks = 0;
    for (List<Batch> batches : kept) {
      for (Batch batch : batches) {
        looks += batch.looks();
        for (int pair = 0; pair < counts.length; pair++) {
          counts[pair] += batch.ancestors()[pair];
        }
      }
    }
    double[][] ancestors = new double[nodes][nodes];
    for (int pair = 0; pair < counts.length; pair++) {
      boolean self = pair / nodes == pair % nodes;
      ancestors[pair / nodes][pair % nodes] = self ? 1 : (double) counts[pair] / looks;
    }
    return ancestors;
  }

  Diagnostics diagnostics() {
    double largest = means.length == 1 ? Double.NaN : 0;
    double size = mostSize();
    for (int pair = 0; pair < nodes * nodes; pair++) {
      double difference = difference(pair);
      largest = Math.max(largest, difference);
      double mean = mean(pair);
      if (difference > CERTAIN || Math.min(mean, 1 - mean) > CERTAIN) {
        size = Math.min(size, effectiveSize(pair));
      }
    }
    long steps = chains.stream().mapToLong(Chain::steps).sum();
    long accepted = chains.stream().mapToLong(Chain::accepted).sum();
    return Diagnostics.of(chains.size(), steps, accepted, size, largest);
  }

  /** What the next refresh goes on from. */
  SamplerMemory memory(long refreshes) {
    List<Batch> last = new ArrayList<>();
    for (List<Batch> batches : kept) {
      int particles = Math.min(PARTICLES, batches.size());
      for (int i = 1; i <= particles; i++) {
        last.add(batches.get(i * batches.size() / particles - 1));
      }
    }
    return new SamplerMemory(
        refreshes,
        last.stream().map(Batch::last).toArray(long[][]::new),
        last.stream().mapToDouble(Batch::lastScore).toArray());
  }

  /** The bytes of heap that {@link #graphs} takes at the most. */
  static long bytes(int nodes, int graphs) {
    long set = 4 * Long.BYTES + (long) ParentWords.words(nodes) * Long.BYTES;
    long entry = 8 * Long.BYTES;
    return (long) graphs * nodes * (set + entry + Long.BYTES);
  }

  /** Graphs of all chains after their burn-in, chain by chain; of too many equally far apart. */
  List<Dag> graphs(int most) {
    List<long[]> held = new ArrayList<>();
    for (int chain = 0; chain < looksBefore.length; chain++) {
      held.addAll(chains.get(chain).graphs().after(looksBefore[chain]));
    }
    // a node has the same parents in many graphs: one object for all
    Map<VariableSet, VariableSet> shared = new HashMap<>();
    List<Dag> graphs = new ArrayList<>();
    int size = Math.min(most, held.size());
    for (int i = 1; i <= size; i++) {
      int place = (int) ((long) i * held.size() / size) - 1;
      VariableSet[] parents = ParentWords.sets(held.get(place), nodes);
      for (int node = 0; node < nodes; node++) {
        VariableSet first = shared.putIfAbsent(parents[node], parents[node]);
        parents[node] = first == null ? parents[node] : first;
      }
      graphs.add(Dag.ofParents(parents));
    }
    return graphs;
  }

  /** The mean over all chains, which are equally long. */
  private double mean(int pair) {
    double sum = 0;
    for (double[] ofChain : means) {
      sum += ofChain[pair];
    }
    return sum / means.length;
  }

  /** The largest difference between the means of two chains. */
  private double difference(int pair) {
    double least = 1;
    double most = 0;
    for (double[] ofChain : means) {
      least = Math.min(least, ofChain[pair]);
      most = Math.max(most, ofChain[pair]);
    }
    return most - least;
  }

  /** The steps of all chains that are kept; nothing if their batches are too few to judge by. */
  private double mostSize() {
    if (fullBatches() < EffectiveSize.LEAST_BATCHES) {
      return 0;
    }
    return kept.stream().flatMap(List::stream).mapToDouble(Batch::steps).sum();
  }

  private double effectiveSize(int pair) {
    double[][] shares = new double[kept.size()][fullBatches()];
    for (int chain = 0; chain < shares.length; chain++) {
      for (int i = 0; i < shares[chain].length; i++) {
        Batch batch = kept.get(chain).get(i);
        shares[chain][i] = (double) batch.edges()[pair] / batch.steps();
      }
    }
    return EffectiveSize.of(shares, mostSize());
  }

  /** Without a last one that is shorter. */
  private int fullBatches() {
    List<Batch> batches = kept.get(0);
    int last = batches.size() - 1;
    return batches.get(last).steps() < batches.get(0).steps() ? last : last + 1;
  }
}
