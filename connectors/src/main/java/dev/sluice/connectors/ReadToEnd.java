// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes on the records of a topic, and tells when the topic has been read to the end that it had
 * when the job started, be it anew or from a checkpoint. Others may wait until then for what the
 * topic says, see {@link WaitingRoom}.
 *
 * <p>It tells by a watermark, which reaches every subtask behind all records that it is about, and
 * only after it has come from all subtasks before; so nobody needs to count, at any parallelism.
 * Its time is {@link Ledger#start}, the number of the checkpoint that the job started from: a
 * watermark of an earlier start, as it may come back with an unaligned checkpoint, is smaller.
 * Streams of other topics that meet this one are {@link Unhurried}.
 *
 * <p>Only one subtask reads a topic in this way, because no other knows which partitions are read
 * elsewhere. It counts a partition as read when a record has passed that is not before the last one
 * below the end; which that is, {@link TopicEnd} finds out.
 */
public final class ReadToEnd extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<RawRecord, RawRecord> {

  private static final long serialVersionUID = 1L;

  /** So often, milliseconds, it is looked whether the end has been reached. */
  private static final long LOOK = 50;

  private final KafkaSettings settings;
  private final Topic topic;

  private transient ListState<Map<Integer, Long>> state;
  private transient Map<Integer, Long> passed;
  private transient long start;
  private transient TopicEnd end;
  private transient ScheduledFuture<?> looks;

  /**
   * An operator for the records of a topic.
   *
   * @param settings how to reach Kafka
   * @param topic the topic
   */
  public ReadToEnd(KafkaSettings settings, Topic topic) {
    this.settings = settings;
    this.topic = topic;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    start = Ledger.start(context);
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("passed", Types.MAP(Types.INT, Types.LONG)));
    passed = new HashMap<>();
    for (Map<Integer, Long> before : state.get()) {
      passed.putAll(before);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    end = TopicEnd.ask(settings, topic);
    looks = getProcessingTimeService().scheduleWithFixedDelay(this::look, 0, LOOK);
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    passed.put(element.getValue().partition(), element.getValue().offset());
    output.collect(element);
  }

  private void look(long now) {
    if (end.reached(passed)) {
      output.emitWatermark(new Watermark(start));
      looks.cancel(false);
      end.close();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    state.add(passed);
  }

  @Override
  public void close() throws Exception {
    if (end != null) {
      end.close();
    }
    super.close();
  }
}
