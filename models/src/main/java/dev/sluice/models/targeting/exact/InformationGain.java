// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.GraphScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import java.util.List;

/**
 * The expected information gain of an intervention: the mutual information, in nats, of the graph
 * and the next batch of rows as one outcome, under the exact posterior. It is the expected fall of
 * the entropy over graphs (Lindley 1956). By Monte Carlo over systems (G, theta) of the posterior
 * and batches b of theirs:
 *
 * <pre>
 * score = mean of  ln p(b | G, D, do) - ln p(b | D, do)
 * </pre>
 *
 * Both are ratios of marginal likelihoods in closed form (Student t, Dirichlet-multinomial): the
 * first of the graph's own with and without the batch, the second of those summed over <i>all</i>
 * graphs, so that no nested estimate biases it. Rows in which a variable was the target say nothing
 * of it, as in the posterior.
 */
public final class InformationGain {
  private InformationGain() {}

  /**
   * Scores candidates.
   *
   * @param systems drawn from the belief, mechanisms too
   * @param rows of a batch
   * @param seed of the noise
   * @throws ArithmeticException if a marginal likelihood is not finite
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Scores of(
      ExactBelief belief,
      List<PossibleSystem> systems,
      List<Intervention> candidates,
      int rows,
      long seed) {
    GraphScores before = belief.scores();
    double[][] terms = new double[candidates.size()][systems.size()];
    for (int i = 0; i < systems.size(); i++) {
      Noise noise = Noise.of(seed, i, rows, belief.domain().dimension());
      for (int candidate = 0; candidate < terms.length; candidate++) {
        Intervention intervention = candidates.get(candidate);
        double[][] batch = systems.get(i).draw(intervention, noise);
        terms[candidate][i] = gain(belief, before, systems.get(i).graph(), intervention, batch);
      }
    }
    return new Scores(candidates, terms);
  }

  private static double gain(
      ExactBelief belief,
      GraphScores before,
      Dag graph,
      Intervention intervention,
      double[][] batch) {
    SufficientStatistics more = belief.statistics().copy();
    for (double[] row : batch) {
      more.observe(belief.domain(), row, intervention.targets(), 1);
    }
    GraphScores after = belief.with(more).scores();
    return after.of(graph) - before.of(graph) - (after.logEvidence() - before.logEvidence());
  }
}
