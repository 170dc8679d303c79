// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.Disagreement;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Rotation;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief;
import dev.sluice.models.targeting.exact.ExactBelief.Mechanisms;
import dev.sluice.models.targeting.exact.InformationGain;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One system of a {@link TargetingStudy}. */
final class TargetingTrial {
  /** Regimes are this far apart in a simulator's stream of samples. */
  private static final int REGIME_BITS = 40;

  private static final double NANOS_PER_MILLI = 1e6;

  private final TargetingStudy.Settings settings;
  private final GraphFamily family;
  private final long seed;
  private final StructuralCausalModel system;
  private final Domain domain;
  private final List<Intervention> candidates;
  private final ScorePrior scorePrior;
  private final GraphPrior graphPrior;
  private final List<TargetingOutcome> outcomes = new ArrayList<>();

  TargetingTrial(TargetingStudy.Settings settings, GraphFamily family, long seed) {
    this.settings = settings;
    this.family = family;
    this.seed = seed;
    system = settings.mechanisms().draw(family.draw(seed), seed);
    domain = system.domain();
    candidates = settings.loop().candidates(settings.mechanisms(), domain.dimension());
    scorePrior = ScorePrior.defaults(domain.dimension());
    graphPrior = GraphPrior.uniform(domain.dimension());
  }

  /** Outcomes by rule, in the order of the settings, stream and round. */
  List<TargetingOutcome> run(Runnable progress) {
    SufficientStatistics observed = SufficientStatistics.empty(domain);
    for (int row = 0; row < settings.loop().observations(); row++) {
      double[] values = system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, seed, row);
      observed.observe(domain, values, VariableSet.EMPTY, 1);
    }
    Posterior posterior = posterior(observed);
    for (TargetingRule rule : settings.rules()) {
      for (int stream = 1; stream <= settings.streams(rule); stream++) {
        run(rule, stream, observed.copy(), posterior);
        progress.run();
      }
    }
    return outcomes;
  }

  private Posterior posterior(SufficientStatistics statistics) {
    return Inference.posterior(domain, statistics, scorePrior, graphPrior);
  }

  private void run(
      TargetingRule rule, int stream, SufficientStatistics statistics, Posterior atFirst) {
    Posterior posterior = atFirst;
    long[] chosen = new long[candidates.size()];
    add(rule, stream, 0, posterior, null, new Choice(-1, Double.NaN, 0));
    for (int round = 1; round <= settings.loop().rounds(); round++) {
      Choice choice = choose(rule, stream, round, statistics, posterior, chosen);
      draw(choice.candidate, chosen[choice.candidate]++, statistics);
      Posterior before = posterior;
      posterior = posterior(statistics);
      add(rule, stream, round, posterior, before, choice);
    }
  }

  /** The j-th batch of a candidate is the same for all rules. */
  private void draw(int candidate, long batch, SufficientStatistics statistics) {
    Intervention intervention = candidates.get(candidate);
    int rows = settings.loop().rows();
    for (int row = 0; row < rows; row++) {
      long index = (candidate + 1L) << REGIME_BITS | (batch * rows + row);
      VariableSet targets = intervention.targets();
      double[] values =
          intervention.isUniform()
              ? system.sample(targets, InterventionKind.PERFECT, seed, index)
              : system.sampleAt(targets, intervention.value(), seed, index);
      statistics.observe(domain, values, targets, 1);
    }
  }

  /** What a rule chose, and what it expects of it. */
  private record Choice(int candidate, double gain, double millis) {}

  private Choice choose(
      TargetingRule rule,
      int stream,
      int round,
      SufficientStatistics statistics,
      Posterior posterior,
      long[] chosen) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long randomness = CounterRandom.of(seed, rule.label(), stream).bits(0);
    int candidate;
    double gain = Double.NaN;
    switch (rule) {
      case RANDOM -> candidate = Rotation.random(candidates.size(), randomness, round);
      case ROUND_ROBIN -> candidate = Rotation.leastOften(chosen, randomness);
      default -> {
        Scores scores = scores(rule, round, statistics, posterior);
        candidate = scores.best();
        gain = rule == TargetingRule.EIG ? scores.of(candidate) : Double.NaN;
      }
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    return new Choice(candidate, gain, nanos / NANOS_PER_MILLI);
  }

  private Scores scores(
      TargetingRule rule, int round, SufficientStatistics statistics, Posterior posterior) {
    ExactBelief belief = new ExactBelief(domain, statistics, scorePrior, graphPrior);
    TargetingStudy.Effort effort = settings.effort();
    long randomness = CounterRandom.of(seed, "decision", round).bits(0);
    return switch (rule) {
      case EIG ->
          InformationGain.of(
              belief,
              belief.systems(effort.graphs(), Mechanisms.DRAWN, randomness),
              candidates,
              settings.loop().rows(),
              randomness);
      case AIT ->
          Discrepancy.of(
              belief.systems(effort.graphs(), Mechanisms.MEAN, randomness),
              domain,
              candidates,
              effort.imaginedRows(),
              randomness);
      case CBED ->
          Disagreement.of(
              belief.systems(effort.models(), Mechanisms.MEAN, randomness),
              domain.dimension(),
              candidates,
              settings.loop().rows(),
              randomness);
      case ENTROPY -> Heuristics.edgeEntropy(posterior.edges(), candidates);
      case DESCENDANTS ->
          Heuristics.expectedDescendants(
              belief.systems(effort.graphs(), Mechanisms.MEAN, randomness), candidates);
      case ORACLE -> Heuristics.error(posterior.edges(), system.graph().adjacency(), candidates);
      case RANDOM, ROUND_ROBIN, GIT, GIT_PRIVILEGED ->
          throw new IllegalArgumentException(rule + " has no scores");
    };
  }

  private void add(
      TargetingRule rule,
      int stream,
      int round,
      Posterior posterior,
      Posterior before,
      Choice choice) {
    boolean first = before == null;
    outcomes.add(
        new TargetingOutcome(
            family.toString(),
            rule,
            stream,
            seed,
            round,
            round * settings.loop().rows(),
            GraphMetrics.expectedShd(posterior.edges(), system.graph()),
            posterior.entropy(),
            first ? -1 : candidates.get(choice.candidate).targets().members()[0],
            choice.gain,
            first ? Double.NaN : before.entropy() - posterior.entropy(),
            choice.millis));
  }
}
