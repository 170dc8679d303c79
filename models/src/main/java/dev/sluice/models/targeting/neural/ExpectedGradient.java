// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.Training;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import java.util.List;

/**
 * Gradient-based Intervention Targeting: how large a step of the method's own the draws of an
 * intervention are expected to cause. Olko et al. 2022 (arXiv 2211.13715);
 *
 * <pre>
 * score = mean over i of | gradient of the method's loss in its beliefs, on draws of system i |
 * </pre>
 *
 * over systems i drawn from the beliefs. What edges cost whatever the draws is left out of the
 * gradient. The noise of draws and the graphs that the estimator samples are the same for all
 * candidates: the norm of an estimate is biased upwards by its variance, for all alike.
 *
 * <p>An intervention also tells about edges between other variables, as any draws do; so a score is
 * 0 only where the beliefs in those are settled too.
 */
public final class ExpectedGradient {
  private ExpectedGradient() {}

  /** Draws of an intervention. */
  public interface Batches {
    /**
     * One batch.
     *
     * @param index of the batch; equal ones of different interventions share their noise
     * @return rows x variables; a category is its index
     */
    double[][] rows(Intervention intervention, int index);
  }

  /**
   * Scores candidates.
   *
   * @param systems drawn from the belief
   * @param seed of the noise
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Scores of(
      LearnedBelief belief,
      List<PossibleSystem> systems,
      List<Intervention> candidates,
      NeuralEffort effort,
      long seed) {
    int variables = belief.domain().dimension();
    Noise[] noise = new Noise[systems.size()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Noise.of(seed, i, effort.imaginedRows(), variables);
    }
    return of(
        belief,
        (intervention, i) -> systems.get(i).draw(intervention, noise[i]),
        systems.size(),
        candidates,
        effort,
        seed);
  }

  /**
   * Scores candidates by draws that come from elsewhere: of the true system where it is known,
   * which is the paper's GIT-privileged.
   *
   * @param number of batches for each candidate
   * @param seed of the graphs that the estimator samples
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Scores of(
      LearnedBelief belief,
      Batches batches,
      int number,
      List<Intervention> candidates,
      NeuralEffort effort,
      long seed) {
    BeliefGradient gradient = belief.gradient(effort.maskGraphs(), effort.imaginedRows());
    double[][] terms = new double[candidates.size()][number];
    for (int i = 0; i < number; i++) {
      for (int candidate = 0; candidate < terms.length; candidate++) {
        Training.requireUninterrupted();
        Intervention intervention = candidates.get(candidate);
        double[][] rows = batches.rows(intervention, i);
        terms[candidate][i] = effort.norm().of(gradient.of(rows, intervention.targets(), seed, i));
      }
    }
    return new Scores(candidates, terms);
  }
}
