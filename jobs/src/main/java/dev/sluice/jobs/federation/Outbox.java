// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import dev.sluice.connectors.Keyed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets messages out only when a completed checkpoint holds them. What has been said then can never
 * be said otherwise: a restart begins from a checkpoint that holds the same bytes. Two sums of one
 * site under one mask, or two releases under one noise, would give away what they hide.
 *
 * <ul>
 *   <li>A message waits for the completion of the first checkpoint that was taken after it had
 *       come, or of a later one, which holds it too; that a checkpoint was given up changes
 *       nothing. Savepoints that the job does not stop with complete nothing.
 *   <li>After a restart, those that the checkpoint held go out at once. Some of them may have gone
 *       out before: receivers take repeats once.
 *   <li>At the end of a stream nothing more goes out, as what comes after this operator has ended
 *       when the last checkpoint completes: that checkpoint, or the savepoint of a drained job,
 *       holds the rest. So a bounded run says too little, and the jobs do not offer one.
 * </ul>
 *
 * <p>Messages of one key keep their order, also after a change of parallelism: operator state would
 * go to other subtasks by turns, and the last message of a key in its topic might not be the newest
 * then. So there is one subtask, and those that follow take the messages by key.
 *
 * @param <T> type of the messages' records
 */
public final class Outbox<T extends SpecificRecordBase> extends AbstractStreamOperator<Keyed<T>>
    implements OneInputStreamOperator<Keyed<T>, Keyed<T>> {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<Keyed<T>> type;

  private transient ListState<Keyed<T>> state;

  /** In the order in which they came, those of earlier checkpoints first. */
  private transient Queue<Held<T>> held;

  /** Those that no checkpoint holds yet. */
  private transient List<Keyed<T>> fresh;

  private transient boolean ended;

  /** A message and the first checkpoint that holds it. */
  private record Held<T>(Keyed<T> message, long checkpoint) {}

  Outbox(Class<T> type) {
    this.type = Keyed.typeInfo(type);
  }

  /**
   * Adds the operator.
   *
   * @param messages by the key that they have in their topic
   * @param type class of their records
   * @param name of the operator, and its uid
   * @return the same messages, once they may leave, each to the subtask of its key
   */
  public static <T extends SpecificRecordBase> DataStream<Keyed<T>> of(
      DataStream<Keyed<T>> messages, Class<T> type, String name) {
    return messages
        .transform(name, Keyed.typeInfo(type), new Outbox<>(type))
        .uid(name)
        .setParallelism(1)
        .partitionCustom(
            (key, subtasks) -> Math.floorMod(key.hashCode(), subtasks), message -> message.key());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("messages", type));
    held = new ArrayDeque<>();
    fresh = new ArrayList<>();
    long restored = context.getRestoredCheckpointId().orElse(0);
    for (Keyed<T> message : state.get()) {
      held.add(new Held<>(message, restored));
    }
  }

  /** Emits from the task's mailbox, when all that comes after this operator is open. */
  @Override
  public void open() throws Exception {
    super.open();
    if (!held.isEmpty()) {
      long restored = held.element().checkpoint();
      long now = getProcessingTimeService().getCurrentProcessingTime();
      var unused = getProcessingTimeService().registerTimer(now, time -> release(restored));
    }
  }

  @Override
  public void processElement(StreamRecord<Keyed<T>> element) {
    fresh.add(element.getValue());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (Keyed<T> message : fresh) {
      held.add(new Held<>(message, context.getCheckpointId()));
    }
    fresh.clear();
    List<Keyed<T>> all = new ArrayList<>(held.size());
    held.forEach(message -> all.add(message.message()));
    state.update(all);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    release(checkpoint);
  }

  @Override
  public void finish() throws Exception {
    ended = true;
    super.finish();
  }

  private void release(long completed) {
    while (!ended && !held.isEmpty() && held.element().checkpoint() <= completed) {
      output.collect(new StreamRecord<>(held.remove().message()));
    }
  }
}
