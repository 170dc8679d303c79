// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.learner.JointModel;
import java.util.List;

/**
 * Tries in the burn-in after its first eighth, where nothing changes, whether detectors keep the
 * run length that they promise: champions and challengers meet as they will later, and alarms at a
 * level so low that {@value #ALARMS} of them may be expected are counted. More of them show that
 * samples are not independent given their parents, or not of the learners' kind (outliers, curves).
 */
final class Rehearsal {
  /** Alarms of a mechanism that a rehearsal promises at most, on average. */
  private static final int ALARMS = 16;

  /** A shorter rehearsal shows nothing. */
  private static final int SHORTEST = 64 * ALARMS;

  /** Deviations beyond that number that chance does not explain: alarms are more regular. */
  private static final double DEVIATIONS = 1;

  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final int watched;

  Rehearsal(List<Contender> contenders, AdaptationSettings settings, int watched) {
    this.contenders = contenders;
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
    WatchState watch = begun.watch();
    model.losses(source, values, every, expected);
    model.losses(watch.rehearsal(), values, every, challenged);
    model.observe(watch.rehearsal(), values, every, settings.challengerMemory());
    for (int s = 0; s < values.length; s++) {
      for (int i = 0; i < model.terms(); i++) {
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
