// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A system whose mechanisms are drawn from the prior that scores assume, given its graph. On
 * samples of such systems, with graphs drawn from the prior over graphs, an exact posterior is
 * calibrated.
 *
 * <ul>
 *   <li>Continuous: the regressions that the normal-Wishart prior of BGe implies for node v with l
 *       parents. With a = alphaW - d + l + 1 degrees of freedom, 1 / s^2 ~ Gamma(a / 2, rate t /
 *       2); each coefficient ~ N(0, s^2 / t), the intercept ~ N(0, s^2 / alphaMu). Geiger and
 *       Heckerman 2002.
 *   <li>Categorical: the rows of BDeu, each Dirichlet with equivalentSampleSize / (rows categories)
 *       per cell.
 * </ul>
 *
 * <p>Interventions are perfect: a target is N(0, 1), or uniform over its categories.
 */
final class PriorDraw {
  private final Domain domain;
  private final Dag graph;
  private final int[] order;
  private final long seed;

  /** By node: continuous ones' intercept, coefficients of the parents, deviation of the noise. */
  private final double[][] regressions;

  /** By node and row: probabilities of the categories. */
  private final double[][][] tables;

  private PriorDraw(
      Domain domain, Dag graph, long seed, double[][] regressions, double[][][] tables) {
    this.domain = domain;
    this.graph = graph;
    this.seed = seed;
    this.regressions = regressions;
    this.tables = tables;
    order = graph.topologicalOrder();
  }

  /** Draws the mechanisms. */
  static PriorDraw of(Domain domain, Dag graph, ScorePrior prior, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "mechanisms of the prior");
    int d = domain.dimension();
    if (domain.isCategorical()) {
      double[][][] tables = new double[d][][];
      for (int node = 0; node < d; node++) {
        tables[node] = table(domain.categories(), graph.parents(node), node, prior, random);
      }
      return new PriorDraw(domain, graph, seed, null, tables);
    }
    double[][] regressions = new double[d][];
    for (int node = 0; node < d; node++) {
      regressions[node] = regression(graph.parents(node).size(), d, prior, random);
    }
    return new PriorDraw(domain, graph, seed, regressions, null);
  }

  private static double[] regression(
      int parents, int d, ScorePrior prior, UniformRandomProvider random) {
    double shape = (prior.alphaW() - d + parents + 1) / 2;
    double precision = gamma(random, shape) / (prior.priorScale() / 2);
    double deviation = 1 / Math.sqrt(precision);
    double[] regression = new double[parents + 2];
    regression[0] = deviation / Math.sqrt(prior.alphaMu()) * normal(random);
    for (int k = 1; k <= parents; k++) {
      regression[k] = deviation / Math.sqrt(prior.priorScale()) * normal(random);
    }
    regression[parents + 1] = deviation;
    return regression;
  }

  private static double[][] table(
      int[] categories,
      VariableSet parents,
      int node,
      ScorePrior prior,
      UniformRandomProvider random) {
    int rows = 1;
    for (int parent : parents.members()) {
      rows *= categories[parent];
    }
    double perCell = prior.equivalentSampleSize() / rows / categories[node];
    double[][] table = new double[rows][];
    for (int row = 0; row < rows; row++) {
      table[row] = dirichlet(categories[node], perCell, random);
    }
    return table;
  }

  /** In logarithms, lest all cells of a small concentration be 0. */
  private static double[] dirichlet(int cells, double concentration, UniformRandomProvider random) {
    double[] logs = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      // Gamma(a) = Gamma(a + 1) U^(1/a)
      logs[cell] =
          Math.log(gamma(random, concentration + 1))
              + Math.log1p(-random.nextDouble()) / concentration;
    }
    double most = Arrays.stream(logs).max().orElseThrow();
    double[] cellsOf = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
    double sum = Arrays.stream(cellsOf).sum();
    return Arrays.stream(cellsOf).map(cell -> cell / sum).toArray();
  }

  private static double gamma(UniformRandomProvider random, double shape) {
    return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1).sample();
  }

  private static double normal(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  /** The graph. */
  Dag graph() {
    return graph;
  }

  /** By how much the mean of a continuous node grows with one of its parents. */
  double coefficient(int parent, int node) {
    int place = 1;
    for (int other : graph.parents(node).members()) {
      if (other == parent) {
        return regressions[node][place];
      }
      place++;
    }
    throw new IllegalArgumentException("no edge %d->%d".formatted(parent, node));
  }

  /** The probability of what a categorical node is among values, given its parents there. */
  double probability(int node, double[] values) {
    int[] categories = domain.categories();
    int row = 0;
    for (int parent : graph.parents(node).members()) {
      row = row * categories[parent] + (int) values[parent];
    }
    return tables[node][row][(int) values[node]];
  }

  /** Sample number {@code index} under an intervention on the targets. */
  double[] sample(VariableSet targets, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "samples of the prior", index);
    double[] values = new double[order.length];
    for (int node : order) {
      values[node] =
          domain.isCategorical()
              ? category(node, targets.contains(node), values, random)
              : number(node, targets.contains(node), values, random);
    }
    return values;
  }

  private double number(int node, boolean target, double[] values, UniformRandomProvider random) {
    double noise = normal(random);
    if (target) {
      return noise;
    }
    double[] regression = regressions[node];
    double value = regression[0];
    int k = 1;
    for (int parent : graph.parents(node).members()) {
      value += regression[k++] * values[parent];
    }
    return value + regression[k] * noise;
  }

  private int category(int node, boolean target, double[] values, UniformRandomProvider random) {
    double uniform = random.nextDouble();
    int[] categories = domain.categories();
    if (target) {
      return (int) (uniform * categories[node]);
    }
    int row = 0;
    for (int parent : graph.parents(node).members()) {
      row = row * categories[parent] + (int) values[parent];
    }
    double[] cells = tables[node][row];
    int cell = 0;
    for (double rest = uniform - cells[0]; rest >= 0 && cell < cells.length - 1; ) {
      cell++;
      rest -= cells[cell];
    }
    return cell;
  }
}
