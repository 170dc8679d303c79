// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.GraphScores;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Effects by visiting every graph, from the samples themselves, with a plain regression of each.
 */
final class NaiveEffects {
  private final Samples samples;
  private final ScorePrior prior;
  private final List<Dag> graphs = new ArrayList<>();
  private final List<Double> probabilities = new ArrayList<>();

  /** One graph's part of a mixture; of a graph in which there is no effect the scale is 0. */
  record Part(double probability, double location, double scale, double degrees) {}

  /** Mean and variance of a probability. */
  record Moments(double mean, double variance) {}

  NaiveEffects(Samples samples, ScorePrior prior, GraphPrior graphPrior) {
    this.samples = samples;
    this.prior = prior;
    GraphScores scores = GraphScores.of(samples.domain(), samples.statistics(), prior, graphPrior);
    for (Dag graph : all(samples.domain().dimension())) {
      graphs.add(graph);
      probabilities.add(Math.exp(scores.of(graph) - scores.logEvidence()));
    }
  }

  static List<Dag> all(int nodes) {
    List<Dag> all = new ArrayList<>();
    for (long bits = 0; bits < 1L << (nodes * nodes); bits++) {
      VariableSet[] parents = new VariableSet[nodes];
      for (int i = 0; i < nodes; i++) {
        parents[i] = VariableSet.ofMask(bits >>> (i * nodes) & ((1L << nodes) - 1));
      }
      if (Dag.isAcyclic(parents)) {
        all.add(Dag.ofParents(parents));
      }
    }
    return all;
  }

  double none(int cause, int outcome) {
    double none = 0;
    for (int g = 0; g < graphs.size(); g++) {
      none += graphs.get(g).ancestors()[cause][outcome] ? 0 : probabilities.get(g);
    }
    return none;
  }

  /** By graph. */
  List<Part> slopes(int cause, int outcome) {
    List<Part> parts = new ArrayList<>();
    for (int g = 0; g < graphs.size(); g++) {
      Dag graph = graphs.get(g);
      double probability = probabilities.get(g);
      parts.add(
          graph.ancestors()[cause][outcome]
              ? regression(graph.parents(cause).members(), cause, outcome, probability)
              : new Part(probability, 0, 0, 3));
    }
    return parts;
  }

  private Part regression(int[] parents, int cause, int outcome, double probability) {
    int[] variables = new int[parents.length + 2];
    System.arraycopy(parents, 0, variables, 0, parents.length);
    variables[parents.length] = cause;
    variables[parents.length + 1] = outcome;
    List<double[]> rows = samples.settingAtMost(cause);
    double n = rows.size();
    int size = variables.length - 1;
    double[][] r = new double[size + 1][size + 1];
    for (int i = 0; i <= size; i++) {
      for (int j = 0; j <= size; j++) {
        double products = i == j ? prior.priorScale() : 0;
        double sumI = 0;
        double sumJ = 0;
        for (double[] row : rows) {
          products += row[variables[i]] * row[variables[j]];
          sumI += row[variables[i]];
          sumJ += row[variables[j]];
        }
        r[i][j] = products - sumI * sumJ / (n + prior.alphaMu());
      }
    }
    double[][] left = new double[size][];
    double[] right = new double[size];
    double[] unit = new double[size];
    for (int i = 0; i < size; i++) {
      left[i] = Arrays.copyOf(r[i], size);
      right[i] = r[i][size];
    }
    unit[size - 1] = 1;
    double[] coefficients = solve(left, right);
    double inverse = solve(left, unit)[size - 1];
    double residual = r[size][size];
    for (int i = 0; i < size; i++) {
      residual -= r[i][size] * coefficients[i];
    }
    double degrees = n + prior.alphaW() - samples.domain().dimension() + size + 1;
    double scale = Math.sqrt(residual * inverse / degrees);
    return new Part(probability, coefficients[size - 1], scale, degrees);
  }

  /** Gauss's elimination with pivots. */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOf(matrix[i], n + 1);
      a[i][n] = right[i];
    }
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int i = k; i < n; i++) {
        best = Math.abs(a[i][k]) > Math.abs(a[best][k]) ? i : best;
      }
      double[] swap = a[k];
      a[k] = a[best];
      a[best] = swap;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : a[i][k] / a[k][k];
        for (int j = k; j <= n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n] / a[i][i];
    }
    return x;
  }

  static double mean(List<Part> parts) {
    return parts.stream().mapToDouble(part -> part.probability * part.location).sum();
  }

  static double deviation(List<Part> parts) {
    double mean = mean(parts);
    double variance = 0;
    for (Part part : parts) {
      double distance = part.location - mean;
      double own = part.scale * part.scale * part.degrees / (part.degrees - 2);
      variance += part.probability * (own + distance * distance);
    }
    return Math.sqrt(variance);
  }

  static double cumulative(List<Part> parts, double x) {
    double sum = 0;
    for (Part part : parts) {
      double below =
          part.scale == 0
              ? (x >= 0 ? 1 : 0)
              : TDistribution.of(part.degrees)
                  .cumulativeProbability((x - part.location) / part.scale);
      sum += part.probability * below;
    }
    return sum;
  }

  /** p(outcome = j | cause set to i). */
  Moments probability(int cause, int i, int outcome, int j) {
    double mean = 0;
    double square = 0;
    for (int g = 0; g < graphs.size(); g++) {
      Dag graph = graphs.get(g);
      VariableSet parents =
          graph.ancestors()[cause][outcome] ? graph.parents(cause) : VariableSet.EMPTY;
      boolean reached = graph.ancestors()[cause][outcome];
      double[] moments =
          reached
              ? adjusted(parents.members(), cause, i, outcome, j)
              : unreached(cause, outcome, j);
      mean += probabilities.get(g) * moments[0];
      square += probabilities.get(g) * moments[1];
    }
    return new Moments(mean, square - mean * mean);
  }

  /** First and second moment. */
  private double[] unreached(int cause, int outcome, int j) {
    double[] alpha = new double[samples.domain().categories()[outcome]];
    Arrays.fill(alpha, prior.equivalentSampleSize() / alpha.length);
    samples.settingAtMost(cause).forEach(row -> alpha[(int) row[outcome]]++);
    double all = Arrays.stream(alpha).sum();
    return new double[] {alpha[j] / all, alpha[j] * (alpha[j] + 1) / (all * (all + 1))};
  }

  /** First and second moment of the sum over all combinations of the parents, pair by pair. */
  private double[] adjusted(int[] parents, int cause, int i, int outcome, int j) {
    int[] categories = samples.domain().categories();
    int q = 1;
    for (int parent : parents) {
      q *= categories[parent];
    }
    double cell = prior.equivalentSampleSize() / (q * categories[cause] * categories[outcome]);
    double[] a = new double[q];
    double[] own = new double[q];
    double[] all = new double[q];
    Arrays.fill(a, cell * categories[cause] * categories[outcome]);
    Arrays.fill(own, cell);
    Arrays.fill(all, cell * categories[outcome]);
    for (double[] row : samples.settingAtMost(cause)) {
      int s = 0;
      for (int parent : parents) {
        s = s * categories[parent] + (int) row[parent];
      }
      a[s]++;
      all[s] += row[cause] == i ? 1 : 0;
      own[s] += row[cause] == i && row[outcome] == j ? 1 : 0;
    }
    double total = Arrays.stream(a).sum();
    double mean = 0;
    double square = 0;
    for (int s = 0; s < q; s++) {
      mean += a[s] / total * own[s] / all[s];
      for (int u = 0; u < q; u++) {
        double both = a[s] * (a[u] + (s == u ? 1 : 0)) / (total * (total + 1));
        double product =
            s == u
                ? own[s] * (own[s] + 1) / (all[s] * (all[s] + 1))
                : own[s] / all[s] * own[u] / all[u];
        square += both * product;
      }
    }
    return new double[] {mean, square};
  }
}
