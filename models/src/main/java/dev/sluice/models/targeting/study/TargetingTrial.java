// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Rotation;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
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
  private final Runnable progress;
  private final StructuralCausalModel system;
  private final List<Intervention> candidates;
  private final List<TargetingOutcome> outcomes = new ArrayList<>();

  TargetingTrial(
      TargetingStudy.Settings settings, GraphFamily family, long seed, Runnable progress) {
    this.settings = settings;
    this.family = family;
    this.seed = seed;
    this.progress = progress;
    system = settings.mechanisms().draw(family.draw(seed), seed);
    candidates = settings.loop().candidates(settings.mechanisms(), family.nodes());
  }

  /** Outcomes by rule, in the order of the settings, stream and round. */
  List<TargetingOutcome> run() {
    BeliefRun observed = settings.believer().begin(system, seed);
    for (int row = 0; row < settings.loop().observations(); row++) {
      observed.observe(
          system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, seed, row), VariableSet.EMPTY);
    }
    BeliefRun.State state = observed.update();
    for (TargetingRule rule : settings.rules()) {
      for (int stream = 1; stream <= settings.streams(rule); stream++) {
        new Run(rule, stream, observed.copy()).go(state);
      }
    }
    return outcomes;
  }

  /** What a rule chose, and what it expects of it. */
  private record Choice(int candidate, double gain, double millis, int privileged) {
    /** Before the first round. */
    static final Choice NONE = new Choice(-1, Double.NaN, 0, -1);
  }

  /** A rule on the system. */
  private final class Run {
    private final TargetingRule rule;
    private final int stream;
    private final BeliefRun beliefs;
    private final long[] chosen = new long[candidates.size()];

    Run(TargetingRule rule, int stream, BeliefRun beliefs) {
      this.rule = rule;
      this.stream = stream;
      this.beliefs = beliefs;
    }

    void go(BeliefRun.State atFirst) {
      BeliefRun.State state = atFirst;
      add(0, state, null, Choice.NONE);
      for (int round = 1; round <= settings.loop().rounds(); round++) {
        Choice choice = choose(round, state);
        draw(choice.candidate, chosen[choice.candidate]++);
        BeliefRun.State before = state;
        state = beliefs.update();
        add(round, state, before, choice);
        progress.run();
      }
    }

    /** The j-th batch of a candidate is the same for all rules. */
    private void draw(int candidate, long batch) {
      Intervention intervention = candidates.get(candidate);
      int rows = settings.loop().rows();
      for (int row = 0; row < rows; row++) {
        long index = (candidate + 1L) << REGIME_BITS | (batch * rows + row);
        beliefs.observe(intervention.sample(system, seed, index), intervention.targets());
      }
    }

    private Choice choose(int round, BeliefRun.State state) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long randomness = CounterRandom.of(seed, rule.label(), stream).bits(0);
      int candidate;
      double gain = Double.NaN;
      switch (rule) {
        case RANDOM -> candidate = Rotation.random(candidates.size(), randomness, round);
        case ROUND_ROBIN -> candidate = Rotation.leastOften(chosen, randomness);
        default -> {
          Scores scores = scores(rule, round, state);
          candidate = scores.best();
          gain = rule == TargetingRule.EIG ? scores.of(candidate) : Double.NaN;
        }
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      int privileged =
          rule == TargetingRule.GIT
              ? scores(TargetingRule.GIT_PRIVILEGED, round, state).best()
              : -1;
      return new Choice(candidate, gain, nanos / NANOS_PER_MILLI, privileged);
    }

    private Scores scores(TargetingRule by, int round, BeliefRun.State state) {
      long randomness = CounterRandom.of(seed, "decision", round).bits(0);
      return switch (by) {
        case ENTROPY -> Heuristics.edgeEntropy(state.edges(), candidates);
        case ORACLE -> Heuristics.error(state.edges(), system.graph().adjacency(), candidates);
        default -> beliefs.scores(by, candidates, settings.loop().rows(), randomness);
      };
    }

    private void add(int round, BeliefRun.State state, BeliefRun.State before, Choice choice) {
      outcomes.add(
          new TargetingOutcome(
              family.toString(),
              rule,
              stream,
              seed,
              round,
              round * settings.loop().rows(),
              state.expectedShd(),
              state.predictedShd(),
              state.entropy(),
              target(choice.candidate),
              choice.gain,
              before == null ? Double.NaN : before.entropy() - state.entropy(),
              choice.millis,
              target(choice.privileged)));
    }

    private int target(int candidate) {
      return candidate < 0 ? -1 : candidates.get(candidate).targets().members()[0];
    }
  }
}
