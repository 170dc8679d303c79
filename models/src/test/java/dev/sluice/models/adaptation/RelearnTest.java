// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A state goes from engine to engine as the learned graph comes and changes. */
class RelearnTest {
  private static final int D = 4;
  private static final int BURN_IN = 96;
  private static final Domain TABLES = Domain.categorical(3, 2, 3, 2);
  private static final Domain REGRESSIONS = Domain.continuous(D);
  private static final Dag TRUE = Dag.ofEdges(D, new int[][] {{0, 1}, {1, 2}, {2, 3}});
  private static final Dag FIRST = Dag.ofEdges(D, new int[][] {{0, 1}});
  private static final Dag SECOND = Dag.ofEdges(D, new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}});

  /** All families of learners, with and without a true graph. */
  static Stream<Arguments> engines() {
    return Stream.of(TABLES, REGRESSIONS)
        .flatMap(
            domain ->
                Stream.of(Learners.values())
                    .flatMap(
                        learners ->
                            Stream.of(
                                Arguments.of(domain, learners, null),
                                Arguments.of(domain, learners, TRUE))));
  }

  private static Prequential engine(Domain domain, Learners learners, Dag graph, Dag learned) {
    return Prequential.of(domain, graph, learned, learners, settings(learners), true);
  }

  private static AdaptationSettings settings(Learners learners) {
    int batch = learners == Learners.NEURAL ? 32 : 1;
    return new AdaptationSettings(
        BURN_IN, batch, Double.POSITIVE_INFINITY, 3, 30, 200, 20, 3, 64, 4, 50, 1);
  }

  /** Samples of a law that changes wholly every {@value #BURN_IN} samples, so that alarms come. */
  private static List<Observation> samples(Domain domain, int from, int to) {
    List<Observation> samples = new ArrayList<>();
    for (int n = from; n < to; n++) {
      UniformRandomProvider random = KeyedRandom.of(4, "relearn", n);
      double[] values = new double[D];
      for (int i = 0; i < D; i++) {
        int kept = random.nextDouble() < 0.9 ? n / BURN_IN : n / BURN_IN + 1;
        values[i] =
            domain.isCategorical()
                ? (kept + i) % domain.categories()[i]
                : 3.0 * kept + random.nextDouble();
      }
      samples.add(new Observation(values, "", Observation.UNKNOWN, new double[0]));
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theStateFitsTheNewEngineWheneverTheGraphComes(Domain domain, Learners learners, Dag graph) {
    Prequential none = engine(domain, learners, graph, null);
    Prequential first = engine(domain, learners, graph, FIRST);
    Prequential second = engine(domain, learners, graph, SECOND);
    // In the burn-in, at its end, in the middle of a probation and long after
    int[][] often = {{0, 0}, {10, 40}, {96, 96}, {10, 200}, {130, 131}, {170, 200}};
    int[][] rarely = {{10, 40}, {96, 131}};
    int end = learners == Learners.NEURAL ? 160 : 300;
    for (int[] at : learners == Learners.NEURAL ? rarely : often) {
      AdaptationState state = none.observe(none.begin(), samples(domain, 0, at[0]));
      state = first.relearn(state, none);
      requireFits(state, first);
      state = first.observe(state, samples(domain, at[0], at[1]));
      state = second.relearn(state, first);
      requireFits(state, second);
      state = second.observe(state, samples(domain, at[1], end));
      requireFits(state, second);
      assertThat(state.samples()).isEqualTo(end);
      assertThat(second.report(state).columns())
          .extracting(AdaptationReport.Column::model)
          .contains(ModelClass.LEARNED)
          .containsAll(second.classes());
      assertThat(second.report(state).columns())
          .filteredOn(column -> column.scope() == Scope.ALL)
          .allSatisfy(column -> assertThat(column.windowLoss()).isFinite());
    }
  }

  private static void requireFits(AdaptationState state, Prequential engine) {
    List<Contender> contenders = engine.contenders();
    assertThat(state.learners())
        .extracting(LearnerState::type)
        .containsExactlyElementsOf(engine.classes());
    boolean frozen = state.heldOut().length > 0;
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      LearnerState learner = state.learners().get(c);
      int whole = frozen ? model.size() : 0;
      int apart = model.modular() ? whole : 0;
      assertThat(learner.source()).hasSize(model.size());
      assertThat(learner.all()).hasSize(whole);
      assertThat(learner.scratch()).hasSize(whole);
      assertThat(learner.oracle()).hasSize(apart);
      assertThat(learner.detected()).hasSize(apart);
      assertThat(learner.candidate()).hasSize(apart);
      assertThat(learner.tally().terms()[0]).hasSize(model.terms());
    }
    int watched = MechanismWatch.watched(contenders);
    assertThat(state.watch().challenger())
        .hasSize(frozen && watched >= 0 ? contenders.get(watched).model().size() : 0);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatDoesNotHangOnTheLearnedGraphIsKeptBitForBit(
      Domain domain, Learners learners, Dag graph) {
    Prequential none = engine(domain, learners, graph, null);
    Prequential second = engine(domain, learners, graph, SECOND);
    List<Observation> samples = samples(domain, 0, 128);
    AdaptationState kept = none.observe(none.begin(), samples);
    AdaptationState moved = second.relearn(none.observe(none.begin(), samples), none);
    List<ModelClass> hanging = new ArrayList<>(List.of(ModelClass.LEARNED));
    if (graph == null && learners == Learners.NEURAL) {
      hanging.add(ModelClass.MONOLITH);
    }
    assertThat(second.classes()).containsAll(none.classes()).contains(ModelClass.LEARNED);
    for (ModelClass type : none.classes()) {
      LearnerState before = kept.learners().get(none.classes().indexOf(type));
      LearnerState after = moved.learners().get(second.classes().indexOf(type));
      requireSameBits(after.tally(), before.tally());
      if (!hanging.contains(type)) {
        requireSameBits(after, before);
      }
    }
  }

  private static void requireSameBits(Object actual, Object expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(expected);
  }

  @Test
  void aMonolithOfAnotherSizeKnowsWhatIsKeptOfTheBurnIn() {
    Prequential none = engine(TABLES, Learners.NEURAL, null, null);
    Prequential second = engine(TABLES, Learners.NEURAL, null, SECOND);
    AdaptationState state = none.observe(none.begin(), samples(TABLES, 0, 128));
    int c = none.classes().indexOf(ModelClass.MONOLITH);
    double[][] heldOut = state.heldOut();
    state = second.relearn(state, none);
    int now = second.classes().indexOf(ModelClass.MONOLITH);
    JointModel model = second.contenders().get(now).model();
    assertThat(model.size()).isGreaterThan(none.contenders().get(c).model().size());
    double[] expected = model.initial();
    model.observe(expected, Arrays.copyOfRange(heldOut, 0, 32), 0b1111, 0);
    model.observe(expected, Arrays.copyOfRange(heldOut, 32, 64), 0b1111, 0);
    assertThat(state.learners().get(now).source()).containsExactly(expected);
    assertThat(state.learners().get(now).all()).containsExactly(expected);
    assertThat(state.learners().get(now).scratch()).containsExactly(model.initial());
  }

  @Test
  void aGraphWhoseTablesAreTooLargeLeavesNothingToWatch() {
    Domain large = Domain.categorical(IntStream.generate(() -> 10).limit(9).toArray());
    Prequential some = engine(large, Learners.CONJUGATE, null, Dag.empty(9));
    Dag star =
        Dag.ofEdges(9, IntStream.range(0, 8).mapToObj(i -> new int[] {i, 8}).toArray(int[][]::new));
    Prequential none = engine(large, Learners.CONJUGATE, null, star);
    Observation zeros = new Observation(new double[9], "", 0, new double[0]);
    List<Observation> samples = Collections.nCopies(BURN_IN + 10, zeros);

    AdaptationState state = some.observe(some.begin(), samples);
    assertThat(some.report(state).mechanisms()).allMatch(m -> m.status() == Status.WATCHED);
    state = none.observe(none.relearn(state, some), samples);
    requireFits(state, none);
    assertThat(none.classes()).isEmpty();
    assertThat(none.report(state).mechanisms()).allMatch(m -> m.status() == Status.BURN_IN);
    state = some.observe(some.relearn(state, none), samples);
    requireFits(state, some);
    assertThat(some.report(state).mechanisms()).allMatch(m -> m.status() == Status.WATCHED);
  }
}
