// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static dev.sluice.schemas.FederationPhase.KEYS;
import static dev.sluice.schemas.FederationPhase.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationShare;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a site takes no part in, and that it says so once. */
class JoinRefusalsFunctionTest extends JoinHarness {

  private void refuses(FederationBelief.Builder belief, String why) throws Exception {
    int before = refusals().size();
    int passed = questions().size();
    hear(belief);
    assertThat(refusals()).hasSize(before + 1);
    assertThat(refusals().get(before).getReason()).isEqualTo(why);
    assertThat(questions()).hasSize(passed);
    assertThat(requests()).isEmpty();
  }

  private static List<FederatedVariable> variables(Integer ofB, String last) {
    return List.of(
        new FederatedVariable("A", 3),
        new FederatedVariable("B", ofB),
        new FederatedVariable(last, 3));
  }

  @Test
  void otherVariablesAreNamed() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 8);
    refuses(
        Fixture.belief(0, UPDATES).setVariables(variables(3, "D")),
        "variables: the coordinator has [A, B, D], this site has [A, B, C]");
    refuses(
        Fixture.belief(0, UPDATES).setVariables(variables(4, "C")),
        "categories of B: the coordinator has 4, this site has 3");
    refuses(
        Fixture.belief(0, UPDATES).setVariables(variables(null, "C")),
        "kind of B: the coordinator has CONTINUOUS, this site has CATEGORICAL");
    FederationAudit audit = refusals().get(0);
    assertThat(audit.getWhat()).isEqualTo(FederationMessage.REFUSED);
    assertThat(audit.getSite()).isEqualTo("s");
    assertThat(audit.getFederation()).isEqualTo("e");
    assertThat(audit.getBytes()).isZero();
    hear(Fixture.belief(1, UPDATES));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void theSameIsSaidOnceForEachDeclaration() throws Exception {
    open(Share.STATISTICS, false);
    hear(Fixture.declaration(1));
    refuses(Fixture.belief(0, KEYS), "shared: beliefs; this site shares statistics");
    hear(Fixture.belief(0, KEYS).setAttempt(1));
    hear(Fixture.belief(1, KEYS));
    assertThat(refusals()).hasSize(1);
    hear(Fixture.declaration(2));
    assertThat(refusals()).hasSize(2);
    refuses(
        Fixture.belief(1, KEYS).setShared(FederationShare.UNKNOWN),
        "shared: nothing known here; this site shares statistics");
  }

  @Test
  void rulesOfTheSiteHold() throws Exception {
    open(
        Fixture.settings(
            Fixture.secret(directory), Share.BELIEFS, SiteRules.plain(3, true), false));
    hear(Fixture.declaration(1));
    send(0, 8);
    refuses(
        Fixture.belief(0, KEYS), "sums of 2 sites are made; this site is in none of fewer than 3");
    refuses(
        Fixture.belief(0, UPDATES).setMinimumSites(3),
        "updates are not masked; this site sends masked ones only");
    hear(Fixture.belief(0, KEYS).setMinimumSites(3));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void beliefsThatMakeNoSenseAreRefused() throws Exception {
    open(Share.BELIEFS, false);
    hear(Fixture.declaration(1));
    send(0, 8);
    refuses(
        Fixture.belief(0, UPDATES).setExistence(List.of(1.0)),
        "existence: expected 6 finite numbers");
    refuses(
        Fixture.belief(0, UPDATES).setOrientation(List.of(0.0, Double.NaN, 0.0)),
        "orientation: expected 3 finite numbers");
    refuses(Fixture.belief(0, UPDATES).setClip(null), "clip: must be above 0, is null");
    refuses(Fixture.belief(0, UPDATES).setAlpha(1.0), "alpha: must be between 0 and 1, is 1.0");
    refuses(
        Fixture.belief(0, UPDATES)
            .setVariables(List.of(new FederatedVariable("B", 3), new FederatedVariable("A", 3))),
        "variables: not in the order of their names");
  }

  @Test
  void whatTakesTooMuchMemoryIsNotHeld() throws Exception {
    SiteSettings settings =
        Fixture.settings(Fixture.secret(directory), Share.BELIEFS, PLAIN, false);
    SiteTraining ample = settings.training();
    SiteTraining narrow =
        new SiteTraining(
            ample.method(), ample.capacity(), 1, 5, 5, 1, false, false, 5 * (256 + 3 * 8));
    open(
        new SiteSettings(
            settings.topics(),
            settings.coordinator(),
            "s",
            settings.secretFile(),
            Share.BELIEFS,
            PLAIN,
            1e-5,
            4,
            2,
            narrow,
            settings.admission()));
    hear(Fixture.declaration(1));
    send(0, 6);
    refuses(
        Fixture.belief(0, UPDATES),
        "what is held to learn from takes more memory than it may (--max-state)");
    hear(Fixture.declaration(2));
    send(6, 10);
    assertThat(requests()).hasSize(1);
    assertThat(rows(requests().get(0))).isEqualTo(4);
  }
}
