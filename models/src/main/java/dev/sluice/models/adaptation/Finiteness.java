// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/** Finds numbers that overflowed. Sums of losses keep what was once in them. */
final class Finiteness {
  private static final Scope[] SCOPES = Scope.values();

  private Finiteness() {}

  /** The first class and scope whose summed loss is not finite; null if there is none. */
  static String infiniteLoss(AdaptationState state) {
    for (LearnerState learner : state.learners()) {
      double[] totals = learner.tally().total();
      for (Scope scope : SCOPES) {
        double total = totals[scope.index()];
        // Without declared targets there is no oracle, and its losses are not defined.
        if (!Double.isFinite(total) && !(scope == Scope.ORACLE_TARGET && Double.isNaN(total))) {
          return "loss of %s under %s is %s, not a finite number"
              .formatted(learner.type(), scope, total);
        }
      }
    }
    return null;
  }

  /** The first class that has a parameter that is not finite; null if there is none. */
  static String infiniteParameter(AdaptationState state) {
    for (LearnerState learner : state.learners()) {
      double[][] all = {
        learner.source(),
        learner.all(),
        learner.scratch(),
        learner.oracle(),
        learner.detected(),
        learner.candidate()
      };
      for (double[] parameters : all) {
        String found = infinite(parameters);
        if (found != null) {
          return "parameter of " + learner.type() + found;
        }
      }
    }
    String champion = infinite(state.watch().champion());
    if (champion != null) {
      return "parameter of a champion" + champion;
    }
    String challenger = infinite(state.watch().challenger());
    return challenger == null ? null : "parameter of a challenger" + challenger;
  }

  private static String infinite(double[] parameters) {
    for (int p = 0; p < parameters.length; p++) {
      if (!Double.isFinite(parameters[p])) {
        return " at " + p + " is " + parameters[p] + ", not a finite number";
      }
    }
    return null;
  }
}
