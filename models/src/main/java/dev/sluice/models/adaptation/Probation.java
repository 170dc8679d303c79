// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.learner.JointModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What follows an alarm on a mechanism: rivals of the old mechanism compete by their predictions. A
 * candidate, the old mechanism with little weight left to its past, learns; mechanisms retired
 * earlier stay as they were. In the end the leader replaces the old one if the evidence suffices.
 */
final class Probation {
  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final int watched;

  Probation(List<Contender> contenders, AdaptationSettings settings, int watched) {
    this.contenders = contenders;
    this.settings = settings;
    this.watched = watched;
  }

  /** Begins, with the samples since the estimated change learned again. */
  AdaptationState begin(AdaptationState state, int i) {
    WatchState watch = state.watch();
    double[] detector = watch.shiryaevRoberts()[i];
    watch.alarms()[i]++;
    watch.status()[i] = Status.PROBATION.code();
    watch.until()[i] = state.samples() + settings.probation();
    watch.changeAt()[i] = ShiryaevRoberts.changeAt(detector);
    train(state, i);
    refine(state, i);
    refine(state, i);
    replay(state, i);
    if (!state.regime().declared()) {
      for (int c = 0; c < contenders.size(); c++) {
        double[] all = state.learners().get(c).all();
        contenders.get(c).model().restart(all, contenders.get(c).terms(), settings.evidence());
      }
    }
    ShiftEvent event =
        new ShiftEvent(
            i,
            state.samples(),
            watch.changeAt()[i],
            ShiryaevRoberts.logValue(detector),
            ShiftEvent.Action.PROBATION,
            state.regime().label());
    return ShiftLog.counted(state, i)
        .with(state.library(), ShiftLog.appended(state.events(), event));
  }

  /** Lets the rivals compete on the samples since the change, as far as they are kept. */
  private void replay(AdaptationState state, int i) {
    WatchState watch = state.watch();
    watch.evidence()[i] = new double[1 + retired(state, i).size()];
    forget(state, i);
    for (double[][] batch : batches(state.recentFrom(watch.changeAt()[i]))) {
      compete(state, i, batch);
    }
    watch.replayed()[i] = watch.evidence()[i].clone();
  }

  /** The candidates begin anew from the old mechanism, and learn since the estimated change. */
  private void train(AdaptationState state, int i) {
    forget(state, i);
    for (double[][] batch : batches(state.recentFrom(state.watch().changeAt()[i]))) {
      learn(state, i, batch);
    }
  }

  private void forget(AdaptationState state, int i) {
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      LearnerState learner = state.learners().get(c);
      if (model.modular()) {
        model.insert(learner.candidate(), i, model.extract(learner.detected(), i));
        model.restart(learner.candidate(), 1L << i, settings.evidence());
      }
    }
  }

  /**
   * Estimates the time of the change again, by maximum likelihood with the candidate in the place
   * of the mechanism after it; the challenger knew too little at first to tell it well. If the
   * estimate moves, the candidates learn again.
   */
  private void refine(AdaptationState state, int i) {
    double[][] kept = state.recentFrom(0);
    JointModel model = contenders.get(watched).model();
    LearnerState learner = state.learners().get(watched);
    double[][] before = new double[kept.length][model.terms()];
    double[][] after = new double[kept.length][model.terms()];
    model.losses(learner.detected(), kept, 1L << i, before);
    model.losses(learner.candidate(), kept, 1L << i, after);
    double sum = 0;
    double most = 0;
    int best = kept.length;
    for (int s = kept.length - 1; s >= 0; s--) {
      sum += before[s][i] - after[s][i];
      if (sum > most) {
        most = sum;
        best = s;
      }
    }
    long changeAt = state.samples() - kept.length + best;
    if (best < kept.length && changeAt != state.watch().changeAt()[i]) {
      state.watch().changeAt()[i] = changeAt;
      train(state, i);
    }
  }

  private List<double[][]> batches(double[][] samples) {
    List<double[][]> batches = new ArrayList<>();
    for (int from = 0; from < samples.length; from += settings.batch()) {
      int to = Math.min(samples.length, from + settings.batch());
      batches.add(Arrays.copyOfRange(samples, from, to));
    }
    return batches;
  }

  /**
   * Lets the rivals of all mechanisms on probation compete. Whenever the samples since the alarm
   * have doubled, the candidate knows enough more to estimate the time of the change again.
   */
  void observe(AdaptationState state, double[][] values) {
    long mask = state.watch().having(Status.PROBATION);
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      long before = state.samples() - state.watch().until()[i] + settings.probation();
      if (Long.highestOneBit(before) != Long.highestOneBit(before + values.length)) {
        refine(state, i);
      }
      compete(state, i, values);
    }
  }

  /** Rivals predict, then the candidates learn. */
  private void compete(AdaptationState state, int i, double[][] values) {
    JointModel model = contenders.get(watched).model();
    double[] evidence = state.watch().evidence()[i];
    double old = loss(model, state.learners().get(watched).detected(), values, i);
    for (int k = 0; k < evidence.length; k++) {
      evidence[k] += old - loss(model, rival(state, model, watched, i, k), values, i);
    }
    learn(state, i, values);
  }

  private void learn(AdaptationState state, int i, double[][] values) {
    for (int c = 0; c < contenders.size(); c++) {
      if (contenders.get(c).model().modular()) {
        double[] candidate = state.learners().get(c).candidate();
        contenders.get(c).model().observe(candidate, values, 1L << i, Double.POSITIVE_INFINITY);
      }
    }
  }

  private static double loss(JointModel model, double[] parameters, double[][] values, int i) {
    double[][] losses = new double[values.length][model.terms()];
    model.losses(parameters, values, 1L << i, losses);
    return Arrays.stream(losses).mapToDouble(row -> row[i]).sum();
  }

  /** Parameters of a class in which the k-th rival of a mechanism stands in its place. */
  static double[] rival(AdaptationState state, JointModel model, int c, int i, int k) {
    double[] candidate = state.learners().get(c).candidate();
    if (k == 0) {
      return candidate;
    }
    double[] parameters = candidate.clone();
    model.insert(parameters, i, retired(state, i).get(k - 1).parts()[c]);
    return parameters;
  }

  /** The retired mechanisms of a variable, oldest first. */
  static List<Retired> retired(AdaptationState state, int i) {
    return state.library().stream().filter(retired -> retired.variable() == i).toList();
  }

  /** Ends a probation: the leader replaces the old mechanism, or the old one stays. */
  AdaptationState decide(AdaptationState state, int i) {
    WatchState watch = state.watch();
    refine(state, i);
    int leader = watch.leader(i);
    boolean accepted =
        leader >= 0
            && watch.evidence()[i][leader] - watch.replayed()[i][leader] >= settings.acceptance();
    AdaptationState after = accepted ? replaced(state, i, leader) : state;
    watch.evidence()[i] = new double[0];
    watch.replayed()[i] = new double[0];
    boolean relearns = accepted && leader == 0;
    watch.status()[i] = (relearns ? Status.RELEARNING : Status.WATCHED).code();
    watch.until()[i] = state.samples() + settings.burnIn();
    ShiftEvent.Action decision =
        accepted
            ? leader == 0 ? ShiftEvent.Action.ADAPTED : ShiftEvent.Action.RECALLED
            : ShiftEvent.Action.REJECTED;
    return after.with(
        after.library(), ShiftLog.decided(state.events(), i, decision, watch.changeAt()[i]));
  }

  private AdaptationState replaced(AdaptationState state, int i, int leader) {
    double[][] parts = new double[contenders.size()][0];
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      if (model.modular()) {
        double[] used = state.learners().get(c).detected();
        parts[c] = model.extract(used, i);
        model.insert(used, i, model.extract(rival(state, model, c, i, leader), i));
      }
    }
    state.watch().adapted()[i] = 1;
    List<Retired> library = new ArrayList<>(state.library());
    if (leader > 0) {
      library.remove(retired(state, i).get(leader - 1));
    }
    library.add(new Retired(i, parts));
    List<Retired> own = library.stream().filter(retired -> retired.variable() == i).toList();
    if (own.size() > settings.library()) {
      library.remove(own.get(0));
    }
    return state.with(library, state.events());
  }
}
