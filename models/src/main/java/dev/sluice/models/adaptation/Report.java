// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.learner.JointModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes an {@link AdaptationReport} of a state. */
final class Report {
  private final Domain domain;
  private final AdaptationSettings settings;
  private final List<Contender> contenders;
  private final AdaptationState state;
  private final Regime regime;
  private final long compared;
  private final long shots;

  Report(
      Domain domain,
      AdaptationSettings settings,
      List<Contender> contenders,
      AdaptationState state) {
    this.domain = domain;
    this.settings = settings;
    this.contenders = contenders;
    this.state = state;
    regime = state.regime() == null ? new Regime("", Observation.UNKNOWN, 0, 0) : state.regime();
    compared = Math.max(0, state.samples() - settings.burnIn());
    shots = Math.max(0, state.samples() - Math.max(regime.since(), settings.burnIn()));
  }

  AdaptationReport make() {
    List<AdaptationReport.Column> columns = new ArrayList<>();
    if (compared > 0) {
      Predictions predictions = new Predictions(contenders);
      for (int c = 0; c < contenders.size(); c++) {
        double source = sum(predictions.losses(state, c, Scope.NONE, state.heldOut()));
        for (Scope scope : Scope.values()) {
          if (contenders.get(c).has(scope)) {
            columns.add(column(c, scope, forgetting(c, scope, source, predictions)));
          }
        }
      }
    }
    return new AdaptationReport(
        state.samples(),
        settings.burnIn(),
        regime.label(),
        regime.targets(),
        state.samples() - regime.since(),
        runLengthGuaranteed(),
        state.truth().lastWindow()[0] / settings.window(),
        columns,
        mechanisms(),
        List.copyOf(state.events()),
        detection());
  }

  private AdaptationReport.Column column(int c, Scope scope, double forgetting) {
    Tally tally = state.learners().get(c).tally();
    int s = scope.index();
    double[] curve = curve(tally, s);
    return new AdaptationReport.Column(
        contenders.get(c).type(),
        scope,
        tally.total()[s] / compared,
        tally.lastWindow()[s] / settings.window(),
        tally.lastUnchanged()[s] / settings.window(),
        Arrays.stream(tally.lastTerms()[s]).map(sum -> sum / settings.window()).toArray(),
        excess(tally, s) / shots,
        curve,
        samplesToExcess(curve),
        1 - excess(tally, s) / excess(tally, Scope.FROM_SCRATCH.index()),
        forgetting,
        locality(c, scope));
  }

  /** Summed excess over the true law since the regime began, nats. */
  private double excess(Tally tally, int scope) {
    return tally.regime()[scope] - state.truth().regime()[0];
  }

  private boolean truthKnown() {
    return !Double.isNaN(state.truth().regime()[0]);
  }

  private double[] curve(Tally tally, int scope) {
    double[] curve = new double[AdaptationReport.SHOTS.size()];
    for (int k = 0; k < curve.length; k++) {
      double floor = truthKnown() ? state.truth().curve()[0][k] : 0;
      curve[k] = (tally.curve()[scope][k] - floor) / Tally.shotsIn(k, shots);
    }
    return curve;
  }

  private long[] samplesToExcess(double[] curve) {
    return AdaptationReport.EXCESSES.stream()
        .mapToLong(excess -> truthKnown() ? firstAtMost(curve, excess) : -1)
        .toArray();
  }

  private static long firstAtMost(double[] curve, double excess) {
    for (int k = 0; k < curve.length; k++) {
      if (curve[k] <= excess) {
        return AdaptationReport.SHOTS.get(k);
      }
    }
    return -1;
  }

  /** Loss of a scope on samples of the source's regime, less that of the source model. */
  private double forgetting(int c, Scope scope, double source, Predictions predictions) {
    if (scope == Scope.ORACLE_TARGET && !regime.declared()) {
      return Double.NaN;
    }
    if (scope == Scope.NONE) {
      return 0;
    }
    double now = sum(predictions.further(state, c, scope, state.heldOut()));
    return (now - source) / state.heldOut().length;
  }

  private static double sum(double[][] losses) {
    double sum = 0;
    for (double[] row : losses) {
      for (double loss : row) {
        sum += loss;
      }
    }
    return sum;
  }

  private double locality(int c, Scope scope) {
    JointModel model = contenders.get(c).model();
    LearnerState learner = state.learners().get(c);
    double[] moved =
        switch (scope) {
          case ALL -> learner.all();
          case ORACLE_TARGET -> learner.oracle();
          case DETECTED_TARGET -> learner.detected();
          case NONE, FROM_SCRATCH -> null;
        };
    if (moved == null || !model.modular() || !regime.declared() || regime.targets() == 0) {
      return Double.NaN;
    }
    double inTargets = 0;
    double everywhere = 0;
    for (int i = 0; i < model.terms(); i++) {
      double distance = model.distance(learner.source(), moved, i);
      everywhere += distance;
      inTargets += (regime.targets() >>> i & 1) != 0 ? distance : 0;
    }
    return inTargets / everywhere;
  }

  private List<AdaptationReport.Mechanism> mechanisms() {
    WatchState watch = state.watch();
    List<AdaptationReport.Mechanism> mechanisms = new ArrayList<>();
    for (int i = 0; i < domain.dimension(); i++) {
      mechanisms.add(
          new AdaptationReport.Mechanism(
              AdaptationReport.Status.of(watch.status()[i]),
              ShiryaevRoberts.logValue(watch.shiryaevRoberts()[i]),
              watch.lastCentred()[i] / settings.window(),
              watch.alarms()[i],
              watch.adwinAlarms()[i],
              watch.pageHinkleyAlarms()[i],
              Probation.retired(state, i).size()));
    }
    return mechanisms;
  }

  private AdaptationReport.Detection detection() {
    long[] counts = state.watch().counts();
    return new AdaptationReport.Detection(
        counts[WatchState.SHIFTS],
        counts[WatchState.DETECTED],
        counts[WatchState.FALSE_ALARMS],
        counts[WatchState.UNDECLARED],
        (double) counts[WatchState.DELAYS] / counts[WatchState.DETECTED]);
  }

  /**
   * Whether champions predict by Bayes' rule, and a rehearsal in the burn-in, long enough to show
   * something, had no more alarms than promised.
   */
  private boolean runLengthGuaranteed() {
    int watched = MechanismWatch.watched(contenders);
    return watched >= 0
        && contenders.get(watched).model().bayesian()
        && state.samples() >= settings.burnIn()
        && Rehearsal.kept(state.watch(), settings);
  }
}
