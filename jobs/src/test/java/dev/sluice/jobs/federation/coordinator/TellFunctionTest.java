// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.RoundNews;
import dev.sluice.models.federation.rounds.RoundStep;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.statistics.MinimumCounts;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;

/** News as records, and the posterior of a sum. */
class TellFunctionTest {
  private static final String[] NOBODY = {};

  private static BesideHarness<Telling, FederationBelief> open(CoordinatorSettings settings)
      throws Exception {
    return BesideHarness.of(
            Beside.inOrder(
                new Tell(settings),
                TypeInformation.of(Telling.class),
                TypeInformation.of(Known.class),
                1,
                CoordinatorGauges.of(1)),
            telling -> telling.declaration().experimentId())
        .open();
  }

  private static RoundNews news(RoundStep step, double[] logits, RingVector pooled, Roster roster) {
    String[] sites = {"a", "b"};
    return new RoundNews(
        3,
        1,
        step,
        50,
        null,
        logits,
        logits == null ? null : new double[] {2, -2, 0},
        sites,
        pooled,
        roster,
        roster == null ? NOBODY : sites,
        NOBODY);
  }

  @Test
  void aBeliefHasAllThatASiteNeeds() throws Exception {
    Declaration declaration = Fixture.declared(Fixture.declaration("f", ""), 1);
    Keys[] members = {
      new Keys("a", new byte[] {1}, new byte[] {2}), new Keys("b", new byte[] {3}, new byte[] {4})
    };
    Roster roster = new Roster(new RoundId("f", 3, 1), 2, members);
    double[] existence = {3, -3, -3, -3, -3, 3};
    try (BesideHarness<Telling, FederationBelief> tell = open(Fixture.settings("--secure"))) {
      tell.send(
          new Telling(declaration, 1, news(RoundStep.MASKED, existence, null, roster), null, 50));
      tell.awaitRecords(1);
      FederationBelief belief = tell.records().get(0).record();
      assertThat(belief.getPhase()).isEqualTo(FederationPhase.MASKED);
      assertThat(belief.getVariables()).extracting("name").containsExactly("A", "B", "C");
      assertThat(belief.getVariables()).extracting("categories").containsExactly(2, 3, 4);
      assertThat(belief.getShared()).isEqualTo(FederationShare.BELIEFS);
      assertThat(belief.getExistence()).containsExactly(3., -3., -3., -3., -3., 3.);
      assertThat(belief.getOrientation()).containsExactly(2., -2., 0.);
      assertThat(belief.getGraph()).containsExactly(List.of("A", "B"));
      assertThat(belief.getShd()).isEqualTo(1);
      assertThat(belief.getEdges().get(0).get(1))
          .isCloseTo(1 / (1 + Math.exp(-3)) / (1 + Math.exp(-2)), within(1e-12));
      assertThat(belief.getMembers()).containsExactly("a", "b");
      assertThat(belief.getThreshold()).isEqualTo(2);
      assertThat(belief.getRoster().get(1).getMaskKey().get(0)).isEqualTo((byte) 3);
      assertThat(List.of(belief.getClip(), belief.getLeastWeight(), belief.getAlpha()))
          .containsExactly(8., .05, .2);
      assertThat(belief.getFailure()).isNull();
    }
  }

  @Test
  void theSumHasThePosteriorOfAllRowsWhichLaterNewsRepeat() throws Exception {
    CoordinatorSettings settings = Fixture.settings("--share=statistics");
    Declaration declaration = Fixture.declared(Fixture.continuous("f", 3), 1);
    StatisticsAgreement agreement = Federation.of(declaration, settings).terms().agreement();
    SufficientStatistics all = rows(agreement, 0, 60, false);
    RingVector sum =
        numbers(agreement, rows(agreement, 0, 25, false))
            .plus(numbers(agreement, rows(agreement, 25, 60, false)));
    try (BesideHarness<Telling, FederationBelief> tell = open(settings)) {
      tell.send(
          new Telling(declaration, 1, news(RoundStep.UPDATES, null, sum, null), null, 50),
          new Telling(declaration, 1, news(RoundStep.UPDATES, null, null, null), null, 50));
      tell.awaitRecords(2);
      double[][] edges =
          Inference.posterior(
                  agreement.domain(), all, declaration.scorePrior(), declaration.graphPrior())
              .edges();
      for (int record = 0; record < 2; record++) {
        FederationBelief belief = tell.records().get(record).record();
        assertThat(belief.getRows()).isEqualTo(60);
        assertThat(belief.getAgreement().getBounds()).containsExactly(30, 30, 30);
        assertThat(belief.getExistence()).isNull();
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            assertThat(belief.getEdges().get(i).get(j)).isCloseTo(edges[i][j], within(1e-12));
          }
        }
      }
    }
  }

  @Test
  void withoutAPosteriorTheRoundGoesOnAndTheReasonIsTold() throws Exception {
    CoordinatorSettings settings = Fixture.settings("--share=statistics");
    Declaration declaration =
        Fixture.declared(
            Fixture.continuous("f", 3)
                .replaceFirst("}$", ",\"score\":{\"priorScale\":\"EVIDENCE\"}}"),
            1);
    StatisticsAgreement agreement = Federation.of(declaration, settings).terms().agreement();
    RingVector sum = numbers(agreement, rows(agreement, 0, 25, true));
    try (BesideHarness<Telling, FederationBelief> tell = open(settings)) {
      tell.send(
          new Telling(declaration, 1, news(RoundStep.UPDATES, null, sum, null), null, 50),
          new Telling(declaration, 1, news(RoundStep.UPDATES, null, null, null), null, 50));
      tell.awaitRecords(2);
      FederationBelief failed = tell.records().get(0).record();
      assertThat(failed.getFailureReason()).isEqualTo(FailureReason.DEPENDENT_VARIABLES);
      assertThat(failed.getEdges()).isNull();
      FederationBelief open = tell.records().get(1).record();
      assertThat(open.getFailure()).isNull();
      assertThat(open.getPhase()).isEqualTo(FederationPhase.UPDATES);
    }
  }

  @Test
  void aFailureIsToldAndAnEndIsATombstone() throws Exception {
    Declaration declaration = Fixture.declared(Fixture.declaration("f", ""), 1);
    Failure failure = new Failure(FailureReason.UNSUPPORTED, "why", 9);
    try (BesideHarness<Telling, FederationBelief> tell = open(Fixture.settings())) {
      tell.send(new Telling(declaration, 1, null, failure, 9));
      tell.awaitRecords(1);
      tell.send(new Telling(declaration, 1, null, null, 9));
      tell.awaitRecords(2);
      FederationBelief failed = tell.records().get(0).record();
      assertThat(failed.getFailure()).isEqualTo("why");
      assertThat(failed.getPhase()).isEqualTo(FederationPhase.UNKNOWN);
      assertThat(tell.records().get(1).record()).isNull();
    }
  }

  private static SufficientStatistics rows(
      StatisticsAgreement agreement, int from, int to, boolean dependent) {
    SufficientStatistics statistics = SufficientStatistics.empty(agreement.domain(), 0);
    for (int row = from; row < to; row++) {
      UniformRandomProvider random = KeyedRandom.of(5, "rows", row);
      double x = random.nextDouble(-1, 1);
      double y = dependent ? 2 * x : x + random.nextDouble(-1, 1);
      double[] values = {x, y, y + random.nextDouble(-1, 1)};
      statistics.observe(agreement.domain(), values, VariableSet.EMPTY, 1);
    }
    return statistics;
  }

  private static RingVector numbers(StatisticsAgreement agreement, SufficientStatistics rows) {
    SufficientStatistics none = SufficientStatistics.empty(agreement.domain(), 0);
    return StatisticSums.contribution(agreement, rows, none, new MinimumCounts(1)).numbers();
  }
}
