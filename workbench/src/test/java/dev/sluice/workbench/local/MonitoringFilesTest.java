// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {

  @Test
  void havePanelsAndRulesThatAskForSomething() {
    List<String> expressions = MonitoringFiles.expressions();

    assertThat(expressions).hasSizeGreaterThan(80).doesNotContain("");
    assertThat(expressions).allSatisfy(e -> assertThat(MonitoringFiles.selectors(e)).isNotEmpty());
    assertThat(expressions).noneMatch(expression -> expression.contains("$"));
    assertThat(MonitoringFiles.variables()).hasSize(3);
  }

  @Test
  void tellTheOperatorOfPrometheusTheSameRules() {
    JsonNode plain = MonitoringFiles.read(MonitoringFiles.ALERTS).get("groups");
    JsonNode rule = MonitoringFiles.read(MonitoringFiles.RULE_OF_OPERATOR);

    assertThat(rule.at("/spec/groups")).isEqualTo(plain);
    assertThat(rule.get("kind").asText()).isEqualTo("PrometheusRule");
    assertThat(plain.get(0).get("rules")).hasSize(13);
  }

  @Test
  void placePanelsBesideOneAnotherAndNumberThemOnce() {
    for (var dashboard : MonitoringFiles.DASHBOARDS) {
      Set<Integer> ids = new HashSet<>();
      Set<String> cells = new HashSet<>();
      for (JsonNode panel : MonitoringFiles.read(dashboard).get("panels")) {
        assertThat(ids.add(panel.get("id").asInt())).as("%s: %s", dashboard, panel).isTrue();
        JsonNode at = panel.get("gridPos");
        assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
        for (int x = 0; x < at.get("w").asInt(); x++) {
          for (int y = 0; y < at.get("h").asInt(); y++) {
            String cell = (at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y);
            assertThat(cells.add(cell)).as("%s: %s at %s", dashboard, panel, cell).isTrue();
          }
        }
      }
    }
  }

  @Test
  void keepLabelsAsTheyAreAndLeaveOutWhatChangesWithEveryStart() {
    Configuration configuration = new Configuration();
    MonitoringFiles.addReporter(configuration, 1);

    assertThat(configuration.toMap())
        .containsEntry("metrics.reporter.prom.filterLabelValueCharacters", "false")
        .containsEntry(
            "metrics.reporter.prom.scope.variables.excludes",
            "job_id;task_attempt_id;task_attempt_num;tm_id")
        .hasSize(5);
  }

  @Test
  void findsSelectorsAndLabels() {
    String expression = "max by (a, instance) (flink_x{b=~\".*\", quantile=\"0.5\"}) / flink_y";

    assertThat(MonitoringFiles.selectors(expression))
        .containsExactly("flink_x{b=~\".*\", quantile=\"0.5\"}", "flink_y");
    assertThat(MonitoringFiles.labels(expression)).containsExactly("a", "b");
  }
}
