// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** One system of an {@link AdaptationStudy}: a random graph, its mechanisms and one shift. */
final class AdaptationTrial {
  private final AdaptationStudy.Settings settings;
  private final String density;
  private final int source;
  private final long seed;
  private final Dag graph;
  private final StructuralCausalModel truth;
  private final long targets;
  private final List<Observation> samples;
  private final ReferenceLaw sourceLaw;
  private final ReferenceLaw shiftedLaw;
  private final List<AdaptationOutcome> outcomes = new ArrayList<>();
  private final Map<ModelClass, Double> sourceGaps = new EnumMap<>(ModelClass.class);
  private final Map<Integer, Map<ModelClass, Double>> scratchGaps = new HashMap<>();
  private final Map<Learner, int[]> samplesToGaps = new HashMap<>();
  private final Map<ModelClass, Double> unchangedFloors = new EnumMap<>(ModelClass.class);

  AdaptationTrial(AdaptationStudy.Settings settings, String density, int source, long seed) {
    this.settings = settings;
    this.density = density;
    this.source = source;
    this.seed = seed;
    graph = settings.graphs(density).draw(seed);
    truth = settings.mechanisms().draw(graph, seed);
    int last = settings.shots().get(settings.shots().size() - 1);
    ShiftSchedule schedule =
        new ShiftSchedule(settings.shift(), source, last, 1, settings.targets(), 1);
    ShiftedStream stream = ShiftedStream.of(truth, schedule, seed);
    targets = stream.regime(source).targets().mask();
    samples =
        LongStream.range(0, schedule.length())
            .mapToObj(index -> observation(stream.draw(index)))
            .toList();
    sourceLaw = ReferenceLaw.of(truth, ~seed);
    shiftedLaw = ReferenceLaw.of(stream.regime(source).model(), ~seed);
  }

  private static Observation observation(ShiftedStream.Draw draw) {
    ShiftedStream.Regime regime = draw.regime();
    return new Observation(draw.values(), regime.label(), regime.targets().mask(), draw.losses());
  }

  List<AdaptationOutcome> run() {
    boolean first = true;
    for (double evidence : settings.evidences()) {
      observe(evidence, first);
      first = false;
    }
    return outcomes;
  }

  /** What does not depend on the evidence is told the first time only. */
  private void observe(double evidence, boolean first) {
    Prequential engine =
        Prequential.of(truth.domain(), graph, null, settings.learners(), engineSettings(evidence));
    AdaptationState state = engine.observe(engine.begin(), samples.subList(0, source));
    if (first) {
      zeroShot(engine, state);
    }
    int seen = source;
    for (int shots : settings.points()) {
      state = engine.observe(state, samples.subList(seen, source + shots));
      seen = source + shots;
      if (settings.shots().contains(shots)) {
        for (AdaptationReport.Column column : engine.report(state).columns()) {
          Scope scope = column.scope();
          if (scope != Scope.NONE && (first || scope != Scope.FROM_SCRATCH)) {
            Learner learner = new Learner(column.model(), scope, evidence);
            measure(engine, state, learner, shots, column.regret(), column.locality());
          }
        }
      } else {
        for (ModelClass model : engine.classes()) {
          Learner learner = new Learner(model, Scope.ALL, evidence);
          measure(engine, state, learner, shots, Double.NaN, Double.NaN);
        }
      }
    }
  }

  /** A model under one discount. */
  private record Learner(ModelClass model, Scope scope, double evidence) {}

  private AdaptationSettings engineSettings(double evidence) {
    AdaptationSettings usual = AdaptationSettings.defaults();
    return new AdaptationSettings(
        source,
        settings.batch(),
        usual.memory(),
        evidence,
        usual.challengerMemory(),
        usual.runLength(),
        usual.probation(),
        usual.acceptance(),
        usual.replay(),
        usual.library(),
        usual.window(),
        seed);
  }

  private void zeroShot(Prequential engine, AdaptationState state) {
    for (ModelClass model : engine.classes()) {
      double[][] losses = engine.losses(state, model, Scope.NONE, shiftedLaw.samples());
      double[] means = shiftedLaw.means(losses);
      sourceGaps.put(model, sourceGap(engine, state, model, Scope.NONE, losses));
      double gap = Arrays.stream(means).sum() - shiftedLaw.floor();
      outcomes.add(
          new AdaptationOutcome(
              density,
              source,
              seed,
              model,
              Scope.NONE,
              Double.NaN,
              0,
              gap,
              gapUnchanged(model, means),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              0,
              reached(new Learner(model, Scope.NONE, Double.NaN), gap, 0),
              means));
    }
  }

  private void measure(
      Prequential engine,
      AdaptationState state,
      Learner learner,
      int shots,
      double regret,
      double locality) {
    ModelClass model = learner.model();
    double[][] losses = engine.losses(state, model, learner.scope(), shiftedLaw.samples());
    double[] means = shiftedLaw.means(losses);
    double gap = Arrays.stream(means).sum() - shiftedLaw.floor();
    outcomes.add(
        new AdaptationOutcome(
            density,
            source,
            seed,
            model,
            learner.scope(),
            learner.scope() == Scope.FROM_SCRATCH ? Double.NaN : learner.evidence(),
            shots,
            gap,
            gapUnchanged(model, means),
            regret,
            1 - gap / scratchGaps(engine, state, shots).get(model),
            locality,
            sourceGap(engine, state, model, learner.scope(), losses) - sourceGaps.get(model),
            reached(learner, gap, shots).clone(),
            means));
  }

  private Map<ModelClass, Double> scratchGaps(
      Prequential engine, AdaptationState state, int shots) {
    return scratchGaps.computeIfAbsent(
        shots,
        any -> {
          Map<ModelClass, Double> gaps = new EnumMap<>(ModelClass.class);
          for (ModelClass model : engine.classes()) {
            double[][] losses =
                engine.losses(state, model, Scope.FROM_SCRATCH, shiftedLaw.samples());
            gaps.put(model, shiftedLaw.gap(losses));
          }
          return gaps;
        });
  }

  /** Both laws are of the same configurations if they are exact. */
  private double sourceGap(
      Prequential engine,
      AdaptationState state,
      ModelClass model,
      Scope scope,
      double[][] shiftedLosses) {
    return sourceLaw.gap(
        sourceLaw.exact()
            ? shiftedLosses
            : engine.losses(state, model, scope, sourceLaw.samples()));
  }

  private double gapUnchanged(ModelClass model, double[] means) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += (targets >>> i & 1) == 0 ? means[i] : 0;
    }
    return sum - unchangedFloors.computeIfAbsent(model, this::unchangedFloor);
  }

  /** Least mean loss of the unchanged variables' terms; of classes with mechanisms. */
  private double unchangedFloor(ModelClass model) {
    if (!model.modular()) {
      return Double.NaN;
    }
    long[] predictors = model.predictors(graph, seed);
    double floor = 0;
    for (int i = 0; i < predictors.length; i++) {
      if ((targets >>> i & 1) == 0) {
        floor += shiftedLaw.conditionalEntropy(i, predictors[i]);
      }
    }
    return floor;
  }

  /** First points at which a learner's gap was small enough, brought up to date. */
  private int[] reached(Learner learner, double gap, int shots) {
    int[] samplesToGap =
        samplesToGaps.computeIfAbsent(
            learner, any -> AdaptationReport.EXCESSES.stream().mapToInt(excess -> -1).toArray());
    for (int e = 0; e < samplesToGap.length; e++) {
      if (samplesToGap[e] < 0 && gap <= AdaptationReport.EXCESSES.get(e)) {
        samplesToGap[e] = shots;
      }
    }
    return samplesToGap;
  }
}
