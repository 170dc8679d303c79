// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights that a double cannot hold. */
class ExtremeWeightsTest {
  /** exp of less than this is 0 in a double. */
  private static final double UNDERFLOW = -745.2;

  @ParameterizedTest
  @CsvSource({
    "8, 5000, 1, false",
    "8, 5000, 0.1, true",
    "11, 5000, 0.1, false",
    "11, 5000, 0.1, true",
    "8, 1000000, 0.1, false",
    "8, 1000000, 0.1, true"
  })
  void sumsStaySoundWhereDoublesUnderflow(
      int dimension, int samples, double noise, boolean interventional) {
    Experiment experiment =
        new Experiment(
            Domain.continuous(dimension),
            Fixture.simulate(dimension, samples, noise, interventional, 3),
            GraphPrior.uniform(dimension));
    LocalScores scores = experiment.score(ScorePrior.defaults(dimension));
    StructureModularSum structureModular = new StructureModularSum(scores, Team.alone());
    OrderModularSum orderModular = new OrderModularSum(scores, Team.alone());
    Posterior exact = structureModular.posterior(1);
    Posterior order = orderModular.posterior(1);

    assertThat(scores.of(exact.mapGraph()) - sumOfBestFamilies(scores)).isLessThan(UNDERFLOW);
    assertThat(structureModular.spread()).isLessThan(1e-9);
    assertThat(orderModular.spread()).isLessThan(1e-12);
    assertThat(exact.logEvidence()).isGreaterThanOrEqualTo(scores.of(exact.mapGraph()));
    assertThat(order.logEvidence()).isGreaterThanOrEqualTo(exact.logEvidence());
    assertThat(exact.entropy()).isBetween(0.0, 40.0);
    // the graph that made the data: i -> i+1, i -> i+2
    for (int i = 0; i + 2 < dimension; i++) {
      for (int j = i + 1; j <= i + 2; j++) {
        assertThat(exact.edges()[i][j] + exact.edges()[j][i]).isBetween(0.9, 1.0 + 1e-9);
        if (interventional) {
          assertThat(exact.edges()[i][j]).isBetween(0.999, 1.0 + 1e-9);
          assertThat(exact.ancestors()[i][j]).isBetween(0.999, 1.0 + 1e-9);
        }
      }
    }
  }

  @Test
  void sumsWithoutSubtractionAgree() {
    for (boolean interventional : new boolean[] {false, true}) {
      LocalScores scores =
          new Experiment(
                  Domain.continuous(9),
                  Fixture.simulate(9, 5000, 0.1, interventional, 4),
                  GraphPrior.fair(9))
              .score(ScorePrior.defaults(9));
      double withSubtraction = new StructureModularSum(scores, Team.alone()).logEvidence();
      assertThat(withoutSubtraction(scores)).isCloseTo(withSubtraction, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void scoresThatAreNotFiniteAreRefused(Method method) {
    Experiment experiment =
        new Experiment(
            Domain.continuous(5), Fixture.simulate(5, 20, 1, false, 3), GraphPrior.uniform(5));
    for (boolean scaleByEvidence : new boolean[] {false, true}) {
      // ln Gamma overflows
      ScorePrior prior = new ScorePrior(1, 1e308, 0.5, scaleByEvidence, 1);
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> Inference.posterior(experiment, prior, method))
          .withMessage("score of node 0 given parents 0 is NaN");
    }
  }

  /** ln Z = ln of the sum over first layers I of f(I, V) times the weights of roots. */
  private static double withoutSubtraction(LocalScores scores) {
    FamilySums families = new FamilySums(scores, Team.alone());
    LayerSums sums = new LayerSums(families);
    double total = 0;
    for (int layer = 1; layer <= families.everyNode(); layer++) {
      double log = sums.log(layer, families.everyNode());
      for (int node = 0; node < families.nodes(); node++) {
        if ((layer >>> node & 1) != 0) {
          log += families.logWeight(node, 0);
        }
      }
      total += Math.exp(log);
    }
    return families.mapScore() + Math.log(total);
  }

  private static double sumOfBestFamilies(LocalScores scores) {
    double sum = 0;
    for (int node = 0; node < scores.nodes(); node++) {
      double best = Double.NEGATIVE_INFINITY;
      for (double score : scores.of(node)) {
        best = Math.max(best, score);
      }
      sum += best;
    }
    return sum;
  }
}
