// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.watch;

import dev.sluice.connectors.sink.SinkAround;
import dev.sluice.connectors.sink.WriterAround;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * A sink whose gauge {@code missingTopics} tells how many of its topics are not there; the first
 * subtask looks for all, and alone has the gauge. State is that of the sink within.
 *
 * @param <T> what is written
 * @param <S> the sink within
 */
public final class WatchedSink<
        T,
        S extends
            TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>
                & SupportsPostCommitTopology<KafkaCommittable> & LineageVertexProvider>
    extends SinkAround<T, S> {
  private static final long serialVersionUID = 1L;
  private static final String GAUGE = "missingTopics";

  private final HashMap<String, String> properties;
  private final ArrayList<String> topics;

  /**
   * A sink.
   *
   * @param sink that writes
   * @param properties of a client of Kafka
   * @param topics full names of all that it writes to
   */
  public WatchedSink(S sink, Map<String, String> properties, List<String> topics) {
    super(sink);
    this.properties = new HashMap<>(properties);
    this.topics = new ArrayList<>(topics);
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    if (context.getTaskInfo().getIndexOfThisSubtask() > 0) {
      return writer(context, state);
    }
    // Before the writer: that of transactions may itself wait for its topics.
    TopicWatch watch = TopicWatch.begin(properties, topics);
    context.metricGroup().gauge(GAUGE, watch::missing);
    try {
      return new WriterAround<>(writer(context, state), watch);
    } catch (IOException | RuntimeException e) {
      watch.awaitFirstLook();
      watch.close();
      throw e;
    }
  }
}
