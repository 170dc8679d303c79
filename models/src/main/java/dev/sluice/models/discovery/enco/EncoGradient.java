// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.domain.VariableSet;

/**
 * The gradient of the expected loss in gamma and theta, estimated from graphs and their losses
 * (Lippe et al., section 3.3 and equations 4 and 5).
 *
 * <p>With P_ij the mean loss of j over the graphs that have i -> j, and Q_ij over those that have
 * not: in gamma s'(gamma_ij) s(theta_ij) (P_ij - Q_ij + cost_ij), in theta s'(theta_ij) s(gamma_ij)
 * (P_ij - Q_ij), both 0 where all graphs agree on i -> j. The cost is lambda, less the prior's ln
 * odds over the number of draws.
 */
final class EncoGradient {
  /** How much theta moves between two variables on which nobody intervenes (the authors' code). */
  private static final double UNREACHED_SHARE = 0.1;

  private final int n;
  private final EdgeKnowledge knowledge;
  private final double[] gamma;
  private final double[] theta;
  private final double[] share;

  EncoGradient(int variables, EdgeKnowledge knowledge) {
    n = variables;
    this.knowledge = knowledge;
    gamma = new double[n * n];
    theta = new double[n * n];
    share = new double[n * n];
  }

  /**
   * Estimates.
   *
   * @param graphs how many of the sample
   * @param losses by graph and variable: mean over the batch; a variable whose sets of parents are
   *     all the same needs none
   * @param targets of the batch
   * @param reached variables that some batch intervenes on
   * @param sparsity lambda
   * @param draws over which the prior's odds are spread
   */
  void estimate(
      GraphSample sample,
      int graphs,
      double[][] losses,
      EncoBeliefs beliefs,
      VariableSet targets,
      VariableSet reached,
      double sparsity,
      long draws) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int edge = i * n + j;
        gamma[edge] = 0;
        theta[edge] = 0;
        int having = having(sample, graphs, i, j);
        boolean open = having > 0 && having < graphs;
        if (open && knowledge.isFree(i, j) && !targets.contains(j)) {
          double gain = difference(sample, graphs, losses, i, j);
          double exists = beliefs.existence(i, j);
          double oriented = beliefs.orientation(i, j);
          double cost = sparsity - knowledge.logOdds(i, j) / draws;
          gamma[edge] = exists * (1 - exists) * oriented * (gain + cost);
          if (targets.contains(i) || (!reached.contains(i) && !reached.contains(j))) {
            theta[edge] = oriented * (1 - oriented) * exists * gain;
          }
        }
      }
    }
    antisymmetrise();
    share(targets, reached);
  }

  /** In how many graphs i -> j is. */
  private static int having(GraphSample sample, int graphs, int i, int j) {
    int having = 0;
    for (int k = 0; k < graphs; k++) {
      having += sample.has(k, i, j) ? 1 : 0;
    }
    return having;
  }

  /** P_ij - Q_ij, where graphs do not agree; not finite if a loss is not. */
  private static double difference(
      GraphSample sample, int graphs, double[][] losses, int i, int j) {
    double with = 0;
    double without = 0;
    int having = 0;
    for (int k = 0; k < graphs; k++) {
      if (sample.has(k, i, j)) {
        with += losses[k][j];
        having++;
      } else {
        without += losses[k][j];
      }
    }
    return with / having - without / (graphs - having);
  }

  private void antisymmetrise() {
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double difference = theta[i * n + j] - theta[j * n + i];
        theta[i * n + j] = difference;
        theta[j * n + i] = -difference;
      }
    }
  }

  private void share(VariableSet targets, VariableSet reached) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        share[i * n + j] =
            targets.contains(i) != targets.contains(j)
                ? 1
                : i != j && !reached.contains(i) && !reached.contains(j) ? UNREACHED_SHARE : 0;
      }
    }
  }

  /** In gamma, N x N; 0 into targets. */
  double[] gamma() {
    return gamma;
  }

  /** In theta, N x N, antisymmetric; 0 between variables that are neither target nor unreached. */
  double[] theta() {
    return theta;
  }

  /** What part of a step of theta each entry takes. */
  double[] share() {
    return share;
  }
}
