// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.dsdi.DsdiSettings.Credit;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient in gamma over one transfer episode.
 *
 * <p>Of the losses (Ke et al., equation 1): sum over graphs k of w_kj (s(gamma_ij) - c_kij), with
 * c_kij 1 where graph k has i -> j, and w_kj the graph's share in the likelihoods of j. It is the
 * gradient of - ln E_c[likelihood of j]. Variables that were intervened on have none. To it come
 * those of the costs: sparsity, less the prior's ln odds over the number of draws, times the sum of
 * s(gamma_ij); and cycle cost times the sum of cosh(s(gamma_ij) s(gamma_ji)) over pairs.
 */
final class DsdiGradient {
  private final int n;
  private final EdgeKnowledge knowledge;
  private final Credit credit;
  private final double[] gradient;
  private final double[] shares;

  /** Of each batch, where batches compete: sums of its losses, and of s(gamma) - c. */
  private final List<double[]> batchLosses = new ArrayList<>();

  private final List<double[]> batchDifferences = new ArrayList<>();
  private int batches;

  DsdiGradient(int variables, int graphs, EdgeKnowledge knowledge, Credit credit) {
    n = variables;
    this.knowledge = knowledge;
    this.credit = credit;
    gradient = new double[n * n];
    shares = new double[graphs];
  }

  /** Begins an episode. */
  void begin() {
    Arrays.fill(gradient, 0);
    batchLosses.clear();
    batchDifferences.clear();
    batches = 0;
  }

  /**
   * Takes one batch.
   *
   * @param sample its graphs
   * @param losses by graph and variable: mean over the batch
   * @param beliefs from which the graphs were drawn
   * @param targets of the intervention, known or predicted
   */
  void add(
      GraphSample sample, int graphs, double[][] losses, double[][] beliefs, VariableSet targets) {
    batches++;
    boolean pooled = credit == Credit.POOLED;
    double[] into = pooled ? new double[n * n] : gradient;
    double[] sums = new double[n];
    for (int j = 0; j < n; j++) {
      if (!targets.contains(j)) {
        shares(losses, graphs, j);
        for (int k = 0; k < graphs; k++) {
          sums[j] += losses[k][j];
        }
        for (int i = 0; i < n; i++) {
          if (knowledge.isFree(i, j)) {
            into[i * n + j] += difference(sample, graphs, i, j, beliefs[i][j]);
          }
        }
      }
    }
    if (pooled) {
      batchLosses.add(sums);
      batchDifferences.add(into);
    }
  }

  /** What each graph counts for variable j. */
  private void shares(double[][] losses, int graphs, int j) {
    if (credit == Credit.POOLED) {
      Arrays.fill(shares, 1.0 / graphs);
      return;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < graphs; k++) {
      least = Math.min(least, losses[k][j]);
    }
    double total = 0;
    for (int k = 0; k < graphs; k++) {
      shares[k] = StrictMath.exp(least - losses[k][j]);
      total += shares[k];
    }
    for (int k = 0; k < graphs; k++) {
      shares[k] = shares[k] / total - (credit == Credit.CENTRED ? 1.0 / graphs : 0);
    }
  }

  private double difference(GraphSample sample, int graphs, int i, int j, double belief) {
    double sum = 0;
    for (int k = 0; k < graphs; k++) {
      sum += shares[k] * (sample.has(k, i, j) ? belief - 1 : belief);
    }
    return sum;
  }

  /**
   * Ends the episode.
   *
   * @param draws over which the prior's odds are spread
   * @return the gradient, N x N; 0 of edges that are known
   */
  double[] end(double[][] beliefs, double sparsity, double cycleCost, long draws) {
    if (credit == Credit.POOLED) {
      pool();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (knowledge.isFree(i, j)) {
          double to = beliefs[i][j];
          double from = beliefs[j][i];
          double cost =
              sparsity
                  - knowledge.logOdds(i, j) / draws
                  + cycleCost * StrictMath.sinh(to * from) * from;
          int edge = i * n + j;
          double ofLosses = credit == Credit.POOLED ? gradient[edge] : gradient[edge] / batches;
          gradient[edge] = ofLosses + to * (1 - to) * cost;
        }
      }
    }
    return gradient;
  }

  private void pool() {
    for (int j = 0; j < n; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] losses : batchLosses) {
        least = Math.min(least, losses[j]);
      }
      double total = 0;
      for (double[] losses : batchLosses) {
        total += StrictMath.exp(least - losses[j]);
      }
      for (int t = 0; t < batches; t++) {
        double share = StrictMath.exp(least - batchLosses.get(t)[j]) / total;
        for (int i = 0; i < n; i++) {
          gradient[i * n + j] += share * batchDifferences.get(t)[i * n + j];
        }
      }
    }
  }
}
