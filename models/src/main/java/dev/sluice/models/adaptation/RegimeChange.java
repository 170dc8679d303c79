// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.learner.JointModel;
import java.util.List;

/** What becomes of the models where samples declare that another regime begins. */
final class RegimeChange {
  private final List<Contender> contenders;
  private final AdaptationSettings settings;

  RegimeChange(List<Contender> contenders, AdaptationSettings settings) {
    this.contenders = contenders;
    this.settings = settings;
  }

  /** The state in the regime of a sample that is yet to be observed. */
  AdaptationState enter(AdaptationState state, Observation sample) {
    if (state.regime() == null) {
      return state.in(Regime.first(sample));
    }
    if (state.regime().holds(sample)) {
      return state;
    }
    Regime next = state.regime().followedBy(sample, state.samples());
    if (state.samples() >= settings.burnIn()) {
      begin(next, state);
    }
    return state.in(next);
  }

  private void begin(Regime regime, AdaptationState state) {
    state.watch().counts()[WatchState.SHIFTS] += Long.bitCount(regime.pending());
    state.truth().beginRegime();
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      LearnerState learner = state.learners().get(c);
      learner.tally().beginRegime();
      model.restart(learner.all(), contenders.get(c).terms(), settings.evidence());
      System.arraycopy(model.initial(), 0, learner.scratch(), 0, model.size());
      if (model.modular()) {
        System.arraycopy(learner.source(), 0, learner.oracle(), 0, model.size());
        model.restart(
            learner.oracle(), regime.declared() ? regime.targets() : 0, settings.evidence());
      }
    }
  }
}
