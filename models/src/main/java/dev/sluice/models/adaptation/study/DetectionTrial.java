// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.Frame;
import dev.sluice.models.adaptation.study.DetectionStudy.Settings;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ConjugateModel;
import dev.sluice.models.learner.GaussianPrior;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.models.scm.ShiftedStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * All detectors on one stream: a burn-in in which the mechanisms are learned, a time without
 * change, then one mechanism is redrawn. The likelihood ratio is that of champions which go on
 * learning, as in the engine; the other detectors read losses of mechanisms that stay frozen.
 * Before the change every detector goes on after an alarm.
 */
final class DetectionTrial {
  private final Settings settings;
  private final int burnIn;
  private final ShiftedStream stream;
  private final JointModel model;
  private final long every;
  private final Frame frame;
  private final double[] frozen;
  private final double[] champion;
  private final double[] challenger;
  private final double[][] losses;
  private final double[][] others;
  private final double[] signals;
  private final Map<Detector, AlarmCount> counts = new EnumMap<>(Detector.class);

  DetectionTrial(Settings settings, String density, int burnIn, long seed) {
    this.settings = settings;
    this.burnIn = burnIn;
    Dag graph = AdaptationStudy.Settings.graphs(density, settings.nodes()).draw(seed);
    int source = burnIn + settings.stationary();
    ShiftSchedule schedule =
        new ShiftSchedule(Shift.REDRAW_ONE, source, settings.changed(), 1, 1, 1);
    stream = ShiftedStream.of(settings.mechanisms().draw(graph, seed), schedule, seed);
    int d = graph.nodes();
    Domain domain = stream.regime(0).model().domain();
    model =
        ConjugateModel.modular(
            domain, ModelClass.CAUSAL.predictors(graph, seed), GaussianPrior.DIFFUSE);
    frame = frame(domain);
    every = Domain.everyVariable(d);
    frozen = model.initial();
    champion = model.initial();
    challenger = model.initial();
    losses = new double[1][d];
    others = new double[1][d];
    signals = new double[d];
    for (Detector detector : settings.detectors()) {
      counts.put(detector, new AlarmCount(detector.begin(d, settings.runLength()), d, source));
    }
  }

  ShiftedStream stream() {
    return stream;
  }

  /** What each detector made of the stream. */
  Map<Detector, DetectionOutcome> run() {
    for (long at = 0; at < burnIn; at++) {
      model.observe(frozen, sample(at), every, Double.POSITIVE_INFINITY);
    }
    System.arraycopy(frozen, 0, champion, 0, frozen.length);
    System.arraycopy(frozen, 0, challenger, 0, frozen.length);
    for (long at = burnIn; at < stream.schedule().length(); at++) {
      observe(sample(at), at);
    }
    long target = stream.regime(stream.schedule().source()).targets().mask();
    Map<Detector, DetectionOutcome> outcomes = new EnumMap<>(Detector.class);
    counts.forEach((detector, count) -> outcomes.put(detector, count.outcome(target)));
    return outcomes;
  }

  private double[][] sample(long at) {
    return new double[][] {frame.coordinates(stream.draw(at).values())};
  }

  private Frame frame(Domain domain) {
    Frame moments = Frame.of(domain);
    for (long at = 0; at < burnIn; at++) {
      moments.observe(stream.draw(at).values(), at);
    }
    return moments.settled(burnIn);
  }

  private void observe(double[][] sample, long at) {
    long alarms = 0;
    for (Detector.Signal signal : Detector.Signal.values()) {
      compute(signal, sample);
      for (Map.Entry<Detector, AlarmCount> entry : counts.entrySet()) {
        if (entry.getKey().signal() == signal) {
          long flagged = entry.getValue().observe(signals, at);
          alarms |= signal == Detector.Signal.LIKELIHOOD_RATIO ? flagged : 0;
        }
      }
    }
    model.observe(challenger, sample, every, settings.challengerMemory());
    model.observe(champion, sample, every, Double.POSITIVE_INFINITY);
    for (long rest = alarms; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      model.insert(challenger, i, model.extract(champion, i));
    }
  }

  private void compute(Detector.Signal signal, double[][] sample) {
    boolean ratio = signal == Detector.Signal.LIKELIHOOD_RATIO;
    model.losses(ratio ? champion : frozen, sample, every, losses);
    switch (signal) {
      case LIKELIHOOD_RATIO -> model.losses(challenger, sample, every, others);
      case CENTRED_LOSS -> model.entropies(frozen, sample, every, others);
      case RAW_LOSS -> Arrays.fill(others[0], 0);
    }
    for (int i = 0; i < signals.length; i++) {
      signals[i] = losses[0][i] - others[0][i];
    }
  }
}
