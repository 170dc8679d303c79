// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static dev.sluice.schemas.FederationPhase.ENDED;
import static dev.sluice.schemas.FederationPhase.KEYS;
import static dev.sluice.schemas.FederationPhase.MASKED;
import static dev.sluice.schemas.FederationPhase.SHARES;
import static dev.sluice.schemas.FederationPhase.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import org.junit.jupiter.api.Test;

/** When a site joins a round, and with what. */
class JoinFunctionTest extends JoinHarness {

  @Test
  void joinsARoundOnceThereAreSamplesEnough() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 3);
    hear(Fixture.belief(0, UPDATES));
    assertThat(requests()).isEmpty();
    assertThat(questions()).hasSize(1);
    assertThat(questions().get(0).question().phase()).isEqualTo(Phase.UPDATES);
    send(3, 4);
    assertThat(requests()).hasSize(1);
    assertThat(rows(requests().get(0))).isEqualTo(4);
    assertThat(requests().get(0).draws().get(1).intervention().targets())
        .isEqualTo(VariableSet.of(0));
    send(4, 20);
    hear(Fixture.belief(0, UPDATES));
    assertThat(requests()).hasSize(1);
    assertThat(questions()).hasSize(2);
    hear(Fixture.belief(1, UPDATES));
    assertThat(requests()).hasSize(2);
    assertThat(rows(requests().get(1))).isEqualTo(16);
    assertThat(requests().get(1).belief().question().id().round()).isEqualTo(1);
    hear(Fixture.belief(2, UPDATES));
    assertThat(requests()).hasSize(2);
    assertThat(refusals()).isEmpty();
  }

  @Test
  void valuesAreInTheOrderOfNames() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    hear(Fixture.belief(0, KEYS));
    send(0, 4);
    // Declared are C, A, B; sample 2 is 2, 0, 1, sample 0 is 0, 1, 2.
    assertThat(requests().get(0).draws().get(0).values()).containsExactly(1, 2, 0, 0, 1, 2);
  }

  @Test
  void whatIsHeldIsToldInEveryRound() throws Exception {
    open(Share.BELIEFS, true);
    hear(Fixture.declaration(1));
    send(0, 4);
    hear(Fixture.belief(0, KEYS));
    send(4, 8);
    hear(Fixture.belief(1, KEYS));
    assertThat(requests()).extracting(JoinHarness::rows).containsExactly(4, 8);
  }

  @Test
  void joinsNothingThatHasGoneOnAndPassesAllOn() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 8);
    hear(Fixture.belief(0, SHARES));
    hear(Fixture.belief(0, MASKED));
    hear(Fixture.belief(0, ENDED));
    assertThat(requests()).isEmpty();
    assertThat(questions())
        .extracting(heard -> heard.question().phase())
        .containsExactly(Phase.SHARES, Phase.MASKED, Phase.NOTHING);
    hear(Fixture.belief(1, KEYS).setFailure("too few rows"));
    assertThat(requests()).isEmpty();
    hear(Fixture.belief(1, KEYS).setAttempt(3));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void onlyTheNewestBeliefCountsOfThoseThatWereThereBefore() throws Exception {
    begin(Fixture.settings(Fixture.secret(directory), Share.BELIEFS, PLAIN, false), null);
    hear(Fixture.declaration(1));
    hear(Fixture.belief(0, UPDATES));
    hear(Fixture.belief(7, UPDATES));
    assertThat(questions()).isEmpty();
    send(0, 4);
    read();
    assertThat(questions()).extracting(heard -> heard.id().round()).containsExactly(7L);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void whatIsHeardBeforeADeclarationIsConsideredOnceAllIsRead() throws Exception {
    begin(Fixture.settings(Fixture.secret(directory), Share.BELIEFS, PLAIN, false), null);
    send(0, 4);
    hear(Fixture.belief(2, UPDATES));
    hear(Fixture.declaration(1));
    assertThat(questions()).isEmpty();
    read();
    assertThat(questions()).extracting(heard -> heard.id().round()).containsExactly(2L);
    assertThat(requests()).extracting(JoinHarness::rows).containsExactly(4);
  }

  @Test
  void anEndForgetsSamplesAndNotWhichRoundsWereJoined() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 6);
    hear(Fixture.belief(3, UPDATES));
    hear(Fixture.end());
    assertThat(requests().get(1).belief()).isNull();
    hear(Fixture.declaration(9));
    send(6, 10);
    assertThat(requests()).hasSize(2);
    hear(Fixture.belief(4, UPDATES));
    assertThat(requests()).hasSize(3);
    assertThat(rows(requests().get(2))).isEqualTo(4);
  }

  @Test
  void statisticsAreOfAllRowsOfTheLife() throws Exception {
    open(Share.STATISTICS, false);
    hear(Fixture.declaration(1));
    send(0, 300);
    hear(Fixture.statistics(0, UPDATES));
    send(300, 304);
    hear(Fixture.statistics(1, UPDATES));
    assertThat(requests())
        .extracting(request -> request.statistics().observed())
        .containsExactly(300L, 304L);
    assertThat(requests().get(1).statistics().observedByRegime())
        .containsEntry(VariableSet.of(0), 152L);
    assertThat(requests().get(1).draws()).isEmpty();
  }

  @Test
  void aRestartGoesOnWhereItWas() throws Exception {
    SiteSettings settings =
        Fixture.settings(Fixture.secret(directory), Share.BELIEFS, PLAIN, false);
    open(settings);
    hear(Fixture.declaration(1));
    hear(Fixture.belief(0, UPDATES));
    send(0, 3);
    var state = harness.snapshot(1, 1);
    harness.close();
    begin(settings, state);
    read();
    send(3, 4);
    assertThat(requests()).hasSize(1);
    assertThat(rows(requests().get(0))).isEqualTo(4);
  }

  @Test
  void networksOfAnotherWidthAreAFaultOfConfiguration() throws Exception {
    open(Share.BELIEFS, false);
    var state = harness.snapshot(1, 0);
    harness.close();
    SiteSettings wider =
        Fixture.settings(Fixture.secret(directory), Share.BELIEFS, PLAIN, false, 32);

    assertThatThrownBy(() -> begin(wider, state))
        .hasStackTraceContaining(
            "the state was learned with --method ENCO --hidden 16 --batch 32 --graphs 10"
                + " --sparsity (own) --latent-confounders false --seed 3 --capacity 150"
                + " --intervention-capacity 40, not with --method ENCO --hidden 32");
  }
}
