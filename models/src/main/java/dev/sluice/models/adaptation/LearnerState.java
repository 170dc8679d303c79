// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;

/**
 * What one model class has learned, under every scope. Changed in place; public and of arrays only,
 * so that it can be Flink state. During the burn-in only {@code source} is there; the last three
 * are those of modular classes.
 *
 * @param type the class
 * @param source parameters of the burn-in
 * @param all those that go on learning as a whole
 * @param scratch those that knew nothing when the regime began
 * @param oracle those of which declared targets learn
 * @param detected those of which mechanisms with accepted alarms differ from the source
 * @param candidate of mechanisms on probation: the ones that adapt
 * @param tally of losses since the burn-in
 */
public record LearnerState(
    ModelClass type,
    double[] source,
    double[] all,
    double[] scratch,
    double[] oracle,
    double[] detected,
    double[] candidate,
    Tally tally) {

  private static final double[] NONE = {};

  static LearnerState begin(Contender contender) {
    int terms = contender.model().terms();
    return new LearnerState(
        contender.type(),
        contender.model().initial(),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        Tally.empty(Scope.values().length, terms));
  }

  /** After the burn-in: every scope starts from the source. */
  LearnerState frozen(JointModel model) {
    return new LearnerState(
        type,
        source,
        source.clone(),
        model.initial(),
        model.modular() ? source.clone() : NONE,
        model.modular() ? source.clone() : NONE,
        model.modular() ? source.clone() : NONE,
        tally);
  }

  /** With the losses of another. */
  LearnerState tallied(Tally losses) {
    return new LearnerState(type, source, all, scratch, oracle, detected, candidate, losses);
  }
}
