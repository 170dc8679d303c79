// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.detection.Adwin;
import dev.sluice.models.detection.EBenjaminiHochberg;
import dev.sluice.models.detection.PageHinkley;
import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.learner.JointModel;
import java.util.Arrays;
import java.util.List;

/**
 * Watches the mechanisms of one class and acts on alarms, for all classes.
 *
 * <p>Each champion p_i, the mechanism as if nothing had changed, meets a challenger q_i, a copy
 * that forgets fast. The log likelihood ratio ln q_i - ln p_i, taken before either learns, feeds a
 * Shiryaev-Roberts e-detector; its null hypothesis, that nothing has changed, holds for any
 * distribution of the parents. A champion that learns by Bayes' rule goes on learning: its
 * predictions are those of the mixture of all mechanisms that the past allows, and what it does not
 * know yet is no evidence against it. Networks are frozen instead. The raw loss is no such signal:
 * it changes in all descendants of a change. ADWIN and Page-Hinkley watch the centred loss as
 * second opinions and decide nothing.
 *
 * <p>Mechanisms flagged by the Benjamini-Hochberg rule for e-values, at the level at which a single
 * one alarms once in {@code runLength} samples, go on probation: a copy of the mechanism adapts,
 * with the samples since the estimated change learned again, and competes with the old one and with
 * mechanisms retired earlier.
 */
final class MechanismWatch {
  /**
   * Log of what an e-value against a mechanism that is being learned again is divided by: of one
   * shift nobody wants to hear twice.
   */
  private static final double LOG_DOUBT = Math.log(10);

  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final int d;
  private final int watched;
  private final Probation probation;
  private double[][] championed = {};
  private double[][] challenged = {};
  private double[][] entropies = {};

  MechanismWatch(Domain domain, List<Contender> contenders, AdaptationSettings settings) {
    this.contenders = contenders;
    this.settings = settings;
    d = domain.dimension();
    watched = watched(contenders);
    probation = new Probation(domain, contenders, settings, watched);
  }

  /** Index of the class whose mechanisms are watched, the most causal one; -1 if none has any. */
  static int watched(List<Contender> contenders) {
    for (int c = 0; c < contenders.size(); c++) {
      if (contenders.get(c).model().modular()) {
        return c;
      }
    }
    return -1;
  }

  WatchState begin() {
    double[][] detectors = new double[d][];
    double[][] adwin = new double[d][];
    double[][] pageHinkley = new double[d][];
    for (int i = 0; i < d; i++) {
      detectors[i] = ShiryaevRoberts.initial();
      adwin[i] = Adwin.initial();
      pageHinkley[i] = PageHinkley.initial();
    }
    return new WatchState(
        new int[d],
        new long[d],
        new double[0],
        new double[0],
        detectors,
        adwin,
        pageHinkley,
        new long[d],
        new long[d],
        new long[d],
        new double[d],
        new double[d],
        new int[d],
        new long[d],
        new long[d],
        new double[d][0],
        new double[d][0],
        new int[d],
        new double[d],
        new double[0],
        new int[d],
        new long[WatchState.COUNTS]);
  }

  /** After the burn-in: every mechanism is watched. */
  WatchState freeze(WatchState state, List<LearnerState> learners) {
    if (watched < 0) {
      return state;
    }
    Arrays.fill(state.status(), Status.WATCHED.code());
    double[] source = learners.get(watched).source();
    for (double[] detector : state.shiryaevRoberts()) {
      ShiryaevRoberts.reset(detector);
    }
    return state.with(source.clone(), source.clone());
  }

  /** Feeds the detectors with predictions made before learning; the mechanisms to act on. */
  long detect(AdaptationState state, double[][] values, Predictions predictions) {
    if (watched < 0) {
      return 0;
    }
    WatchState watch = state.watch();
    JointModel model = contenders.get(watched).model();
    double[] used = state.learners().get(watched).detected();
    long mask = watch.having(Status.WATCHED) | watch.having(Status.RELEARNING);
    sized(values.length);
    model.losses(watch.champion(), values, mask, championed);
    model.losses(watch.challenger(), values, mask, challenged);
    model.entropies(used, values, mask, entropies);
    double[][] losses = predictions.losses(watched, Scope.DETECTED_TARGET);
    long alarms = 0;
    for (int s = 0; s < values.length; s++) {
      long now = state.samples() + s;
      for (long rest = mask & ~alarms; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        double ratio = championed[s][i] - challenged[s][i];
        watch.kept()[i] += losses[s][i] - championed[s][i];
        ShiryaevRoberts.observe(watch.shiryaevRoberts()[i], ratio, now);
        secondOpinions(watch, i, losses[s][i] - entropies[s][i]);
      }
      alarms |= flagged(watch, mask & ~alarms);
    }
    return alarms;
  }

  private static void secondOpinions(WatchState watch, int i, double centred) {
    watch.centred()[i] += centred;
    watch.adwinAlarms()[i] += Adwin.observe(watch.adwin()[i], centred) ? 1 : 0;
    watch.pageHinkleyAlarms()[i] += PageHinkley.observe(watch.pageHinkley()[i], centred) ? 1 : 0;
  }

  private long flagged(WatchState watch, long mask) {
    if (mask == 0) {
      return 0;
    }
    double[] logValues = new double[d];
    for (int i = 0; i < d; i++) {
      boolean relearning = watch.status()[i] == Status.RELEARNING.code();
      logValues[i] =
          ShiryaevRoberts.logValue(watch.shiryaevRoberts()[i]) - (relearning ? LOG_DOUBT : 0);
    }
    return EBenjaminiHochberg.flagged(logValues, mask, Long.bitCount(mask) / settings.runLength());
  }

  /** Lets challengers, candidates, champions and relearning mechanisms learn. */
  void learn(AdaptationState state, double[][] values) {
    if (watched < 0) {
      return;
    }
    WatchState watch = state.watch();
    JointModel model = contenders.get(watched).model();
    long every = contenders.get(watched).terms();
    model.observe(watch.challenger(), values, every, settings.challengerMemory());
    probation.observe(state, values);
    long relearning = watch.having(Status.RELEARNING);
    long open = model.bayesian() ? every : relearning;
    model.observe(watch.champion(), values, open, Double.POSITIVE_INFINITY);
    for (int c = 0; c < contenders.size(); c++) {
      if (contenders.get(c).model().modular()) {
        contenders
            .get(c)
            .model()
            .observe(
                state.learners().get(c).detected(), values, relearning, Double.POSITIVE_INFINITY);
      }
    }
  }

  /** Puts flagged mechanisms on probation, and ends what is over. */
  AdaptationState act(AdaptationState state, long alarms) {
    AdaptationState now = state;
    for (int i = 0; i < d; i++) {
      boolean over = state.samples() >= state.watch().until()[i];
      if ((alarms >>> i & 1) != 0) {
        now = probation.begin(now, i);
      } else if (over && is(state, i, Status.PROBATION)) {
        now = probation.decide(now, i);
        if (!is(now, i, Status.PROBATION)) {
          rewatch(now, i);
        }
      } else if (over && is(state, i, Status.RELEARNING)) {
        state.watch().status()[i] = Status.WATCHED.code();
      }
    }
    return now;
  }

  private static boolean is(AdaptationState state, int i, Status status) {
    return state.watch().status()[i] == status.code();
  }

  /** Detectors and challenger of a mechanism begin anew, from its champion. */
  void rewatch(AdaptationState state, int i) {
    WatchState watch = state.watch();
    JointModel model = contenders.get(watched).model();
    model.insert(watch.challenger(), i, model.extract(watch.champion(), i));
    ShiryaevRoberts.reset(watch.shiryaevRoberts()[i]);
    watch.adwin()[i] = Adwin.initial();
    watch.pageHinkley()[i] = PageHinkley.initial();
  }

  static void closeWindow(WatchState watch) {
    for (int i = 0; i < watch.centred().length; i++) {
      watch.lastCentred()[i] = watch.centred()[i];
      watch.centred()[i] = 0;
    }
  }

  private void sized(int samples) {
    if (challenged.length != samples) {
      championed = new double[samples][d];
      challenged = new double[samples][d];
      entropies = new double[samples][d];
    }
  }
}
