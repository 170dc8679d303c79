// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.List;

/** How close a method comes to the truths of a protocol, one trial after the other. */
public final class ProtocolStudy {
  private ProtocolStudy() {}

  /**
   * What came of all trials.
   *
   * @param outcomes by trial
   * @param reliability of the edges of all trials together
   */
  public record Result(List<Outcome> outcomes, Reliability reliability) {}

  /**
   * Answers every trial.
   *
   * @param scorePrior the prior of mechanisms, but for its mean
   * @param priorMean of every variable
   * @param progress called after each
   */
  public static Result run(
      List<Trial> trials,
      ScorePrior scorePrior,
      double priorMean,
      GraphPrior graphPrior,
      PosteriorMethod method,
      Runnable progress) {
    List<Outcome> outcomes = new ArrayList<>();
    Reliability reliability = new Reliability();
    for (Trial trial : trials) {
      SufficientStatistics statistics = trial.statistics(priorMean);
      long start = System.nanoTime();
      Answer answer =
          method.answer(trial.domain(), statistics, scorePrior, graphPrior, trial.seed());
      double seconds = (System.nanoTime() - start) / 1e9;
      outcomes.add(Outcome.of(trial, answer, seconds));
      reliability.add(answer.posterior().edges(), trial.truth().adjacency(), trial.seed());
      progress.run();
    }
    return new Result(outcomes, reliability);
  }
}
