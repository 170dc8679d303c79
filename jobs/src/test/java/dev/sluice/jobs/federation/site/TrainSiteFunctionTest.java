// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static dev.sluice.schemas.FederationPhase.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.FederationAgreement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a site computes of what it holds. */
class TrainSiteFunctionTest extends JoinHarness {

  private TrainSite train(Share share) {
    return new TrainSite(Fixture.settings(Fixture.secret(directory), share, PLAIN, false));
  }

  @Test
  void anUpdateIsOfTheDrawsAndWeighsByTheirTargets() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 40);
    hear(Fixture.belief(0, UPDATES).setGraph(List.of()));
    TrainSite train = train(Share.BELIEFS);
    Done<SiteKnowledge, Computed> done = train.compute(requests().get(0), null);
    int[] numbers = done.snapshot().numbers().values();
    assertThat(numbers).hasSize(13);
    // Of the pairs AB, AC and BC the first two are at the target; nothing leads to the third.
    int least = (int) Math.rint(SiteWeights.PROXIMITY.least() / SiteWeights.UNIT);
    assertThat(numbers).endsWith(1 << 20, 1 << 20, least, 1);
    assertThat(numbers[0]).isNotZero();
    assertThat(train.compute(requests().get(0), null).snapshot().numbers().values())
        .isEqualTo(numbers);
    assertThat(done.memory().learned().held().rows()).isZero();
    assertThat(done.memory().learned().epochs()).isEqualTo(1);
    assertThat(train.bytes(requests().get(0), null)).isPositive();
    send(40, 50);
    hear(Fixture.belief(1, UPDATES).setAlpha(null));
    done = train.compute(requests().get(1), done.memory());
    assertThat(done.snapshot().numbers().values()).endsWith(1 << 20, 1 << 20, 1 << 20, 1);
    assertThat(done.memory().learned().epochs()).isEqualTo(2);
  }

  @Test
  void statisticsAreThoseOfEnoughRows() throws Exception {
    open(Share.STATISTICS, false);
    hear(Fixture.declaration(1));
    send(0, 8);
    hear(Fixture.statistics(0, UPDATES));
    TrainSite train = train(Share.STATISTICS);
    Done<SiteKnowledge, Computed> done = train.compute(requests().get(0), null);
    StatisticsAgreement agreement =
        requests()
            .get(0)
            .belief()
            .agreement()
            .of(List.of("A", "B", "C"), SiteSubject.of(Fixture.declared(1)).domain());
    var pooled = StatisticSums.pooled(agreement, done.snapshot().numbers());
    assertThat(pooled.sites()).isEqualTo(1);
    assertThat(done.memory().sent().observed()).isEqualTo(8);
    send(8, 12);
    hear(Fixture.statistics(1, UPDATES));
    done = train.compute(requests().get(1), done.memory());
    assertThat(done.memory().sent().observed()).isEqualTo(12);
  }

  @Test
  void rowsBeyondTheAgreementAreAFailureThatPassesAndTellsNothing() throws Exception {
    open(Share.STATISTICS, false);
    hear(Fixture.declaration(1));
    send(0, 8);
    hear(
        Fixture.statistics(0, UPDATES)
            .setAgreement(new FederationAgreement(2, 7L, 10, List.of(), 2, "")));
    TrainSite train = train(Share.STATISTICS);
    SiteRequest request = requests().get(0);
    assertThatThrownBy(() -> train.compute(request, null))
        .isInstanceOf(KeyFailure.class)
        .hasMessage("8 rows; agreed are at most 7");
    Failure failure = new Failure(FailureReason.UNSUPPORTED, "8 rows; agreed are at most 7", 0);
    assertThat(train.failed(request, failure).failure())
        .isEqualTo("the site's rows are not within the agreement");
    assertThat(train.failed(request, failure).numbers()).isNull();
  }
}
