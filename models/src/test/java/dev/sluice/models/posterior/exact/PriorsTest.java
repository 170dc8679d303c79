// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriorsTest {
  private static final Domain THREE = Domain.continuous(3);
  private static final SufficientStatistics NO_SAMPLES = SufficientStatistics.empty(THREE);

  @Test
  void fairPriorWeighsParentSetsBySize() {
    LocalScores scores = new Experiment(THREE, NO_SAMPLES, GraphPrior.fair(3)).score(defaults());
    assertThat(scores.of(0, 0b000)).isEqualTo(0);
    assertThat(scores.of(0, 0b010)).isCloseTo(-Math.log(2), within(1e-15));
    assertThat(scores.of(0, 0b110)).isCloseTo(0, within(1e-15));
  }

  @Test
  void edgePenaltyIsPerEdge() {
    long[] none = new long[3];
    GraphPrior prior =
        new GraphPrior(
            GraphPrior.Kind.UNIFORM, 0.25, VariableSet.ofMasks(none), VariableSet.ofMasks(none));
    LocalScores scores = new Experiment(THREE, NO_SAMPLES, prior).score(defaults());
    assertThat(scores.of(0, 0b110)).isEqualTo(-0.5);
  }

  @Test
  void constraintsExcludeParentSets() {
    GraphPrior prior =
        new GraphPrior(
            GraphPrior.Kind.UNIFORM,
            0,
            VariableSet.ofMasks(0, 0b001, 0),
            VariableSet.ofMasks(0, 0b100, 0));
    Posterior posterior = Inference.posterior(THREE, NO_SAMPLES, defaults(), prior);
    assertThat(posterior.edges()[0][1]).isCloseTo(1, within(1e-15));
    assertThat(posterior.edges()[1][0]).isEqualTo(0);
    assertThat(posterior.edges()[2][1]).isEqualTo(0);
    // 0 -> 1 and any of: 0 -> 2, 2 -> 0, neither; 1 -> 2 or not, no cycle
    assertThat(posterior.logEvidence()).isCloseTo(Math.log(5), within(1e-15));
    assertThat(posterior.topGraphs()).hasSize(5);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constrained(new long[] {0, 0b001, 0}, new long[] {0, 0b001, 0}))
        .withMessage("edge 0->1 is both required and forbidden");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constrained(new long[] {0b010, 0b001, 0}, new long[3]))
        .withMessage("required edges: edges form the cycle 0->1->0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constrained(new long[] {0, 0b1000, 0}, new long[3]))
        .withMessage("required edges: parents of node 1: no such node among 3 nodes: {3}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constrained(new long[3], new long[2]))
        .withMessage("required parents of 3 nodes, forbidden parents of 2");
  }

  @Test
  void parametersAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScorePrior(0, 5, 1, false, 1))
        .withMessage("alphaMu must be above 0 and finite: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScorePrior(1, 5, Double.NaN, false, 1))
        .withMessage("priorScale must be above 0 and finite: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScorePrior(1, 5, 1, false, Double.POSITIVE_INFINITY))
        .withMessage("equivalentSampleSize must be above 0 and finite: Infinity");
    ScorePrior tooFew = new ScorePrior(1, 4, 0.5, false, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Inference.posterior(THREE, NO_SAMPLES, tooFew, GraphPrior.uniform(3)))
        .withMessage("alphaW must be above d + 1 = 4: 4.0");
    assertThat(ScorePrior.defaults(3)).isEqualTo(new ScorePrior(1, 5, 0.5, false, 1));
  }

  @Test
  void argumentsMustFitEachOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Inference.posterior(THREE, NO_SAMPLES, defaults(), GraphPrior.uniform(4)))
        .withMessage("prior over graphs of 4 nodes for 3 variables");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Inference.posterior(
                    Domain.categorical(2, 2, 2),
                    Fixture.simulate(3, 5, 1, false, 1),
                    defaults(),
                    GraphPrior.uniform(3)))
        .withMessage("statistics of another kind than the Domain(categorical [2, 2, 2])");
    Domain large = Domain.continuous(23);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Inference.posterior(
                    large,
                    SufficientStatistics.empty(large),
                    ScorePrior.defaults(23),
                    GraphPrior.uniform(23)))
        .withMessage("at most 22 variables: 23");
  }

  @Test
  void scaleByEvidenceFindsTheScaleOfTheData() {
    // in units a thousand times smaller the best scale is a million times larger
    for (double unit : new double[] {1e-12, 1e-5, 0.03, 1, 30, 1e5, 1e12}) {
      SufficientStatistics statistics = inUnits(unit);
      Posterior chosen =
          Inference.posterior(THREE, statistics, byEvidence(), GraphPrior.uniform(3));
      double best = Double.NEGATIVE_INFINITY;
      for (int k = -60; k <= 60; k++) {
        ScorePrior fixed = defaults().withScale(chosen.priorScale() * Math.pow(10, k / 2.0));
        Posterior posterior = Inference.posterior(THREE, statistics, fixed, GraphPrior.uniform(3));
        if (posterior.logEvidence() > best) {
          best = posterior.logEvidence();
          assertThat(chosen.logEvidence()).isGreaterThanOrEqualTo(best);
        }
        if (k == 0) {
          assertThat(chosen.edges()).isDeepEqualTo(posterior.edges());
        }
      }
      assertThat(chosen.logEvidence()).isEqualTo(best);
      assertThat(chosen.priorScale() / (unit * unit)).isCloseTo(3.0918601490404, within(1e-12));
    }
  }

  @Test
  void aCommonFactorChangesTheScaleByItsSquareAndNothingElse() {
    Posterior unit = Inference.posterior(THREE, inUnits(1), byEvidence(), GraphPrior.uniform(3));
    for (double factor : new double[] {1e-12, 1e-9, 1e8, 1e9}) {
      Posterior scaled =
          Inference.posterior(THREE, inUnits(factor), byEvidence(), GraphPrior.uniform(3));
      assertThat(scaled.priorScale() / (factor * factor * unit.priorScale()))
          .isCloseTo(1, within(1e-12));
      for (int i = 0; i < 3; i++) {
        assertThat(scaled.edges()[i]).containsExactly(unit.edges()[i], within(1e-9));
      }
    }
  }

  @Test
  void theEvidenceOfNoSamplesIsTheSameAtEveryScale() {
    Posterior chosen = Inference.posterior(THREE, NO_SAMPLES, byEvidence(), GraphPrior.uniform(3));
    assertThat(chosen.priorScale()).isEqualTo(0.5);
  }

  private static SufficientStatistics inUnits(double unit) {
    SufficientStatistics statistics = SufficientStatistics.empty(THREE);
    for (double[] row : Fixture.continuousRows()) {
      double[] scaled = Arrays.stream(row).limit(3).map(x -> x * unit).toArray();
      statistics.observe(THREE, scaled, VariableSet.ofMask(0), 1);
    }
    return statistics;
  }

  private static ScorePrior byEvidence() {
    return new ScorePrior(1, 5, 0.5, true, 1);
  }

  private static GraphPrior constrained(long[] required, long[] forbidden) {
    return new GraphPrior(
        GraphPrior.Kind.UNIFORM, 0, VariableSet.ofMasks(required), VariableSet.ofMasks(forbidden));
  }

  private static ScorePrior defaults() {
    return ScorePrior.defaults(3);
  }
}
