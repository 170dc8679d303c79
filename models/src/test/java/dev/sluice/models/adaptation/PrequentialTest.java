// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.adaptation.AdaptationReport.Column;
import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ConjugateModel;
import dev.sluice.models.learner.Draws;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** On a chain X0 -> X1 -> X2 of three categories whose mechanism of X1 changes. */
final class PrequentialTest {
  private static final Domain DOMAIN = Domain.categorical(3, 3, 3);
  private static final Dag CHAIN = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});
  private static final int BURN_IN = 1_000;

  private static AdaptationSettings settings(int batch) {
    return new AdaptationSettings(
        BURN_IN, batch, Double.POSITIVE_INFINITY, 3, 30, 100_000, 100, 3, 128, 4, 50, 1);
  }

  private static Prequential engine() {
    return Prequential.of(DOMAIN, CHAIN, null, Learners.CONJUGATE, settings(1));
  }

  /** Sample number n, with the mechanism of X1 turned by one category where shifted. */
  private static Observation sample(int n, boolean shifted) {
    UniformRandomProvider random = KeyedRandom.of(8, "chain", n);
    double[] values = new double[3];
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      int likely = (i == 0 ? 0 : (int) values[i - 1]) + (i == 1 && shifted ? 1 : 0);
      double uniform = random.nextDouble();
      int step = uniform < 0.7 ? 0 : uniform < 0.9 ? 1 : 2;
      values[i] = (likely + step) % 3;
      losses[i] = -Math.log(new double[] {0.7, 0.2, 0.1}[step]);
    }
    return new Observation(values, shifted ? "turned" : "", shifted ? 2 : 0, losses);
  }

  /** Source samples, then so many shifted ones. */
  private static List<Observation> samples(int source, int shifted) {
    return IntStream.range(0, source + shifted).mapToObj(n -> sample(n, n >= source)).toList();
  }

  private static AdaptationState observed(Prequential engine, List<Observation> samples) {
    return engine.observe(engine.begin(), samples);
  }

  private static Column column(AdaptationReport report, ModelClass model, Scope scope) {
    return report.columns().stream()
        .filter(column -> column.model() == model && column.scope() == scope)
        .findFirst()
        .orElseThrow();
  }

  private static Observation withTargets(Observation sample, long targets) {
    return new Observation(sample.values(), sample.regime(), targets, sample.oracle());
  }

  @Test
  void comparesTheClassesThatTheGraphAllows() {
    assertThat(engine().classes())
        .containsExactly(
            ModelClass.CAUSAL,
            ModelClass.FULL,
            ModelClass.ANTICAUSAL,
            ModelClass.RANDOM,
            ModelClass.TABLE);
    assertThat(Prequential.of(DOMAIN, null, CHAIN, Learners.CONJUGATE, settings(1)).classes())
        .containsExactly(ModelClass.LEARNED, ModelClass.RANDOM, ModelClass.TABLE);
    assertThat(
            Prequential.of(Domain.continuous(3), CHAIN, null, Learners.CONJUGATE, settings(1))
                .classes())
        .containsExactly(
            ModelClass.CAUSAL,
            ModelClass.FULL,
            ModelClass.ANTICAUSAL,
            ModelClass.RANDOM,
            ModelClass.MONOLITH);
    assertThat(Prequential.of(DOMAIN, null, CHAIN, Learners.NEURAL, settings(1)).classes())
        .containsExactly(ModelClass.LEARNED, ModelClass.RANDOM, ModelClass.MONOLITH);
  }

  @Test
  void nothingIsComparedBeforeTheEndOfTheBurnIn() {
    Prequential engine = engine();
    AdaptationReport nothing = engine.report(engine.begin());
    assertThat(nothing.samples()).isZero();
    assertThat(nothing.columns()).isEmpty();

    AdaptationReport report = engine.report(observed(engine, samples(BURN_IN, 0)));
    assertThat(report.columns()).isEmpty();
    assertThat(report.mechanisms()).allMatch(m -> m.status() == Status.WATCHED);

    assertThat(engine.report(observed(engine, samples(BURN_IN - 1, 0))).mechanisms())
        .allMatch(m -> m.status() == Status.BURN_IN);
  }

  @Test
  void predictsBeforeItLearns() {
    Prequential engine = engine();
    AdaptationReport report = engine.report(observed(engine, samples(BURN_IN + 200, 0)));

    ConjugateModel model = ConjugateModel.modular(DOMAIN, new long[] {0, 1, 2});
    double[] source = model.initial();
    double[] all = model.initial();
    double[] scratch = model.initial();
    double frozen = 0;
    double learning = 0;
    double anew = 0;
    for (int n = 0; n < BURN_IN + 200; n++) {
      double[][] values = {sample(n, false).values()};
      if (n >= BURN_IN) {
        frozen += Draws.loss(model, source, values[0]);
        learning += Draws.loss(model, all, values[0]);
        anew += Draws.loss(model, scratch, values[0]);
        model.observe(scratch, values, 7, Double.POSITIVE_INFINITY);
      } else {
        model.observe(source, values, 7, Double.POSITIVE_INFINITY);
      }
      model.observe(all, values, 7, Double.POSITIVE_INFINITY);
    }
    assertThat(column(report, ModelClass.CAUSAL, Scope.NONE).cumulativeLoss())
        .isCloseTo(frozen / 200, within(1e-12));
    assertThat(column(report, ModelClass.CAUSAL, Scope.ALL).cumulativeLoss())
        .isCloseTo(learning / 200, within(1e-12));
    assertThat(column(report, ModelClass.CAUSAL, Scope.FROM_SCRATCH).cumulativeLoss())
        .isCloseTo(anew / 200, within(1e-12));
    assertThat(column(report, ModelClass.CAUSAL, Scope.ORACLE_TARGET).cumulativeLoss())
        .isCloseTo(frozen / 200, within(1e-12));
  }

  @Test
  void aBatchIsPredictedBeforeItIsLearned() {
    Prequential engine = Prequential.of(DOMAIN, CHAIN, null, Learners.CONJUGATE, settings(20));
    AdaptationReport report = engine.report(observed(engine, samples(BURN_IN + 20, 0)));

    for (Scope scope : List.of(Scope.ALL, Scope.DETECTED_TARGET)) {
      assertThat(column(report, ModelClass.FULL, scope).cumulativeLoss())
          .isEqualTo(column(report, ModelClass.FULL, Scope.NONE).cumulativeLoss());
    }
    assertThat(column(report, ModelClass.TABLE, Scope.FROM_SCRATCH).cumulativeLoss())
        .isCloseTo(Math.log(27), within(1e-12));
  }

  @Test
  void howSamplesAreHandedOverDoesNotMatter() {
    Prequential engine = engine();
    List<Observation> samples = samples(1_500, 700);
    AdaptationState one = engine.begin();
    for (Observation sample : samples) {
      one = engine.observe(one, List.of(sample));
    }
    assertThat(engine.report(observed(engine(), samples)))
        .usingRecursiveComparison()
        .withEqualsForType(Arrays::equals, double[].class) // NaN is NaN
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(engine.report(one));
  }

  @Test
  void theOracleAdaptsDeclaredTargetsAndNoOther() {
    Prequential engine = engine();
    AdaptationState state = observed(engine, samples(BURN_IN, 60));

    ConjugateModel model = ConjugateModel.modular(DOMAIN, new long[] {0, 1, 2});
    double[] expected = model.initial();
    for (int n = 0; n < BURN_IN; n++) {
      model.observe(
          expected, new double[][] {sample(n, false).values()}, 7, Double.POSITIVE_INFINITY);
    }
    model.restart(expected, 2, 3);
    for (int n = BURN_IN; n < BURN_IN + 60; n++) {
      model.observe(
          expected, new double[][] {sample(n, true).values()}, 2, Double.POSITIVE_INFINITY);
    }
    double[][] probe = {{0, 1, 2}, {2, 2, 0}};
    double[][] losses = new double[2][3];
    model.losses(expected, probe, 7, losses);
    assertThat(engine.losses(state, ModelClass.CAUSAL, Scope.ORACLE_TARGET, probe))
        .isDeepEqualTo(losses);
    Column column = column(engine.report(state), ModelClass.CAUSAL, Scope.ORACLE_TARGET);
    assertThat(column.locality()).isEqualTo(1);
  }

  @Test
  void lossesWithoutTheChangedVariableShowInvariance() {
    Prequential engine = engine();
    AdaptationReport report = engine.report(observed(engine, samples(BURN_IN, 500)));

    Column causal = column(report, ModelClass.CAUSAL, Scope.NONE);
    assertThat(causal.windowLoss()).isGreaterThan(report.oracleLoss() + 0.5);
    double[] terms = causal.windowMechanismLosses();
    assertThat(causal.windowLossUnchanged()).isCloseTo(terms[0] + terms[2], within(1e-12));
    assertThat(column(report, ModelClass.TABLE, Scope.NONE).windowLossUnchanged()).isNaN();
    // what is learned of the change is found in its mechanism only if the model is causal
    assertThat(column(report, ModelClass.CAUSAL, Scope.ALL).locality())
        .isGreaterThan(column(report, ModelClass.ANTICAUSAL, Scope.ALL).locality());
  }

  @Test
  void detectsTheMechanismThatChangedAndRecallsTheOldOne() {
    Prequential engine = engine();
    List<Observation> samples = new ArrayList<>(samples(3_000, 500));
    IntStream.range(3_500, 4_000).forEach(n -> samples.add(sample(n, false)));
    AdaptationReport report = engine.report(observed(engine, samples));

    assertThat(report.events())
        .filteredOn(event -> event.mechanism() == 1)
        .extracting(ShiftEvent::action, ShiftEvent::regime)
        .containsExactly(
            tuple(ShiftEvent.Action.ADAPTED, "turned"), tuple(ShiftEvent.Action.RECALLED, ""));
    assertThat(report.events().get(0).changeAt()).isBetween(2_950L, 3_010L);
    assertThat(report.detection().shifts()).isEqualTo(2);
    assertThat(report.detection().detected()).isEqualTo(2);
    assertThat(report.detection().recall()).isEqualTo(1);
    assertThat(report.detection().meanDelay()).isBetween(3.0, 60.0);
    assertThat(report.mechanisms().get(1).alarms()).isEqualTo(2);
    assertThat(report.mechanisms().get(1).library()).isEqualTo(1);
  }

  @Test
  void detectedTargetsCatchUpWithTheOracle() {
    Prequential engine = engine();
    AdaptationState state = observed(engine, samples(3_000, 400));
    double[][] probe =
        IntStream.range(10_000, 11_000)
            .mapToObj(n -> sample(n, true).values())
            .toArray(double[][]::new);

    double zeroShot = sum(engine.losses(state, ModelClass.CAUSAL, Scope.NONE, probe));
    double oracle = sum(engine.losses(state, ModelClass.CAUSAL, Scope.ORACLE_TARGET, probe));
    double detected = sum(engine.losses(state, ModelClass.CAUSAL, Scope.DETECTED_TARGET, probe));
    assertThat(zeroShot - oracle).isGreaterThan(300);
    assertThat(detected).isCloseTo(oracle, within(0.02 * (zeroShot - oracle)));
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

  @Test
  void detectorsAreFedWithTheLikelihoodRatioBeforeTheChallengerLearns() {
    Prequential engine = engine();
    int n = BURN_IN + 150;
    AdaptationReport report = engine.report(observed(engine, samples(n, 0)));

    double[] champion = {1.5, 1.5, 1.5};
    double[] challenger = new double[3];
    double sum = 0; // R = (1 + R) q / p, of X0
    for (int s = 0; s < n; s++) {
      int x = (int) sample(s, false).values()[0];
      if (s < BURN_IN) {
        champion[x]++;
        challenger[x]++;
        continue;
      }
      double p = (champion[x] - 1) / (s + 1.5); // the champion goes on learning
      double q = (challenger[x] + 0.5) / (challenger[0] + challenger[1] + challenger[2] + 1.5);
      sum = (1 + sum) * q / p;
      champion[x]++;
      double weight = challenger[0] + challenger[1] + challenger[2];
      for (int k = 0; k < 3; k++) {
        challenger[k] *= Math.min(29 / 30.0, 29 / weight);
      }
      challenger[x]++;
    }
    assertThat(report.mechanisms().get(0).logEvidence()).isCloseTo(Math.log(sum), within(1e-9));
  }

  @Test
  void unknownTargetsLeaveTheOracleUndefinedAndAlarmsUndeclared() {
    Prequential engine = engine();
    List<Observation> samples =
        samples(3_000, 500).stream().map(s -> withTargets(s, Observation.UNKNOWN)).toList();
    AdaptationReport report = engine.report(observed(engine, samples));

    assertThat(column(report, ModelClass.CAUSAL, Scope.ORACLE_TARGET).windowLoss()).isNaN();
    assertThat(column(report, ModelClass.CAUSAL, Scope.DETECTED_TARGET).regret())
        .isBetween(0.0, 0.3);
    assertThat(column(report, ModelClass.CAUSAL, Scope.NONE).windowLossUnchanged()).isNaN();
    assertThat(report.targets()).isEqualTo(Observation.UNKNOWN);
    assertThat(report.regimeSamples()).isEqualTo(500);
    assertThat(report.detection().shifts()).isZero();
    assertThat(report.detection().undeclared()).isEqualTo(report.events().size()).isPositive();
  }

  @Test
  void curvesAreMeanExcessesBetweenTheirPoints() {
    Prequential engine = engine();
    AdaptationState state = observed(engine, samples(BURN_IN, 0));
    double[] excess = new double[20];
    for (int n = 0; n < 20; n++) {
      Observation sample = sample(BURN_IN + n, true);
      double[][] values = {sample.values()};
      double floor = sum(new double[][] {sample.oracle()});
      excess[n] = sum(engine.losses(state, ModelClass.FULL, Scope.NONE, values)) - floor;
      state = engine.observe(state, List.of(sample));
    }
    Column column = column(engine.report(state), ModelClass.FULL, Scope.NONE);
    assertThat(column.curve()[0]).isCloseTo(mean(excess, 0, 5), within(1e-12));
    assertThat(column.curve()[1]).isCloseTo(mean(excess, 5, 10), within(1e-12));
    assertThat(column.curve()[2]).isCloseTo(mean(excess, 10, 20), within(1e-12));
    assertThat(column.curve()[3]).isNaN();
    assertThat(column.regret()).isCloseTo(mean(excess, 0, 20), within(1e-12));
    assertThat(column.forgetting()).isZero();
  }

  private static double mean(double[] values, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  @Test
  void aLearnedGraphMayChangeWhileSamplesFlow() {
    Dag wrong = Dag.ofEdges(3, new int[][] {{0, 1}, {0, 2}});
    Prequential none = Prequential.of(DOMAIN, CHAIN, null, Learners.CONJUGATE, settings(1));
    Prequential first = Prequential.of(DOMAIN, CHAIN, wrong, Learners.CONJUGATE, settings(1));
    Prequential second = Prequential.of(DOMAIN, CHAIN, CHAIN, Learners.CONJUGATE, settings(1));
    List<Observation> samples = samples(3_000, 200);

    AdaptationState state = none.observe(none.begin(), samples.subList(0, 500));
    state = first.relearn(state, none);
    state = first.observe(state, samples.subList(500, 1_500));
    state = second.relearn(state, first);
    state = second.observe(state, samples.subList(1_500, 3_200));

    AdaptationReport report = second.report(state);
    double[][] probe = {{1, 1, 1}};
    double[] causal = second.losses(state, ModelClass.CAUSAL, Scope.ALL, probe)[0];
    double[] learned = second.losses(state, ModelClass.LEARNED, Scope.ALL, probe)[0];
    // X0 has kept what it learned from sample 372 on (128 were kept when the class came), X2 began
    // anew with the 128 that were kept of the burn-in
    assertThat(learned).hasSize(3);
    assertThat(learned[2]).isCloseTo(causal[2], within(0.15));
    assertThat(report.columns()).anyMatch(column -> column.model() == ModelClass.LEARNED);
    assertThat(report.mechanisms()).allMatch(m -> m.status() != Status.BURN_IN);
  }

  @Test
  void thePseudoLikelihoodIsShownOnlyIfAskedFor() {
    Prequential engine = Prequential.of(DOMAIN, null, null, Learners.CONJUGATE, settings(1), true);
    assertThat(engine.classes())
        .containsExactly(ModelClass.RANDOM, ModelClass.TABLE, ModelClass.PSEUDO);
    AdaptationState state = observed(engine, samples(BURN_IN, 1));
    double[][] probe = {{0, 1, 2}};
    double[] losses = engine.losses(state, ModelClass.PSEUDO, Scope.NONE, probe)[0];
    double[] counts = new double[3];
    for (int n = 0; n < BURN_IN; n++) {
      double[] values = sample(n, false).values();
      counts[(int) values[1]] += values[0] == 0 && values[2] == 2 ? 1 : 0;
    }
    double expected = -Math.log((counts[1] + 0.5) / (counts[0] + counts[1] + counts[2] + 1.5));
    assertThat(losses[1]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void withoutTablesSmallEnoughNothingIsComparedOrWatchedUntilAGraphIsLearned() {
    Domain large = Domain.categorical(IntStream.generate(() -> 10).limit(9).toArray());
    Prequential none = Prequential.of(large, null, null, Learners.CONJUGATE, settings(1));
    assertThat(none.classes()).isEmpty();
    Observation zeros = new Observation(new double[9], "", 0, new double[0]);
    List<Observation> samples = Collections.nCopies(BURN_IN + 10, zeros);
    AdaptationState state = none.observe(none.begin(), samples);
    assertThat(none.report(state).columns()).isEmpty();
    assertThat(none.report(state).mechanisms()).allMatch(m -> m.status() == Status.BURN_IN);
    assertThat(none.report(state).runLengthGuaranteed()).isFalse();

    Prequential learned =
        Prequential.of(large, null, Dag.empty(9), Learners.CONJUGATE, settings(1));
    AdaptationState relearned = learned.observe(learned.relearn(state, none), samples);
    assertThat(learned.report(relearned).columns()).hasSize(Scope.values().length);
    assertThat(learned.report(relearned).mechanisms()).allMatch(m -> m.status() == Status.WATCHED);
  }

  @Test
  void aStateOfOtherClassesIsRefused() {
    Prequential other = Prequential.of(DOMAIN, CHAIN, CHAIN, Learners.CONJUGATE, settings(1));
    AdaptationState state = observed(engine(), samples(10, 0));
    assertThatThrownBy(() -> other.observe(state, samples(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the state is not one of these learners and model classes: [CAUSAL");
  }

  @Test
  void aClassThatIsNotComparedIsNamed() {
    Prequential engine = engine();
    AdaptationState state = observed(engine, samples(BURN_IN, 1));
    double[][] probe = {{0, 0, 0}};
    assertThatThrownBy(() -> engine.losses(state, ModelClass.MONOLITH, Scope.NONE, probe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("MONOLITH under scope NONE is not compared");
    assertThatThrownBy(() -> engine.losses(state, ModelClass.TABLE, Scope.ORACLE_TARGET, probe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TABLE under scope ORACLE_TARGET is not compared");
  }

  @Test
  void settingsThatMakeNoSenseAreNamed() {
    assertThatThrownBy(() -> new AdaptationSettings(0, 1, 30, 3, 30, 10_000, 100, 3, 128, 4, 50, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("burnIn: must be at least 1, is 0.0");
  }
}
