// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.domain.VariableSet;

/**
 * The gradient of the expected loss in gamma and theta, estimated from sampled graphs (Lippe et
 * al., section 3.3 and equations 4 and 5).
 *
 * <p>With G_ij what i -> j does to the loss of j, see {@link EdgeGains}: in gamma s'(gamma_ij)
 * s(theta_ij) (G_ij + cost_ij), in theta s'(theta_ij) s(gamma_ij) G_ij, both 0 where all graphs
 * agree on i -> j. The cost is lambda, less the prior's ln odds over the number of draws.
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
   * @param gains of the edges; not finite if a loss is not
   * @param targets of the batch
   * @param reached variables that some batch intervenes on
   * @param sparsity lambda
   * @param draws over which the prior's odds are spread
   */
  void estimate(
      EdgeGains gains,
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
        if (gains.isOpen(i, j) && knowledge.isFree(i, j) && !targets.contains(j)) {
          double gain = gains.gain(i, j);
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
