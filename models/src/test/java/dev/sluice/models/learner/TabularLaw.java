// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;

/** A law that is known exactly: tables along a graph, every row uniform on the simplex. */
public record TabularLaw(Dag graph, int categories, double[][][] tables) {

  public static TabularLaw draw(Dag graph, int categories, long seed) {
    double[][][] tables = new double[graph.nodes()][][];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = table(graph, categories, i, seed);
    }
    return new TabularLaw(graph, categories, tables);
  }

  /** The law after one mechanism has been drawn anew. */
  public TabularLaw redraw(int mechanism, long seed) {
    double[][][] redrawn = tables.clone();
    redrawn[mechanism] = table(graph, categories, mechanism, seed);
    return new TabularLaw(graph, categories, redrawn);
  }

  public Domain domain() {
    int[] each = new int[graph.nodes()];
    Arrays.fill(each, categories);
    return Domain.categorical(each);
  }

  public double[][] samples(int count, long seed) {
    return IntStream.range(0, count).mapToObj(n -> sample(seed, n)).toArray(double[][]::new);
  }

  /** Every joint configuration once. */
  public double[][] configurations() {
    int d = graph.nodes();
    double[][] all = new double[(int) Math.pow(categories, d)][d];
    for (int n = 0; n < all.length; n++) {
      int rest = n;
      for (int i = 0; i < d; i++) {
        all[n][i] = rest % categories;
        rest /= categories;
      }
    }
    return all;
  }

  double probability(double[] values) {
    double probability = 1;
    for (int i = 0; i < values.length; i++) {
      probability *= row(i, values)[(int) values[i]];
    }
    return probability;
  }

  /** Expected loss of a model minus the entropy of this law: the divergence KL(law || model). */
  public double gap(JointModel model, double[] parameters) {
    double[][] all = configurations();
    double[][] losses = new double[all.length][model.terms()];
    model.losses(parameters, all, Domain.everyVariable(model.terms()), losses);
    double gap = 0;
    for (int n = 0; n < all.length; n++) {
      double probability = probability(all[n]);
      gap += probability * (Arrays.stream(losses[n]).sum() + Math.log(probability));
    }
    return gap;
  }

  private double[] sample(long seed, int index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "sample", index);
    double[] values = new double[graph.nodes()];
    for (int i : graph.topologicalOrder()) {
      double[] row = row(i, values);
      double uniform = random.nextDouble();
      while (values[i] < categories - 1 && uniform >= row[(int) values[i]]) {
        uniform -= row[(int) values[i]++];
      }
    }
    return values;
  }

  private double[] row(int node, double[] values) {
    int row = 0;
    for (long rest = graph.parents(node).mask(); rest != 0; rest &= rest - 1) {
      row = row * categories + (int) values[Long.numberOfTrailingZeros(rest)];
    }
    return tables[node][row];
  }

  private static double[][] table(Dag graph, int categories, int node, long seed) {
    DirichletSampler dirichlet =
        DirichletSampler.symmetric(KeyedRandom.of(seed, "table", node), categories, 1);
    int rows = (int) Math.pow(categories, graph.parents(node).size());
    return IntStream.range(0, rows).mapToObj(r -> dirichlet.sample()).toArray(double[][]::new);
  }
}
