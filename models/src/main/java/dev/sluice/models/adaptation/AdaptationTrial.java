// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.graph.Dag;
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
    targets = stream.regime(source).targets();
    samples =
        LongStream.range(0, schedule.length())
            .mapToObj(index -> observation(stream.draw(index)))
            .toList();
    sourceLaw = ReferenceLaw.of(truth, ~seed);
    shiftedLaw = ReferenceLaw.of(stream.regime(source).model(), ~seed);
  }

  private static Observation observation(ShiftedStream.Draw draw) {
    ShiftedStream.Regime regime = draw.regime();
    return new Observation(draw.values(), regime.label(), regime.targets(), draw.losses());
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
    Map<ModelClass, Map<Scope, int[]>> reached = new EnumMap<>(ModelClass.class);
    int seen = source;
    for (int shots : settings.points()) {
      state = engine.observe(state, samples.subList(seen, source + shots));
      seen = source + shots;
      Map<ModelClass, Double> scratch = scratchGaps(engine, state, shots);
      for (AdaptationReport.Column column : engine.report(state).columns()) {
        Scope scope = column.scope();
        if (scope != Scope.NONE && (first || scope != Scope.FROM_SCRATCH)) {
          int[] samplesToGap =
              reached
                  .computeIfAbsent(column.model(), model -> new EnumMap<>(Scope.class))
                  .computeIfAbsent(scope, any -> notReached());
          outcomes.add(outcome(engine, state, column, evidence, shots, samplesToGap, scratch));
        }
      }
    }
  }

  private AdaptationSettings engineSettings(double evidence) {
    AdaptationSettings usual = AdaptationSettings.defaults();
    return new AdaptationSettings(
        source,
        usual.batch(),
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
      sourceGaps.put(
          model, sourceLaw.gap(engine.losses(state, model, Scope.NONE, sourceLaw.samples())));
      double[] means =
          shiftedLaw.means(engine.losses(state, model, Scope.NONE, shiftedLaw.samples()));
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
              reached(notReached(), gap, 0),
              means));
    }
  }

  private AdaptationOutcome outcome(
      Prequential engine,
      AdaptationState state,
      AdaptationReport.Column column,
      double evidence,
      int shots,
      int[] samplesToGap,
      Map<ModelClass, Double> scratch) {
    ModelClass model = column.model();
    Scope scope = column.scope();
    double[] means = shiftedLaw.means(engine.losses(state, model, scope, shiftedLaw.samples()));
    double gap = Arrays.stream(means).sum() - shiftedLaw.floor();
    double sourceGap = sourceLaw.gap(engine.losses(state, model, scope, sourceLaw.samples()));
    return new AdaptationOutcome(
        density,
        source,
        seed,
        model,
        scope,
        scope == Scope.FROM_SCRATCH ? Double.NaN : evidence,
        shots,
        gap,
        gapUnchanged(model, means),
        column.regret(),
        1 - gap / scratch.get(model),
        column.locality(),
        sourceGap - sourceGaps.get(model),
        reached(samplesToGap, gap, shots).clone(),
        means);
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

  /** Of classes with mechanisms. */
  private double gapUnchanged(ModelClass model, double[] means) {
    if (!model.modular()) {
      return Double.NaN;
    }
    long[] predictors = model.predictors(graph, seed);
    double gap = 0;
    for (int i = 0; i < means.length; i++) {
      if ((targets >>> i & 1) == 0) {
        gap += means[i] - shiftedLaw.conditionalEntropy(i, predictors[i]);
      }
    }
    return gap;
  }

  private static int[] notReached() {
    int[] none = new int[AdaptationReport.EXCESSES.size()];
    Arrays.fill(none, -1);
    return none;
  }

  private static int[] reached(int[] samplesToGap, double gap, int shots) {
    for (int e = 0; e < samplesToGap.length; e++) {
      if (samplesToGap[e] < 0 && gap <= AdaptationReport.EXCESSES.get(e)) {
        samplesToGap[e] = shots;
      }
    }
    return samplesToGap;
  }
}
