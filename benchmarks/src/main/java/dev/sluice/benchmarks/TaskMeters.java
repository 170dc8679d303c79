// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** How often tasks of this JVM's clusters were rung. */
public final class TaskMeters implements MetricReporter {
  private static final Map<Meter, String> METERS = new ConcurrentHashMap<>();

  private TaskMeters() {}

  /** Mails that were taken by tasks whose name has a word. */
  static long mails(String task) {
    return METERS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(task))
        .mapToLong(entry -> entry.getKey().getCount())
        .sum();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String task = group.getAllVariables().get("<task_name>");
    if (metric instanceof Meter meter && name.equals("mailboxMailsPerSecond") && task != null) {
      METERS.put(meter, task);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  /** Found by Flink as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new TaskMeters();
    }
  }
}
