// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whether the probabilities of edges are right: experiments whose graphs and mechanisms are drawn
 * from the very prior that the posterior assumes.
 *
 * <p>A share of the samples is under an intervention on one variable, each variable in turn.
 * Results are functions of the settings, whatever the number of threads, if the method is.
 */
public final class CalibrationStudy {
  private CalibrationStudy() {}

  /**
   * What is studied.
   *
   * @param domain of each experiment
   * @param scorePrior mechanisms are drawn from, and scored with; its scale a number
   * @param graphPrior graphs are drawn from, and weighed with
   * @param experiments how many
   * @param observations samples of each without an intervention
   * @param interventions samples of each under one on each variable
   * @param seed of the first experiment; the others follow one by one
   */
  public record Settings(
      Domain domain,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      int experiments,
      int observations,
      int interventions,
      long seed) {}

  /** One experiment, and what came of it. */
  private record Outcome(double[][] edges, boolean[][] truth, long seed) {}

  /**
   * Runs the study on all cores.
   *
   * @param truths draws graph number n from the graph prior
   * @param method computes posteriors, on any thread
   * @param progress called after each experiment, by any thread
   */
  public static Reliability run(
      Settings settings, GraphDraws truths, PosteriorMethod method, Runnable progress) {
    List<Outcome> outcomes =
        LongStream.range(0, settings.experiments())
            .parallel()
            .mapToObj(
                n -> {
                  Outcome outcome = experiment(settings, truths.draw(n), method, n);
                  progress.run();
                  return outcome;
                })
            .toList();
    Reliability reliability = new Reliability();
    outcomes.forEach(outcome -> reliability.add(outcome.edges, outcome.truth, outcome.seed));
    return reliability;
  }

  private static Outcome experiment(
      Settings settings, Dag truth, PosteriorMethod method, long number) {
    long seed = settings.seed() + number;
    Domain domain = settings.domain();
    PriorDraw system = PriorDraw.of(domain, truth, settings.scorePrior(), seed);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    long index = 0;
    for (int i = 0; i < settings.observations(); i++) {
      observe(statistics, domain, system, VariableSet.EMPTY, index++);
    }
    for (int node = 0; node < domain.dimension(); node++) {
      for (int i = 0; i < settings.interventions(); i++) {
        observe(statistics, domain, system, VariableSet.of(node), index++);
      }
    }
    double[][] edges =
        method
            .answer(domain, statistics, settings.scorePrior(), settings.graphPrior(), seed)
            .posterior()
            .edges();
    return new Outcome(edges, truth.adjacency(), seed);
  }

  private static void observe(
      SufficientStatistics statistics,
      Domain domain,
      PriorDraw system,
      VariableSet targets,
      long index) {
    statistics.observe(domain, system.sample(targets, index), targets, 1);
  }
}
