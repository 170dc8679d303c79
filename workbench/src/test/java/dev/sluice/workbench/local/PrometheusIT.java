// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes all jobs, with the shipped settings and rules. */
@Tag("prometheus")
class PrometheusIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void findsEverySeriesOfDashboardsAndAlerts(@TempDir Path folder) throws Exception {
    try (MonitoredJobs jobs = MonitoredJobs.start();
        Prometheus prometheus = Prometheus.start(jobs.port(), folder)) {
      await().atMost(PATIENCE).until(prometheus::isUp);
      jobs.submitAll();
      jobs.send();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(withoutSeries(prometheus)).as("nothing found").isEmpty());

      for (JsonNode rule : prometheus.data("rules").findValues("health")) {
        assertThat(rule.asText()).isEqualTo("ok");
      }
      assertThat(prometheus.data("rules").findValues("health")).hasSize(13);
      for (Map.Entry<String, Integer> each : MonitoredJobs.SAMPLES.entrySet()) {
        String samples =
            "flink_taskmanager_job_task_operator_experiment_samples"
                + "{job_name=\"posterior\", operator_name=\"refresh\", experiment=\"%s\"}";
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(prometheus.query(samples.formatted(each.getKey())))
                        .singleElement()
                        .extracting(series -> series.get("value").get(1).asInt())
                        .isEqualTo(each.getValue()));
      }
    }
  }

  /**
   * What gives nothing: selectors, values of variables, and whole expressions, but for those that
   * compare, which give something only when something is to be told.
   */
  private static Map<String, String> withoutSeries(Prometheus prometheus) throws Exception {
    Map<String, String> without = new TreeMap<>();
    for (String expression : MonitoringFiles.expressions()) {
      boolean compares = expression.matches(".*( > | == |absent).*");
      if (prometheus.query(expression).isEmpty() && !compares) {
        without.put(expression, "expression");
      }
      for (String selector : MonitoringFiles.selectors(expression)) {
        if (prometheus.query(selector).isEmpty()) {
          without.put(selector, "selector");
        }
      }
    }
    for (Map.Entry<String, String> each : MonitoringFiles.variables()) {
      if (prometheus.query("%s{%s!=\"\"}".formatted(each.getKey(), each.getValue())).isEmpty()) {
        without.put(each.toString(), "variable");
      }
    }
    return without;
  }

  @Test
  void acceptsTheRulesAndWouldRefuseOthers(@TempDir Path folder) throws Exception {
    assertThat(Prometheus.checkRules(MonitoringFiles.ALERTS)).endsWith("0");

    String rules = Files.readString(MonitoringFiles.ALERTS);
    Path broken =
        Files.writeString(folder.resolve("broken.yaml"), rules.replace("absent(", "absend("));
    assertThat(Prometheus.checkRules(broken)).doesNotContain("0");
  }
}
