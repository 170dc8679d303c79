// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.statistics.Quartiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestGapTest {
  @Test
  void quartilesAreInterpolatedBetweenOrderStatistics() {
    assertThat(Quartiles.of(new double[] {4, 1, 3, 2})).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    assertThat(Quartiles.of(new double[] {7})).isEqualTo(new Quartiles(7, 7, 7));
  }

  @Test
  void everyClassIsShownAtItsBestEvidence() {
    List<AdaptationOutcome> outcomes = new ArrayList<>();
    outcomes.addAll(outcomes(ModelClass.CAUSAL, 1, 5, 1, 2));
    outcomes.addAll(outcomes(ModelClass.CAUSAL, 30, 3, 4, 0));
    outcomes.addAll(outcomes(ModelClass.TABLE, 1, 4, 4, 4));

    List<BestGap> best = BestGap.of(outcomes);

    BestGap.Cell cell = new BestGap.Cell("er-1", 200, 10);
    assertThat(best)
        .containsExactly(
            new BestGap(
                cell,
                ModelClass.CAUSAL,
                Scope.ALL,
                1,
                List.of(5.0, 1.0, 2.0),
                new Quartiles(1.5, 2, 3.5)),
            new BestGap(
                cell,
                ModelClass.TABLE,
                Scope.ALL,
                1,
                List.of(4.0, 4.0, 4.0),
                new Quartiles(4, 4, 4)));
  }

  @Test
  void orderHoldsWhereMediansRise() {
    assertThat(order(1, 2, 3, 4).holds()).isTrue();
  }

  @Test
  void orderTellsWhichNeighboursBreakIt() {
    GapOrder order = order(1, 3, 2, 4);

    assertThat(order.holds()).isFalse();
    GapOrder.Violation violation = order.violations().get(0);
    assertThat(order.violations()).hasSize(1);
    assertThat(violation.before().model()).isEqualTo(ModelClass.FULL);
    assertThat(violation.after().model()).isEqualTo(ModelClass.ANTICAUSAL);
    assertThat(violation.wins()).isZero();
  }

  @Test
  void aTieIsNoOrderUnlessTheModelsAreTheSame() {
    GapOrder tie =
        GapOrder.of(
            BestGap.of(
                concatenated(
                    outcomes(ModelClass.CAUSAL, 1, 1, 2, 3),
                    outcomes(ModelClass.FULL, 1, 2, 2, 2))));
    GapOrder same =
        GapOrder.of(
            BestGap.of(
                concatenated(
                    outcomes(ModelClass.CAUSAL, 1, 1, 2, 3),
                    outcomes(ModelClass.FULL, 1, 1, 2, 3))));

    assertThat(tie.violations()).hasSize(1);
    assertThat(tie.violations().get(0).wins()).isEqualTo(1);
    assertThat(same.holds()).isTrue();
  }

  @Test
  void classesThatAreNotComparedMayLack() {
    List<BestGap> gaps =
        BestGap.of(
            concatenated(outcomes(ModelClass.CAUSAL, 1, 2), outcomes(ModelClass.MONOLITH, 1, 1)));

    assertThat(GapOrder.of(gaps).violations()).hasSize(1);
  }

  private static GapOrder order(double causal, double full, double anticausal, double table) {
    List<AdaptationOutcome> outcomes = new ArrayList<>();
    outcomes.addAll(outcomes(ModelClass.CAUSAL, 1, causal));
    outcomes.addAll(outcomes(ModelClass.FULL, 1, full));
    outcomes.addAll(outcomes(ModelClass.ANTICAUSAL, 1, anticausal));
    outcomes.addAll(outcomes(ModelClass.TABLE, 1, table));
    return GapOrder.of(BestGap.of(outcomes));
  }

  private static List<AdaptationOutcome> concatenated(
      List<AdaptationOutcome> first, List<AdaptationOutcome> second) {
    List<AdaptationOutcome> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static List<AdaptationOutcome> outcomes(
      ModelClass model, double evidence, double... gaps) {
    List<AdaptationOutcome> outcomes = new ArrayList<>();
    for (int seed = 0; seed < gaps.length; seed++) {
      outcomes.add(
          new AdaptationOutcome(
              "er-1",
              200,
              seed,
              model,
              Scope.ALL,
              evidence,
              10,
              gaps[seed],
              0,
              0,
              0,
              0,
              0,
              new int[0],
              new double[0]));
    }
    return outcomes;
  }
}
