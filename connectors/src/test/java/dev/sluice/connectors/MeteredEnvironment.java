// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** Environment for the operator harness of one subtask, whose counters a test can read. */
public final class MeteredEnvironment {
  private final LabelledMetrics metrics = new LabelledMetrics();
  private final MockEnvironment environment;

  /** The environment of the only subtask. */
  public MeteredEnvironment() {
    this(1, 0);
  }

  /** The environment of one of several subtasks. */
  public MeteredEnvironment(int parallelism, int subtask) {
    environment =
        new MockEnvironmentBuilder()
            .setMaxParallelism(128)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .setMetricGroup(new TaskMetrics())
            .build();
  }

  /** What the harness takes. */
  public MockEnvironment environment() {
    return environment;
  }

  /** The count of a counter that the operator registered under a name. */
  public long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  /** The count of a counter that the operator registered under a name with a label. */
  public long count(String name, String label, String value) {
    return ((Counter) metrics.labelled.get(label + "=" + value).get(name)).getCount();
  }

  private static final class LabelledMetrics extends InterceptingOperatorMetricGroup {
    private final Map<String, InterceptingOperatorMetricGroup> labelled = new HashMap<>();

    @Override
    public MetricGroup addGroup(String label, String value) {
      return labelled.computeIfAbsent(
          label + "=" + value, any -> new InterceptingOperatorMetricGroup());
    }
  }

  private final class TaskMetrics extends InterceptingTaskMetricGroup {
    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return metrics;
    }
  }
}
