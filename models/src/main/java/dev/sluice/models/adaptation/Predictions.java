// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.learner.JointModel;
import java.util.Arrays;
import java.util.List;

/** Losses of one mini-batch, for every model class and scope: working memory of the engine. */
final class Predictions {
  private final List<Contender> contenders;
  private final double[][][][] losses;

  Predictions(List<Contender> contenders) {
    this.contenders = contenders;
    losses = new double[contenders.size()][Scope.values().length][0][];
  }

  /** Predicts a batch under all scopes. */
  void predict(AdaptationState state, double[][] values) {
    for (int c = 0; c < contenders.size(); c++) {
      for (Scope scope : Scope.values()) {
        if (contenders.get(c).has(scope)) {
          predict(state, c, scope, values);
        }
      }
    }
  }

  /** The losses predicted last, {@code [sample][term]}. */
  double[][] losses(int contender, Scope scope) {
    return losses[contender][scope.index()];
  }

  /** Predicts samples under one scope. */
  double[][] losses(AdaptationState state, int contender, Scope scope, double[][] values) {
    if (scope.needsModules()) {
      predict(state, contender, Scope.NONE, values); // terms that do not learn are the source's
    }
    return further(state, contender, scope, values);
  }

  /** The same where {@link Scope#NONE} was the last to predict these samples. */
  double[][] further(AdaptationState state, int contender, Scope scope, double[][] values) {
    predict(state, contender, scope, values);
    return losses(contender, scope);
  }

  private void predict(AdaptationState state, int c, Scope scope, double[][] values) {
    Contender contender = contenders.get(c);
    LearnerState learner = state.learners().get(c);
    double[][] into = rows(c, scope, values.length);
    boolean burningIn = learner.all().length == 0;
    switch (burningIn ? Scope.NONE : scope) {
      case NONE -> contender.model().losses(learner.source(), values, contender.terms(), into);
      case ALL -> contender.model().losses(learner.all(), values, contender.terms(), into);
      case FROM_SCRATCH ->
          contender.model().losses(learner.scratch(), values, contender.terms(), into);
      case ORACLE_TARGET -> oracle(state, c, values, into);
      case DETECTED_TARGET -> detected(state, c, values, into);
    }
  }

  private void oracle(AdaptationState state, int c, double[][] values, double[][] into) {
    if (!state.regime().declared()) {
      for (double[] row : into) {
        Arrays.fill(row, Double.NaN);
      }
      return;
    }
    copy(losses(c, Scope.NONE), into);
    long targets = state.regime().targets();
    contenders.get(c).model().losses(state.learners().get(c).oracle(), values, targets, into);
  }

  private void detected(AdaptationState state, int c, double[][] values, double[][] into) {
    copy(losses(c, Scope.NONE), into);
    JointModel model = contenders.get(c).model();
    LearnerState learner = state.learners().get(c);
    model.losses(learner.detected(), values, state.watch().adaptedMask(), into);
    long probation = state.watch().having(AdaptationReport.Status.PROBATION);
    for (long rest = probation; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      int leader = state.watch().leader(i);
      if (leader >= 0) {
        Probation.losses(state, model, c, i, leader, values, into);
      }
    }
  }

  private double[][] rows(int c, Scope scope, int samples) {
    int terms = contenders.get(c).model().terms();
    double[][] rows = losses[c][scope.index()];
    if (rows.length != samples) {
      rows = new double[samples][terms];
      losses[c][scope.index()] = rows;
    }
    return rows;
  }

  private static void copy(double[][] from, double[][] to) {
    for (int s = 0; s < from.length; s++) {
      System.arraycopy(from[s], 0, to[s], 0, from[s].length);
    }
  }
}
