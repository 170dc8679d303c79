// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The counters of every operator of one cluster in this JVM. Unlike the web UI's, which are fetched
 * every few seconds, they are exact to the last record, and stay so when the job has ended. After a
 * restart of the job the counters of its latest attempt count.
 */
public final class OperatorCounters implements MetricReporter {
  private static final String ID = "id";
  private static final Map<String, OperatorCounters> REPORTERS = new ConcurrentHashMap<>();

  /** Of operators that work beside the stream. */
  private static final String OWED = "owedKeys";

  private final Map<Place, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Place, Gauge<?>> owed = new ConcurrentHashMap<>();

  private OperatorCounters() {}

  private record Place(String job, String operator, String subtask, String name) {}

  /** Sums over operators of a job, of these names, and their subtasks, by the counter's name. */
  Map<String, Long> sums(String job, Set<String> operators) {
    return counters.entrySet().stream()
        .filter(entry -> job.equals(entry.getKey().job()))
        .filter(entry -> operators.contains(entry.getKey().operator()))
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().name(),
                Collectors.summingLong(entry -> entry.getValue().getCount())));
  }

  /** Keys of a job that wait for work beside the stream, by operator; none where all is done. */
  Map<String, Long> owed(String job) {
    Map<String, Long> sums = new TreeMap<>();
    owed.forEach(
        (place, gauge) -> {
          if (job.equals(place.job())
              && gauge.getValue() instanceof Number keys
              && keys.intValue() > 0) {
            sums.merge(place.operator(), keys.longValue(), Long::sum);
          }
        });
    return sums;
  }

  /** The counters of the cluster whose configuration names a reporter with this id. */
  static OperatorCounters of(String id) {
    return REPORTERS.computeIfAbsent(id, unused -> new OperatorCounters());
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String operator = variables.get("<operator_name>");
    if (metric instanceof Gauge<?> gauge && name.equals(OWED) && operator != null) {
      owed.put(
          new Place(variables.get("<job_id>"), operator, variables.get("<subtask_index>"), name),
          gauge);
    }
    if (metric instanceof Counter counter && operator != null) {
      String reason = variables.get("<reason>");
      counters.put(
          new Place(
              variables.get("<job_id>"),
              operator,
              variables.get("<subtask_index>"),
              reason == null ? name : name + "." + reason),
          counter);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // Kept: a counter's last value is what remains of an operator that has ended.
  }

  /** Found by Flink as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return of(properties.getProperty(ID));
    }
  }
}
