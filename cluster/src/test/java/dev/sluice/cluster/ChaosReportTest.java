// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Chaos.Kill;
import dev.sluice.cluster.Chaos.Victim;
import dev.sluice.cluster.workload.SurveyWorkload;
import dev.sluice.workbench.local.Accounts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChaosReportTest {

  private static final ChaosRun.Plan PLAN =
      new ChaosRun.Plan(List.of(new SurveyWorkload()), 2, "exactly-once", 3, 7, 50);

  private static Kill kill(int number, Victim victim, double recovery) {
    return new Kill(number, victim, 10 * number, 1, recovery);
  }

  private static String report(List<String> differences) {
    ChaosRun.Result result =
        new ChaosRun.Result(
            List.of(kill(0, Victim.BROKER, 9), kill(1, Victim.JOB_MANAGER, 20)),
            400,
            Map.of("survey", new Accounts(10, 6, 1, 0, 2, 1)),
            Map.of("survey", 3),
            Map.of("survey", differences));
    return new ChaosReport(PLAN, result, "cluster/run chaos").toString();
  }

  @Test
  void quantilesAreThoseOfTheNearestRank() {
    List<Kill> kills =
        IntStream.rangeClosed(1, 20).mapToObj(n -> kill(n, Victim.BROKER, 21 - n)).toList();
    assertThat(ChaosReport.recovery(kills, null, .5)).isEqualTo(10);
    assertThat(ChaosReport.recovery(kills, Victim.BROKER, .95)).isEqualTo(19);
    assertThat(ChaosReport.recovery(kills, Victim.BROKER, 1)).isEqualTo(20);
    assertThat(ChaosReport.recovery(kills.subList(0, 1), Victim.BROKER, .5)).isEqualTo(20);
  }

  @Test
  void everyKillAndAllAccountsAreTold() {
    assertThat(report(List.of()))
        .contains("## exactly-once, seed 7: 2 kills")
        .contains("| broker | 1 | 9.0 | 9.0 | 9.0 |")
        .contains("| 2 | 10.0 | JobManager | 1.0 | 20.0 |")
        .contains("10 read = 6 accepted + 1 dead-lettered + 0 late + 2 duplicate + 1 waiting | 3 |")
        .contains("Differences found: none.");
  }

  @Test
  void differencesAreTold() {
    assertThat(report(List.of("x is 1")))
        .contains("Differences found:\n* survey: x is 1\n")
        .doesNotContain("none");
  }

  @Test
  void everyThreeKillsAreOfAllKinds() {
    for (int block = 0; block < 20; block++) {
      int first = 3 * block;
      assertThat(IntStream.range(first, first + 3).mapToObj(n -> Chaos.victim(5, n)))
          .containsExactlyInAnyOrder(Victim.values());
    }
    assertThat(IntStream.range(0, 20).mapToObj(block -> Chaos.victim(5, 3 * block)))
        .contains(Victim.values());
  }
}
