// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;

/**
 * Adam (Kingma and Ba, ICLR 2015) on gamma, with both betas at .9 so that it forgets soon.
 *
 * <p>As published it moves all entries in each step, by momentum where the gradient is 0. Where
 * latent common causes are looked for, its first moments are kept apart for batches with and
 * without an intervention on i, and entries into the targets of a batch stay as they are (Lippe et
 * al., appendix on latent confounders; the authors' code).
 */
final class ExistenceAdam {
  private static final double BETA = 0.9;
  private static final double EPSILON = 1e-8;

  private final int n;
  private final double[] graph;
  private final double rate;
  private final boolean apart;

  ExistenceAdam(int variables, LearnerState state, double rate, boolean apart) {
    n = variables;
    graph = state.graph();
    this.rate = rate;
    this.apart = apart;
  }

  /**
   * One step against the gradient.
   *
   * @param gradient in gamma, N x N
   * @param targets of the batch
   */
  void step(double[] gradient, VariableSet targets) {
    for (int i = 0; i < n; i++) {
      boolean intervened = apart && targets.contains(i);
      for (int j = 0; j < n; j++) {
        if (i != j && !(apart && targets.contains(j))) {
          step(i * n + j, gradient[i * n + j], intervened);
        }
      }
    }
  }

  private void step(int edge, double gradient, boolean intervened) {
    int observedSteps = EncoBlock.GAMMA_STEPS_OBSERVED.first(n) + edge;
    int intervenedSteps = EncoBlock.GAMMA_STEPS_INTERVENED.first(n) + edge;
    int steps = intervened ? intervenedSteps : observedSteps;
    int first =
        (intervened ? EncoBlock.GAMMA_FIRST_INTERVENED : EncoBlock.GAMMA_FIRST_OBSERVED).first(n)
            + edge;
    int moved =
        (intervened ? EncoBlock.GAMMA_MOVED_INTERVENED : EncoBlock.GAMMA_MOVED_OBSERVED).first(n)
            + edge;
    int second = EncoBlock.GAMMA_SECOND.first(n) + edge;
    graph[steps]++;
    graph[first] = BETA * graph[first] + (1 - BETA) * gradient;
    graph[second] = BETA * graph[second] + (1 - BETA) * gradient * gradient;
    double mean = graph[first] / unbiased(graph[steps]);
    double square = graph[second] / unbiased(graph[observedSteps] + graph[intervenedSteps]);
    double move = -rate * mean / (Math.sqrt(square) + EPSILON);
    graph[EncoBlock.GAMMA.first(n) + edge] += move;
    graph[moved] += move;
  }

  private static double unbiased(double steps) {
    return 1 - StrictMath.pow(BETA, steps);
  }
}
