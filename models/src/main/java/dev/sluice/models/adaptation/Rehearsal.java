// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.learner.JointModel;
import java.util.List;

/**
 * Tries in the burn-in after its first eighth, where nothing changes, whether detectors keep the
 * run length that they promise: champions and challengers meet as they will later, and alarms at a
 * level so low that {@value #ALARMS} of them may be expected are counted. More of them show that
 * samples are not independent given their parents, or not of the learners' kind (outliers, curves);
 * so do {@link RehearsalResiduals}, which see departures that are too small for an alarm.
 */
final class Rehearsal {
  /** Alarms of a mechanism that a rehearsal promises at most, on average. */
  private static final int ALARMS = 16;

  /** A shorter rehearsal shows nothing. */
  private static final int SHORTEST = 64 * ALARMS;

  /** Deviations beyond that number that chance does not explain: alarms are more regular. */
  private static final double DEVIATIONS = 1;

  /** Stands for the alarms of a mechanism that has shown that it keeps nothing, or nothing. */
  private static final int REFUTED = Integer.MAX_VALUE;

  private final List<Contender> contenders;
  private final boolean categorical;
  private final AdaptationSettings settings;
  private final int watched;

  Rehearsal(
      List<Contender> contenders, boolean categorical, AdaptationSettings settings, int watched) {
    this.contenders = contenders;
    this.categorical = categorical;
    this.settings = settings;
    this.watched = watched;
  }

  /** Predicts samples of the burn-in that the source has not learned yet. */
  AdaptationState observe(AdaptationState state, double[][] values) {
    if (watched < 0
        || !contenders.get(watched).model().bayesian()
        || state.samples() < settings.burnIn() - samples(settings)) {
      return state;
    }
    JointModel model = contenders.get(watched).model();
    double[] source = state.learners().get(watched).source();
    AdaptationState begun =
        state.watch().rehearsal().length == 0
            ? state.watching(state.watch().rehearsing(source.clone()))
            : state;
    long every = contenders.get(watched).terms();
    double[][] expected = new double[values.length][model.terms()];
    double[][] challenged = new double[values.length][model.terms()];
    double[][] residuals = new double[values.length][model.terms()];
    WatchState watch = begun.watch();
    model.residuals(source, values, every, residuals);
    model.losses(source, values, every, expected);
    model.losses(watch.rehearsal(), values, every, challenged);
    model.observe(watch.rehearsal(), values, every, settings.challengerMemory());
    for (int s = 0; s < values.length; s++) {
      for (int i = 0; i < model.terms(); i++) {
        if (watch.evidence()[i].length == 0) {
          watch.evidence()[i] = RehearsalResiduals.initial();
        }
        RehearsalResiduals.observe(watch.evidence()[i], residuals[s][i]);
        double[] detector = watch.shiryaevRoberts()[i];
        ShiryaevRoberts.observe(detector, expected[s][i] - challenged[s][i], state.samples() + s);
        if (ShiryaevRoberts.logValue(detector) >= Math.log(samples(settings) / (double) ALARMS)) {
          watch.rehearsed()[i]++;
          ShiryaevRoberts.reset(detector);
          model.insert(watch.rehearsal(), i, model.extract(source, i));
        }
      }
    }
    return begun;
  }

  /**
   * At the end of the burn-in: judges the residuals, which are then forgotten. A rehearsal that
   * began late, because the watched graph was another before, shows nothing.
   */
  void end(WatchState watch) {
    for (int i = 0; i < watch.rehearsed().length; i++) {
      double[] residuals = watch.evidence()[i];
      boolean whole =
          RehearsalResiduals.count(residuals) + settings.batch() > samples(settings)
              && RehearsalResiduals.independent(residuals, categorical)
              && (categorical || RehearsalResiduals.normal(residuals));
      if (!whole) {
        refute(watch, i);
      }
      watch.evidence()[i] = new double[0];
    }
  }

  /** Nothing is known of whether a mechanism will keep what is promised. */
  static void refute(WatchState watch, int mechanism) {
    watch.rehearsed()[mechanism] = REFUTED;
  }

  /** Whether there were no more alarms than promised. */
  static boolean kept(WatchState watch, AdaptationSettings settings) {
    double most = ALARMS + DEVIATIONS * Math.sqrt(ALARMS);
    boolean kept = samples(settings) >= SHORTEST;
    for (int alarms : watch.rehearsed()) {
      kept &= alarms <= most;
    }
    return kept;
  }

  private static int samples(AdaptationSettings settings) {
    return settings.burnIn() - settings.burnIn() / 8;
  }
}
