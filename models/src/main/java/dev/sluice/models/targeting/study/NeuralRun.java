// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import java.util.List;

/** A run with beliefs that ENCO learns. */
final class NeuralRun implements BeliefRun {
  private final NeuralBeliever settings;
  private final StructuralCausalModel system;
  private final Learner learner;
  private final FreshDraws draws;
  private Learned learned;

  NeuralRun(
      NeuralBeliever settings,
      StructuralCausalModel system,
      Learner learner,
      FreshDraws draws,
      Learned learned) {
    this.settings = settings;
    this.system = system;
    this.learner = learner;
    this.draws = draws;
    this.learned = learned;
  }

  @Override
  public BeliefRun copy() {
    return new NeuralRun(settings, system, learner, draws.copy(), learned);
  }

  @Override
  public void observe(double[] values, VariableSet targets) {
    draws.add(values, targets);
  }

  @Override
  public State update() {
    learned = learner.learn(learned, draws.take(), settings.epoch());
    return new NeuralBeliever.Believed(learner.beliefs(learned), system.graph());
  }

  @Override
  public Scores scores(TargetingRule rule, List<Intervention> candidates, int rows, long seed) {
    return rule == TargetingRule.GIT_PRIVILEGED
        ? NeuralTargeting.privileged(
            learner,
            learned,
            (intervention, i) -> truth(intervention, i, seed),
            candidates,
            settings.effort(),
            seed)
        : NeuralTargeting.scores(rule, learner, learned, candidates, settings.effort(), seed);
  }

  /** Draws that no run learns from; those of different interventions share their noise. */
  private double[][] truth(Intervention intervention, int batch, long seed) {
    double[][] rows = new double[settings.effort().imaginedRows()][];
    long stream = CounterRandom.of(seed, "privileged draws", batch).bits(0);
    for (int row = 0; row < rows.length; row++) {
      rows[row] = intervention.sample(system, stream, row);
    }
    return rows;
  }
}
