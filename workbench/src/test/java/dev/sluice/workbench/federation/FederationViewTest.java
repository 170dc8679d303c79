// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FederationViewTest {

  private static List<String> lines(FederationBelief... beliefs) {
    return lines(new TreeMap<>(), beliefs);
  }

  private static List<String> lines(
      SortedMap<String, SiteAccount> sites, FederationBelief... beliefs) {
    FederationCourse course = new FederationCourse();
    for (FederationBelief belief : beliefs) {
      course.observe(belief);
    }
    return new FederationView(false).lines(course, sites);
  }

  @Test
  void beforeTheFirstRoundNothingIsBelieved() {
    assertThat(lines(FederationFixture.opening("lab")))
        .containsExactly(
            "lab: beliefs of 2 variables, round 0 waits for updates",
            "as of 2023-11-14T22:13:20Z, of no site yet; a sum needs 2 sites",
            "nothing is believed yet");
  }

  @Test
  void showsBeliefsAndHowTheyCame() {
    assertThat(
            lines(
                FederationFixture.opening("lab"),
                FederationFixture.belief("lab", 1, 0.5, 1),
                FederationFixture.belief("lab", 2, 0.75, 0),
                FederationFixture.belief("lab", 2, 0.75, 0)))
        .containsExactly(
            "lab: beliefs of 2 variables, round 2 waits for masked updates",
            "as of 2023-11-14T22:13:20Z, of a, b; a sum needs 2 sites",
            "takes part: a, b, c; threshold 2",
            "shares came from: a, b",
            "",
            "belief in row -> column, * in the predicted graph",
            "     A    B",
            "A   -  .75*",
            "B .25    -",
            "",
            "least certain edges",
            "  A -> B .75",
            "  B -> A .25",
            "",
            "                           now  over 2 rounds",
            "  sites                      2  from 2",
            "  edges                      1  from 1",
            "  SHD                        0  from 1");
  }

  @Test
  void aFederationThatBeginsAnewHasANewCourse() {
    assertThat(
            lines(
                FederationFixture.belief("lab", 5, 0.5, 1),
                FederationFixture.opening("lab"),
                FederationFixture.belief("lab", 1, 0.5, 1)))
        .contains("                           now  over 1 rounds");
  }

  @Test
  void saysWhyThereIsNoRound() {
    FederationBelief failed = FederationFixture.opening("lab");
    failed.setFailure("sums take 4000000 bytes\nof 3000000");
    failed.setFailureReason(FailureReason.RECORD_TOO_LARGE);

    assertThat(lines(failed))
        .last()
        .isEqualTo("no results: sums take 4000000 bytes of 3000000 (RECORD_TOO_LARGE)");
  }

  @Test
  void saysHowFarStatisticsAre() {
    FederationBelief sums = FederationFixture.belief("lab", 3, 0.75, 0);
    sums.setShared(FederationShare.STATISTICS);
    sums.setAttempt(1);
    sums.setPhase(FederationPhase.REVEALS);
    sums.setRows(12_345L);
    sums.setSurvivors(List.of("b"));

    assertThat(lines(sums))
        .startsWith(
            "lab: sums of statistics of 2 variables, round 3, attempt 2 waits for what takes the"
                + " masks off",
            "as of 2023-11-14T22:13:20Z, of a, b, 12,345 rows; a sum needs 2 sites",
            "takes part: a, b, c; threshold 2",
            "shares came from: a, b",
            "numbers came from: b");
    sums.setPhase(FederationPhase.ENDED);
    assertThat(lines(sums))
        .startsWith("lab: sums of statistics of 2 variables, ended after 3 rounds");
  }

  @Test
  void showsWhatLeftEverySite() {
    FederationAudit update =
        FederationFixture.audit("a", 0, FederationMessage.MASKED_UPDATE, 12_345);
    update.setEpsilon(0.5);
    FederationAudit refusal = FederationFixture.audit("b", 1, FederationMessage.REFUSED, 0);
    refusal.setReason("variable A is\ncategorical here");
    SiteAccount a = new SiteAccount();
    a.add(update);
    SiteAccount b = new SiteAccount();
    b.add(refusal);

    assertThat(lines(new TreeMap<>(Map.of("a", a, "b", b)), FederationFixture.opening("lab")))
        .endsWith(
            "",
            "what left         round  messages        bytes  refused   epsilon  latest refusal",
            "a                     0         1       12,345        0     0.500",
            "b                     1         0            0        1         -  variable A is"
                + " categorical here");
  }
}
