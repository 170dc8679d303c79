// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.scm.ExactLaw;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationStudyTest {
  private static final AdaptationStudy.Settings SMALL = settings(List.of("er-1"), 4, 3, 2, 30);

  @Test
  void resultsAreAFunctionOfTheSettings() {
    AtomicInteger systems = new AtomicInteger();

    List<AdaptationOutcome> outcomes = AdaptationStudy.run(SMALL, systems::incrementAndGet);

    assertThat(systems.get()).isEqualTo(AdaptationStudy.systems(SMALL)).isEqualTo(2);
    assertThat(AdaptationStudy.run(SMALL, () -> {}).stream().map(AdaptationStudyTest::numbers))
        .containsExactlyElementsOf(outcomes.stream().map(AdaptationStudyTest::numbers).toList());
  }

  private static List<Object> numbers(AdaptationOutcome outcome) {
    return List.of(
        outcome.gap(),
        outcome.gapUnchanged(),
        outcome.regret(),
        outcome.relativeTransfer(),
        outcome.locality(),
        outcome.forgetting(),
        Arrays.toString(outcome.samplesToGap()),
        Arrays.toString(outcome.mechanismLosses()));
  }

  @Test
  void everyClassAndScopeIsMeasuredAtEveryPoint() {
    List<AdaptationOutcome> outcomes = AdaptationStudy.run(SMALL, () -> {});

    assertThat(SMALL.points()).containsExactly(3, 5, 10, 20, 40);
    assertThat(outcomes.stream().map(AdaptationOutcome::model).distinct())
        .containsExactly(
            ModelClass.CAUSAL,
            ModelClass.FULL,
            ModelClass.ANTICAUSAL,
            ModelClass.RANDOM,
            ModelClass.TABLE);
    // per system: 5 zero-shot; at 2 shots 4 classes with 4 scopes and the table with 2; at 3 more
    // points of the curve 5 classes with one scope
    assertThat(outcomes).hasSize(2 * (5 + 2 * (4 * 4 + 2) + 3 * 5));
    assertThat(outcomes).allMatch(outcome -> outcome.gap() > 0);
  }

  /** The causal tables before the shift are counts, so their divergence can be written down. */
  @Test
  void zeroShotGapIsTheDivergenceFromTheSourceTables() {
    AdaptationOutcome zeroShot =
        AdaptationStudy.run(SMALL, () -> {}).stream()
            .filter(outcome -> outcome.model() == ModelClass.CAUSAL && outcome.seed() == 2)
            .filter(outcome -> outcome.scope() == Scope.NONE)
            .findFirst()
            .orElseThrow();
    Dag graph = GraphFamily.parse("er:4:1").draw(2);
    StructuralCausalModel truth = MechanismFamily.parse("dirichlet:3").draw(graph, 2);
    ShiftedStream stream =
        ShiftedStream.of(truth, new ShiftSchedule(Shift.REDRAW_ONE, 100, 40, 1, 1, 1), 2);
    double[][] source = new double[100][];
    Arrays.setAll(source, index -> stream.draw(index).values());
    StructuralCausalModel shifted = stream.regime(100).model();
    ExactLaw law = ExactLaw.of(shifted);

    double gap = 0;
    for (int c = 0; c < law.probabilities().length; c++) {
      double[] x = law.configurations()[c];
      double[] best = shifted.losses(x);
      for (int i = 0; i < 4; i++) {
        gap +=
            law.probabilities()[c] * (tableLoss(source, graph.parents(i).mask(), i, x) - best[i]);
      }
    }
    assertThat(zeroShot.gap()).isCloseTo(gap, within(1e-12));
    assertThat(zeroShot.gapUnchanged()).isBetween(0.0, gap);
    assertThat(zeroShot.shots()).isZero();
    assertThat(zeroShot.forgetting()).isZero();
  }

  /** -ln of (n + 1/2) / (N + 3/2) with counts of the source. */
  private static double tableLoss(double[][] source, long parents, int i, double[] x) {
    double row = 0;
    double cell = 0;
    for (double[] sample : source) {
      boolean same = true;
      for (int j = 0; j < x.length; j++) {
        same &= (parents >>> j & 1) == 0 || sample[j] == x[j];
      }
      row += same ? 1 : 0;
      cell += same && sample[i] == x[i] ? 1 : 0;
    }
    return -Math.log((cell + 0.5) / (row + 1.5));
  }

  @Test
  void whatDoesNotLearnForgetsNothingAndWhatLearnsTheTargetMovesItAlone() {
    List<AdaptationOutcome> outcomes = AdaptationStudy.run(SMALL, () -> {});

    for (AdaptationOutcome outcome : outcomes) {
      if (outcome.scope() == Scope.ORACLE_TARGET) {
        assertThat(outcome.locality()).isEqualTo(1);
      }
      if (outcome.scope() == Scope.FROM_SCRATCH) {
        assertThat(outcome.relativeTransfer()).isZero();
      }
      if (outcome.scope() == Scope.ORACLE_TARGET && outcome.model() == ModelClass.CAUSAL) {
        double zeroShot =
            outcomes.stream()
                .filter(other -> other.seed() == outcome.seed() && other.scope() == Scope.NONE)
                .filter(other -> other.model() == ModelClass.CAUSAL)
                .mapToDouble(AdaptationOutcome::gapUnchanged)
                .findFirst()
                .orElseThrow();
        assertThat(outcome.gapUnchanged()).isCloseTo(zeroShot, within(1e-12));
      }
    }
  }

  @Test
  void pointsToAGapAreThoseOfTheCurve() {
    for (AdaptationOutcome outcome : AdaptationStudy.run(SMALL, () -> {})) {
      for (int e = 0; e < 3; e++) {
        int reached = outcome.samplesToGap()[e];
        boolean isBelow = outcome.gap() <= AdaptationReport.EXCESSES.get(e);
        assertThat(reached).isLessThanOrEqualTo(outcome.shots());
        assertThat(reached >= 0 || !isBelow).isTrue();
      }
    }
  }

  @Test
  void lawsThatCannotBeEnumeratedAreMeasuredOnHeldOutSamples() {
    AdaptationStudy.Settings gaussian =
        new AdaptationStudy.Settings(
            List.of("chain"),
            List.of(200),
            List.of(20),
            4,
            MechanismFamily.parse("linear-gaussian"),
            Learners.CONJUGATE,
            1,
            Shift.PERFECT,
            2,
            List.of(30.0),
            2);

    List<AdaptationOutcome> outcomes = AdaptationStudy.run(gaussian, () -> {});

    assertThat(outcomes).allMatch(outcome -> Double.isFinite(outcome.gap()));
    assertThat(outcomes).allMatch(outcome -> Double.isNaN(outcome.gapUnchanged()));
    assertThat(outcomes.stream().map(AdaptationOutcome::model)).contains(ModelClass.MONOLITH);
  }

  /** Bullet 2 of the study: the order of median gaps on sparse graphs. */
  @Test
  void causalModelsAdaptFastestThenFullThenAnticausalThenTables() {
    AdaptationStudy.Settings sparse =
        new AdaptationStudy.Settings(
            List.of("er-1"),
            List.of(1000),
            List.of(10, 50, 200),
            6,
            MechanismFamily.parse("dirichlet:3"),
            Learners.CONJUGATE,
            1,
            Shift.REDRAW_ONE,
            1,
            List.of(30.0, 90.0, 200.0),
            30);

    List<BestGap> gaps = BestGap.of(AdaptationStudy.run(sparse, () -> {}));

    for (int shots : sparse.shots()) {
      GapOrder order =
          GapOrder.of(
              gaps.stream()
                  .filter(gap -> gap.cell().shots() == shots && gap.scope() == Scope.ALL)
                  .toList());
      assertThat(order.violations()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          ring,  4, 10, 1, 30, "densities: ring: ring:4: 'ring' is not a graph family"
          er-1,  0, 10, 1, 30, "densities: er-1: er:0:1: number of nodes must be 1 to 200, not 0"
          er-1, 64, 10, 1, 30, "nodes: learners take at most 63, is 64"
          er-1,  4, 0,  1, 30, "shots: must be at least 1, is 0"
          er-1,  4, 10, 0, 30, "seeds: must be at least 1, is 0"
          er-1,  4, 10, 1, -1, "evidence: must be at least 0, is -1.0"
          """)
  void refusesWhatMakesNoSense(
      String density, int nodes, int shots, int seeds, double evidence, String problem) {
    assertThatThrownBy(() -> settings(List.of(density), nodes, shots, seeds, evidence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  private static AdaptationStudy.Settings settings(
      List<String> densities, int nodes, int shots, int seeds, double evidence) {
    return new AdaptationStudy.Settings(
        densities,
        List.of(100),
        List.of(40, shots),
        nodes,
        MechanismFamily.parse("dirichlet:3"),
        Learners.CONJUGATE,
        1,
        Shift.REDRAW_ONE,
        1,
        List.of(evidence),
        seeds);
  }
}
