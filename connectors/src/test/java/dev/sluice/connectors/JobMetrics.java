// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/** What jobs on a cluster have counted, also those that have ended. */
public final class JobMetrics {

  private static final List<String> LABELS =
      List.of("<experiment>", "<survey>", "<reason>", "<status>");

  private final InMemoryReporter reporter;

  JobMetrics(InMemoryReporter reporter) {
    this.reporter = reporter;
  }

  /** A counter or gauge of a job itself, without a label: summed over its subtasks. */
  public long count(JobID job, String name) {
    return groups(job)
        .filter(group -> LABELS.stream().noneMatch(group.variables()::containsKey))
        .mapToLong(group -> number(group.metrics().get(name)))
        .sum();
  }

  /** A counter with a label, summed over operators and subtasks. */
  public long count(JobID job, String name, String label, String value) {
    return groups(job)
        .filter(group -> value.equals(group.variables().get("<" + label + ">")))
        .mapToLong(group -> number(group.metrics().get(name)))
        .sum();
  }

  /** A gauge with a label. */
  public double gauge(JobID job, String name, String label, String value) {
    return groups(job)
        .filter(group -> value.equals(group.variables().get("<" + label + ">")))
        .map(group -> (Gauge<?>) group.metrics().get(name))
        .mapToDouble(metric -> ((Number) metric.getValue()).doubleValue())
        .findFirst()
        .orElseThrow();
  }

  private record Group(Map<String, String> variables, Map<String, Metric> metrics) {}

  private Stream<Group> groups(JobID job) {
    return reporter.getMetricsByGroup().entrySet().stream()
        .map(group -> new Group(group.getKey().getAllVariables(), group.getValue()))
        .filter(group -> job.toString().equals(group.variables().get("<job_id>")));
  }

  private static long number(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }
}
