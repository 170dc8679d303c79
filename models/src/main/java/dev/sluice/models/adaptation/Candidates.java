// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.learner.JointModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The candidates of mechanisms on probation: the old mechanism with little weight left to its past,
 * and the samples since the estimated change learned again.
 *
 * <p>How little the past weighs is what predicts the samples since the change best: nothing (what a
 * large change leaves behind would only blur the new mechanism, and be found as a second change),
 * the {@code evidence} of the settings, or as much for every row of a table (of a large table,
 * where little has changed, nearly all is worth keeping).
 */
final class Candidates {
  private static final int WEIGHTS = 3;

  private final Domain domain;
  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final int watched;

  Candidates(Domain domain, List<Contender> contenders, AdaptationSettings settings, int watched) {
    this.domain = domain;
    this.contenders = contenders;
    this.settings = settings;
    this.watched = watched;
  }

  /**
   * The candidates begin anew from the old mechanism, and learn since the estimated change; unless
   * the samples are not kept for so long: then they stay as they are.
   */
  void train(AdaptationState state, int i) {
    long changeAt = state.watch().changeAt()[i];
    if (state.samples() - changeAt > state.recent().length
        && state.samples() > state.watch().alarmAt()[i]) {
      return;
    }
    List<double[][]> batches = batches(state.recentFrom(changeAt));
    restart(state, i, batches);
    for (double[][] batch : batches) {
      learn(state, i, batch);
    }
  }

  /** The candidates begin anew, with the weight of the past that predicts samples best. */
  void restart(AdaptationState state, int i, List<double[][]> batches) {
    int weight = weighing(state, i, batches);
    for (int c = 0; c < contenders.size(); c++) {
      Contender contender = contenders.get(c);
      LearnerState learner = state.learners().get(c);
      if (contender.model().modular()) {
        forget(contender, learner.detected(), learner.candidate(), i, weight);
      }
    }
  }

  private void forget(Contender contender, double[] old, double[] candidate, int i, int weight) {
    double evidence =
        switch (weight) {
          case 0 -> settings.evidence();
          case 1 -> 0;
          default -> settings.evidence() * contender.capacity(domain, i);
        };
    contender.model().insert(candidate, i, contender.model().extract(old, i));
    contender.model().restart(candidate, 1L << i, evidence);
  }

  /** The weight of the past with which the watched candidate predicts samples best. */
  private int weighing(AdaptationState state, int i, List<double[][]> batches) {
    Contender contender = contenders.get(watched);
    JointModel model = contender.model();
    if (!model.bayesian()) {
      return 0;
    }
    LearnerState learner = state.learners().get(watched);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int weight = 0; weight < WEIGHTS; weight++) {
      forget(contender, learner.detected(), learner.candidate(), i, weight);
      double sum = 0;
      for (double[][] batch : batches) {
        sum += loss(model, learner.candidate(), batch, i);
        model.observe(learner.candidate(), batch, 1L << i, Double.POSITIVE_INFINITY);
      }
      if (sum < least) {
        least = sum;
        best = weight;
      }
    }
    return best;
  }

  /**
   * Estimates the time of the change again, by maximum likelihood with the candidate in the place
   * of the mechanism after it; the challenger knew too little at first to tell it well. It was
   * before the alarm. The candidates learn again.
   */
  void refine(AdaptationState state, int i) {
    double[][] kept = state.recentFrom(0);
    JointModel model = contenders.get(watched).model();
    LearnerState learner = state.learners().get(watched);
    double[][] before = new double[kept.length][model.terms()];
    double[][] after = new double[kept.length][model.terms()];
    model.losses(learner.detected(), kept, 1L << i, before);
    model.losses(learner.candidate(), kept, 1L << i, after);
    long first = state.samples() - kept.length;
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int s = kept.length - 1; s >= 0; s--) {
      sum += before[s][i] - after[s][i];
      if (sum > most && first + s <= state.watch().alarmAt()[i]) {
        most = sum;
        state.watch().changeAt()[i] = first + s;
      }
    }
    train(state, i);
  }

  /**
   * Samples to be learned again. One by one by Bayes' rule, whatever the mini-batch: of many that
   * are predicted before any is learned, a candidate without a past could only be surprised.
   */
  List<double[][]> batches(double[][] samples) {
    int batch = contenders.get(watched).model().bayesian() ? 1 : settings.batch();
    List<double[][]> batches = new ArrayList<>();
    for (int from = 0; from < samples.length; from += batch) {
      int to = Math.min(samples.length, from + batch);
      batches.add(Arrays.copyOfRange(samples, from, to));
    }
    return batches;
  }

  void learn(AdaptationState state, int i, double[][] values) {
    for (int c = 0; c < contenders.size(); c++) {
      if (contenders.get(c).model().modular()) {
        double[] candidate = state.learners().get(c).candidate();
        contenders.get(c).model().observe(candidate, values, 1L << i, Double.POSITIVE_INFINITY);
      }
    }
  }

  static double loss(JointModel model, double[] parameters, double[][] values, int i) {
    double[][] losses = new double[values.length][model.terms()];
    model.losses(parameters, values, 1L << i, losses);
    return sum(losses, i);
  }

  /** Of a term, over all samples. */
  static double sum(double[][] losses, int i) {
    return Arrays.stream(losses).mapToDouble(row -> row[i]).sum();
  }
}
