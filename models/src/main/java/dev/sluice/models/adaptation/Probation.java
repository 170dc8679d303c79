// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.learner.JointModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows an alarm on a mechanism: rivals of the old mechanism compete by their predictions. A
 * candidate, the old mechanism with little weight left to its past, learns; mechanisms retired
 * earlier stay as they were. In the end the leader replaces the old one if the evidence suffices;
 * of a large table, of which little is seen in so few samples, the probation goes on as long as it
 * says neither yes nor no.
 *
 * <p>A change too small for that is not forgotten: what the champion has learned since the first
 * rejected alarm is compared with the mechanism in use, and replaces it at a later alarm once it
 * has proved better.
 */
final class Probation {
  /** Samples for each row of a table (coefficient of a regression) with which it is decided. */
  private static final int ENOUGH = 10;

  private final Domain domain;
  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final int watched;
  private final Candidates candidates;

  Probation(Domain domain, List<Contender> contenders, AdaptationSettings settings, int watched) {
    this.domain = domain;
    this.contenders = contenders;
    this.settings = settings;
    this.watched = watched;
    candidates = new Candidates(domain, contenders, settings, watched);
  }

  /** Begins, with the samples since the estimated change learned again. */
  AdaptationState begin(AdaptationState state, int i) {
    WatchState watch = state.watch();
    double[] detector = watch.shiryaevRoberts()[i];
    watch.alarms()[i]++;
    watch.status()[i] = Status.PROBATION.code();
    watch.until()[i] = state.samples() + settings.probation();
    watch.alarmAt()[i] = state.samples();
    watch.changeAt()[i] = ShiryaevRoberts.changeAt(detector);
    watch.kept()[i] = watch.rejections()[i] == 0 ? 0 : watch.kept()[i];
    candidates.train(state, i);
    candidates.refine(state, i);
    candidates.refine(state, i);
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
    List<double[][]> batches = candidates.batches(state.recentFrom(watch.changeAt()[i]));
    candidates.restart(state, i, batches);
    for (double[][] batch : batches) {
      compete(state, i, batch);
    }
    watch.replayed()[i] = watch.evidence()[i].clone();
  }

  /**
   * Lets the rivals of all mechanisms on probation compete. Whenever the samples since the alarm
   * have doubled, the candidate knows enough more to estimate the time of the change again.
   */
  void observe(AdaptationState state, double[][] values) {
    long mask = state.watch().having(Status.PROBATION);
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      long before = state.samples() - state.watch().alarmAt()[i];
      if (Long.highestOneBit(before) != Long.highestOneBit(before + values.length)) {
        candidates.refine(state, i);
      }
      compete(state, i, values);
      JointModel model = contenders.get(watched).model();
      state.watch().kept()[i] +=
          Candidates.loss(model, state.learners().get(watched).detected(), values, i)
              - Candidates.loss(model, state.watch().champion(), values, i);
    }
  }

  /** Rivals predict, then the candidates learn. */
  private void compete(AdaptationState state, int i, double[][] values) {
    JointModel model = contenders.get(watched).model();
    double[] evidence = state.watch().evidence()[i];
    double old = Candidates.loss(model, state.watch().champion(), values, i);
    for (int k = 0; k < evidence.length; k++) {
      double[][] losses = new double[values.length][model.terms()];
      losses(state, model, watched, i, k, values, losses);
      evidence[k] += old - Candidates.sum(losses, i);
    }
    candidates.learn(state, i, values);
  }

  /** Losses of the k-th rival of a mechanism in a class; it stands in for the candidate. */
  static void losses(
      AdaptationState state,
      JointModel model,
      int c,
      int i,
      int k,
      double[][] values,
      double[][] losses) {
    double[] candidate = state.learners().get(c).candidate();
    if (k == 0) {
      model.losses(candidate, values, 1L << i, losses);
      return;
    }
    double[] own = model.extract(candidate, i);
    model.insert(candidate, i, retired(state, i).get(k - 1).parts()[c]);
    model.losses(candidate, values, 1L << i, losses);
    model.insert(candidate, i, own);
  }

  /** The part of the k-th rival of a mechanism in a class. */
  private static double[] part(AdaptationState state, JointModel model, int c, int i, int k) {
    return k == 0
        ? model.extract(state.learners().get(c).candidate(), i)
        : retired(state, i).get(k - 1).parts()[c];
  }

  /** The retired mechanisms of a variable, oldest first. */
  static List<Retired> retired(AdaptationState state, int i) {
    return state.library().stream().filter(retired -> retired.variable() == i).toList();
  }

  /** Ends a probation: the leader replaces the old mechanism, or the old one stays. */
  AdaptationState decide(AdaptationState state, int i) {
    WatchState watch = state.watch();
    candidates.refine(state, i);
    int leader = watch.leader(i);
    boolean proven = leader >= 0 && proven(watch, i, leader) >= settings.acceptance();
    boolean learned = watch.rejections()[i] > 0 && watch.kept()[i] >= settings.acceptance();
    if (!proven && !learned && undecided(state, i)) {
      watch.until()[i] = state.samples() + settings.probation();
      return state;
    }
    AdaptationState after = proven || learned ? replaced(state, i, proven ? leader : -1) : state;
    watch.rejections()[i] = proven || learned ? 0 : watch.rejections()[i] + 1;
    watch.evidence()[i] = new double[0];
    watch.replayed()[i] = new double[0];
    boolean recalled = proven && leader > 0;
    boolean relearns = (proven || learned) && !recalled;
    watch.status()[i] = (relearns ? Status.RELEARNING : Status.WATCHED).code();
    watch.until()[i] = state.samples() + settings.burnIn();
    ShiftEvent.Action decision =
        relearns
            ? ShiftEvent.Action.ADAPTED
            : recalled ? ShiftEvent.Action.RECALLED : ShiftEvent.Action.REJECTED;
    long changeAt = proven || learned ? watch.changeAt()[i] : ShiftEvent.NO_CHANGE;
    return after.with(after.library(), ShiftLog.decided(state.events(), i, decision, changeAt));
  }

  /** Evidence of the samples since the alarm, which proves something. */
  private static double proven(WatchState watch, int i, int rival) {
    return watch.evidence()[i][rival] - watch.replayed()[i][rival];
  }

  /**
   * Whether some rival is neither proven nor refuted, and the mechanism has so much to learn that
   * it cannot be told yet.
   */
  private boolean undecided(AdaptationState state, int i) {
    WatchState watch = state.watch();
    boolean open = false;
    for (int k = 0; k < watch.evidence()[i].length; k++) {
      open |= proven(watch, i, k) > -settings.acceptance();
    }
    double enough = ENOUGH * contenders.get(watched).capacity(domain, i);
    return open && state.samples() - watch.alarmAt()[i] < enough;
  }

  /**
   * Another mechanism is in use: that of a rival, or if there is none, what the champion has
   * learned (and in the other classes, what the mechanism in use will learn).
   */
  private AdaptationState replaced(AdaptationState state, int i, int leader) {
    double[][] parts = new double[contenders.size()][0];
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      if (model.modular()) {
        double[] used = state.learners().get(c).detected();
        parts[c] = model.extract(used, i);
        if (leader >= 0) {
          model.insert(used, i, part(state, model, c, i, leader));
        }
      }
    }
    JointModel model = contenders.get(watched).model();
    double[] used = state.learners().get(watched).detected();
    double[] champion = state.watch().champion();
    if (leader >= 0) {
      model.insert(champion, i, model.extract(used, i));
    } else {
      model.insert(used, i, model.extract(champion, i));
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
