// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.statistics.BenjaminiHochberg;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.Tables;
import org.junit.jupiter.api.Test;

class VersionDriftTest {

  @Test
  void adjustsForAllTests() {
    assertThat(BenjaminiHochberg.adjust(new double[] {0.01, 0.04, 0.03, 0.005, 1}))
        .containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 1}, within(1e-15));
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void flagsChangesThatAreCertainAndLargeEnough() {
    VersionDrift drift = new VersionDrift();
    drift.replace(ScenarioDrift.of("b", all(10, 9), all(10, 2)));
    drift.replace(ScenarioDrift.of("a", all(10, 5), all(10, 5)));
    drift.replace(ScenarioDrift.of("c", all(400, 200), all(400, 236)));
    drift.replace(ScenarioDrift.of("d", ScenarioCounts.empty(), all(10, 2)));
    DriftReport report = drift.report(0.05, 0.1, 0.95);
    assertThat(report.tested()).isEqualTo(3);
    assertThat(report.untested()).isEqualTo(1);
    assertThat(report.flags())
        .extracting(flag -> flag.scenario().scenarioId())
        .containsExactly("b");
    assertThat(drift.report(0.05, 0, 0.95).flags())
        .extracting(flag -> flag.scenario().scenarioId())
        .containsExactly("b", "c");
    assertThat(report.difference().n()).isEqualTo(3);
    assertThat(report.difference().mean()).isCloseTo((-0.7 + 0 + 0.09) / 3, within(1e-11));
  }

  @Test
  void replacingAScenarioLeavesNoTraceOfWhatItWas() {
    VersionDrift drift = new VersionDrift();
    drift.replace(ScenarioDrift.of("a", all(10, 9), all(10, 2)));
    drift.replace(ScenarioDrift.of("a", all(10, 9), ScenarioCounts.empty()));
    drift.replace(ScenarioDrift.of("a", all(10, 9), all(10, 6)));
    VersionDrift once = new VersionDrift();
    once.replace(ScenarioDrift.of("a", all(10, 9), all(10, 6)));
    assertThat(drift).usingRecursiveComparison().isEqualTo(once);
  }

  @Test
  void onlySharedFormsMakeTheDifference() {
    ScenarioDrift drift =
        ScenarioDrift.of(
            "a",
            Tables.of(new int[] {4, 0}, new int[] {0, 4}),
            Tables.of(new int[] {2}, new int[] {2}));
    assertThat(drift.difference()).isEqualTo(-0.5);
  }

  private static ScenarioCounts all(int n, int action1) {
    return Tables.equal(n, action1, action1, action1, action1, action1, action1);
  }
}
