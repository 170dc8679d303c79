// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** The metrics of a task that are registered now, as reporters are told of them. */
final class Registered {

  private final Map<String, Metric> metrics = new TreeMap<>();
  private final TestingMetricRegistry registry =
      TestingMetricRegistry.builder()
          .setRegisterConsumer(
              (metric, name, group) -> metrics.put(group.getMetricIdentifier(name), metric))
          .setUnregisterConsumer(
              (metric, name, group) -> metrics.remove(group.getMetricIdentifier(name)))
          .build();

  /** The group of the task. */
  TaskMetricGroup task() {
    ExecutionAttemptID attempt = ExecutionGraphTestUtils.createExecutionAttemptId();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "host", ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(attempt, "task");
  }

  /** The value of the gauge whose name, with the groups that it is in, ends so. */
  double gauge(String end) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("." + end))
        .map(entry -> (Gauge<?>) entry.getValue())
        .mapToDouble(gauge -> ((Number) gauge.getValue()).doubleValue())
        .boxed()
        .collect(Collectors.collectingAndThen(Collectors.toList(), list -> list.get(0)));
  }

  /** The values of a label that a gauge is registered with. */
  Set<String> keys(String label, String name) {
    return metrics.keySet().stream()
        .filter(each -> each.contains("." + label + ".") && each.endsWith("." + name))
        .map(each -> each.substring(each.indexOf("." + label + ".") + label.length() + 2))
        .map(each -> each.substring(0, each.length() - name.length() - 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
