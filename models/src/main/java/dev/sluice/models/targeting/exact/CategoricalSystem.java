// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.CategoricalMechanisms;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;

/**
 * A possible system of tables. Rows of tables are made when they are first asked for, each from
 * randomness of its own, so that it does not matter in which order; not for use by many threads.
 */
final class CategoricalSystem implements PossibleSystem {
  private final Dag graph;
  private final int[] categories;
  private final int[] order;
  private final CategoricalMechanisms.Table[] tables;
  private final boolean drawn;
  private final long seed;
  private final long index;
  private final List<Map<LongBuffer, double[]>> probabilities = new ArrayList<>();

  CategoricalSystem(
      Dag graph,
      int[] categories,
      CategoricalMechanisms.Table[] tables,
      boolean drawn,
      long seed,
      long index) {
    this.graph = graph;
    this.categories = categories;
    this.tables = tables;
    this.drawn = drawn;
    this.seed = seed;
    this.index = index;
    order = graph.topologicalOrder();
    for (int node = 0; node < order.length; node++) {
      probabilities.add(new HashMap<>());
    }
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public double[][] draw(Intervention intervention, Noise noise) {
    double[][] rows = new double[noise.rows()][order.length];
    for (int r = 0; r < rows.length; r++) {
      for (int node : order) {
        double uniform = noise.uniforms()[r][node];
        rows[r][node] =
            intervention.targets().contains(node)
                ? value(intervention, node, uniform)
                : category(probabilities(node, rows[r]), uniform);
      }
    }
    return rows;
  }

  private double value(Intervention intervention, int node, double uniform) {
    return intervention.isUniform() ? (int) (uniform * categories[node]) : intervention.value();
  }

  @Override
  public double logDensity(double[] row, VariableSet targets) {
    double sum = 0;
    for (int node : order) {
      if (!targets.contains(node)) {
        sum += Math.log(probabilities(node, row)[(int) row[node]]);
      }
    }
    return sum;
  }

  private double[] probabilities(int node, double[] values) {
    LongBuffer row = tables[node].row(values);
    return probabilities
        .get(node)
        .computeIfAbsent(row, missing -> make(tables[node].parameters(missing), node, missing));
  }

  private double[] make(double[] parameters, int node, LongBuffer row) {
    double[] weights = new double[parameters.length];
    double sum = 0;
    if (drawn) {
      double[] logs = logGammas(parameters, KeyedRandom.of(seed, "possible row", key(node, row)));
      double largest = Double.NEGATIVE_INFINITY;
      for (double log : logs) {
        largest = Math.max(largest, log);
      }
      for (int c = 0; c < weights.length; c++) {
        weights[c] = Math.exp(logs[c] - largest);
        sum += weights[c];
      }
    } else {
      for (int c = 0; c < weights.length; c++) {
        weights[c] = parameters[c];
        sum += weights[c];
      }
    }
    for (int c = 0; c < weights.length; c++) {
      weights[c] /= sum;
    }
    return weights;
  }

  private long[] key(int node, LongBuffer row) {
    long[] key = new long[2 + row.limit()];
    key[0] = index;
    key[1] = node;
    row.get(0, key, 2, row.limit());
    return key;
  }

  /** ln of Gamma(a) = Gamma(a + 1) U^(1/a), which does not underflow for the smallest a. */
  private static double[] logGammas(double[] shapes, UniformRandomProvider random) {
    double[] logs = new double[shapes.length];
    for (int c = 0; c < logs.length; c++) {
      double more = AhrensDieterMarsagliaTsangGammaSampler.of(random, shapes[c] + 1, 1).sample();
      logs[c] = Math.log(more) + Math.log(1 - random.nextDouble()) / shapes[c];
    }
    return logs;
  }

  private static int category(double[] probabilities, double uniform) {
    double left = uniform;
    int last = 0;
    for (int c = 0; c < probabilities.length; c++) {
      if (probabilities[c] > 0) {
        last = c;
        left -= probabilities[c];
        if (left < 0) {
          return c;
        }
      }
    }
    return last;
  }
}
