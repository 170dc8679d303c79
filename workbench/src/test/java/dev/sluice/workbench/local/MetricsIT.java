// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus sees of all jobs, through Flink's own reporter and the shipped settings. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  /** Metrics of operators that Flink and its connectors register. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(num(Records|Bytes)|current|split_|KafkaSourceReader_|pending|sourceIdleTime|.*Committ).*");

  private static final String SAMPLES = OPERATOR + "experiment_samples";
  private static final Map<String, String> POSTERIOR =
      Map.of("job_name", "posterior", "operator_name", "refresh");

  private static MonitoredJobs jobs;
  private static JobID posterior;

  @BeforeAll
  static void start() throws Exception {
    jobs = MonitoredJobs.start();
    posterior = jobs.submitAll();
    jobs.send();
  }

  @AfterAll
  static void stop() throws Exception {
    jobs.close();
  }

  private static Map<String, String> of(String experiment) {
    return Map.of("job_name", "posterior", "operator_name", "refresh", "experiment", experiment);
  }

  /** Whether the posterior's gauges of all experiments have the numbers of samples sent. */
  private static boolean isComplete(Exposition now) {
    return MonitoredJobs.SAMPLES.entrySet().stream()
        .allMatch(
            each ->
                now.sum(SAMPLES, of(each.getKey()))
                    .equals(OptionalDouble.of(each.getValue().doubleValue())));
  }

  /** The sets of labels that series of each metric have. */
  private static Map<String, Set<Set<String>>> labels(Exposition now) {
    return now.series().stream()
        .collect(
            groupingBy(
                Exposition.Series::metric, mapping(each -> each.labels().keySet(), toSet())));
  }

  /** What dashboards and alerts ask for and nobody tells. */
  private static Set<String> missing(Map<String, Set<Set<String>>> told) {
    Set<String> missing = new TreeSet<>();
    for (String expression : MonitoringFiles.expressions()) {
      Set<String> labels = MonitoringFiles.labels(expression);
      for (String selector : MonitoringFiles.selectors(expression)) {
        String metric = MonitoringFiles.metric(selector);
        if (told.getOrDefault(metric, Set.of()).stream().noneMatch(it -> it.containsAll(labels))) {
          missing.add(metric + " with " + labels);
        }
      }
    }
    for (Map.Entry<String, String> each : MonitoringFiles.variables()) {
      if (told.getOrDefault(each.getKey(), Set.of()).stream()
          .noneMatch(it -> it.contains(each.getValue()))) {
        missing.add(each.getKey() + " with " + each.getValue());
      }
    }
    return missing;
  }

  @Test
  @Order(1)
  void haveEverySeriesOfDashboardsAndAlerts() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(missing(labels(jobs.scrape())))
                    .as("asked for in %s, told by no job", MonitoringFiles.FOLDER)
                    .isEmpty());
  }

  @Test
  @Order(1)
  void wouldMissAMetricThatIsRenamed() {
    haveEverySeriesOfDashboardsAndAlerts();
    Map<String, Set<Set<String>>> told = labels(jobs.scrape());
    for (String metric : told.keySet().stream().filter(MetricsIT::isAskedFor).toList()) {
      Map<String, Set<Set<String>>> without = new TreeMap<>(told);
      without.remove(metric);

      assertThat(missing(without)).isNotEmpty().allMatch(each -> each.startsWith(metric));
    }
  }

  private static boolean isAskedFor(String metric) {
    return MonitoringFiles.expressions().stream()
        .flatMap(expression -> MonitoringFiles.selectors(expression).stream())
        .anyMatch(selector -> MonitoringFiles.metric(selector).equals(metric));
  }

  @Test
  @Order(1)
  void areListedInTheDocuments() throws IOException {
    Set<String> listed = MonitoringFiles.documented();
    // What is of an experiment or a reason is told from its first record on.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told(jobs.scrape()))
                    .as("in the table of %s", MonitoringFiles.PAGE)
                    .isEqualTo(listed));
  }

  /** What the jobs' own operators tell. */
  private static Set<String> told(Exposition now) {
    Set<String> told = new TreeSet<>();
    for (Exposition.Series each : now.series()) {
      if (each.metric().startsWith(OPERATOR)) {
        String name = each.metric().substring(OPERATOR.length());
        if (!OF_FLINK.matcher(name).matches()) {
          told.add(name.replaceFirst("_count$", ""));
        }
      }
    }
    return told;
  }

  @Test
  @Order(2)
  void keepIdsApartThatDifferInPunctuation() {
    await().atMost(PATIENCE).until(() -> isComplete(jobs.scrape()));

    Exposition now = jobs.scrape();
    for (String id : MonitoredJobs.SAMPLES.keySet()) {
      assertThat(now.of(SAMPLES, of(id))).hasSize(1);
    }
    assertThat(now.sum(OPERATOR + "snapshots", POSTERIOR)).hasValue(3);
    assertThat(now.sum(OPERATOR + "others_snapshots", POSTERIOR)).hasValue(0);
  }

  @Test
  @Order(3)
  void labelDeadLettersWithTheirReason() {
    Map<String, String> decode =
        Map.of("job_name", "posterior", "operator_name", "decode samples", "reason", "malformed");

    assertThat(jobs.scrape().sum(OPERATOR + "reason_deadLettered", decode)).hasValue(3);
  }

  @Test
  @Order(4)
  void areNotMadeNewByRestartsAndLeaveTheKafkaClientsOut() {
    Exposition now = jobs.scrape();

    assertThat(now.series())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.labels())
                    .doesNotContainKeys("job_id", "task_attempt_id", "task_attempt_num", "tm_id"));
    assertThat(now.series())
        .noneMatch(each -> each.metric().contains("KafkaConsumer"))
        .noneMatch(each -> each.metric().contains("KafkaProducer"));
    assertThat(now.of(OPERATOR + "pendingRecords", Map.of("job_name", "posterior"))).isNotEmpty();
  }

  @Test
  @Order(5)
  void areThereAgainAfterARestartWithoutARecord(@TempDir Path folder) throws Exception {
    jobs.stop(posterior, folder);
    await().atMost(PATIENCE).until(() -> jobs.scrape().of(SAMPLES, POSTERIOR).isEmpty());

    posterior = jobs.submitPosterior();
    await().atMost(PATIENCE).until(() -> isComplete(jobs.scrape()));

    Exposition now = jobs.scrape();
    assertThat(now.sum(OPERATOR + "newestSampleMillis_count", POSTERIOR))
        .as("snapshots since the restart")
        .hasValue(0);
    assertThat(now.sum(OPERATOR + "experiment_auroc", of("x.1"))).isPresent();
  }

  @Test
  @Order(6)
  void areGoneWhenTheirExperimentHasEnded() {
    jobs.end("x-1");

    await().atMost(PATIENCE).until(() -> jobs.scrape().of(SAMPLES, of("x-1")).isEmpty());

    Exposition now = jobs.scrape();
    List<String> left = new ArrayList<>();
    now.of(SAMPLES, POSTERIOR).forEach(each -> left.add(each.labels().get("experiment")));
    assertThat(left).containsExactlyInAnyOrder("x_1", "x.1");
    assertThat(now.series())
        .filteredOn(each -> each.has(POSTERIOR) && each.labels().containsValue("x-1"))
        .isEmpty();
    assertThat(now.sum(OPERATOR + "snapshots", POSTERIOR)).hasValue(2);
  }
}
