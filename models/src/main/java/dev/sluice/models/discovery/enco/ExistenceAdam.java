// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;

/**
 * Adam (Kingma and Ba, ICLR 2015) on gamma, with both betas at .9 so that it forgets soon.
 *
 * <p>As published it moves all entries in each step, by momentum where the gradient is 0. Where
 * latent common causes are looked for, its mean of gradients is the sum of two, of batches with and
 * without an intervention on i, each of which has moved gamma by its own share, and entries into
 * the targets of a batch stay as they are (Lippe et al., appendix on latent confounders). Both
 * shares fade in every step: in the authors' code a share rests between batches of its kind while
 * the mean of squares fades, so that an edge on which all graphs agree is moved further and further
 * by a gradient of long ago, to -200 and beyond.
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
    int second = EncoBlock.GAMMA_SECOND.first(n) + edge;
    graph[intervened ? intervenedSteps : observedSteps]++;
    graph[second] = BETA * graph[second] + (1 - BETA) * gradient * gradient;
    double unbiased = unbiased(graph[observedSteps] + graph[intervenedSteps]);
    double root = Math.sqrt(graph[second] / unbiased) + EPSILON;
    move(edge, false, intervened ? 0 : gradient, unbiased, root);
    if (apart) {
      move(edge, true, intervened ? gradient : 0, unbiased, root);
    }
  }

  /** By the gradients of batches of one kind. */
  private void move(int edge, boolean intervened, double gradient, double unbiased, double root) {
    int first =
        (intervened ? EncoBlock.GAMMA_FIRST_INTERVENED : EncoBlock.GAMMA_FIRST_OBSERVED).first(n)
            + edge;
    int moved =
        (intervened ? EncoBlock.GAMMA_MOVED_INTERVENED : EncoBlock.GAMMA_MOVED_OBSERVED).first(n)
            + edge;
    graph[first] = BETA * graph[first] + (1 - BETA) * gradient;
    double move = -rate * (graph[first] / unbiased) / root;
    graph[EncoBlock.GAMMA.first(n) + edge] += move;
    graph[moved] += move;
  }

  private static double unbiased(double steps) {
    return 1 - StrictMath.pow(BETA, steps);
  }
}
