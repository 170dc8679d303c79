// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * What lies in a canonical savepoint.
 *
 * @param operators of the savepoint
 */
record Savepoint(List<OperatorState> operators) {

  /** Name of what a source's coordinator keeps: the splits it has given out. */
  private static final String COORDINATOR = "coordinator";

  /**
   * Reads a savepoint.
   *
   * @param metadata its file {@code _metadata}
   */
  static Savepoint read(Path metadata) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      return new Savepoint(
          List.copyOf(
              Checkpoints.loadCheckpointMetadata(
                      in, Savepoint.class.getClassLoader(), metadata.toString())
                  .getOperatorStates()));
    }
  }

  /** The state of an operator. */
  OperatorState operator(String uid) {
    return operators.stream().filter(state -> uid(state).equals(uid)).findAny().orElseThrow();
  }

  /** Uids of the operators that have any state. */
  SortedSet<String> uids() {
    SortedSet<String> uids = new TreeSet<>();
    for (OperatorState operator : operators) {
      if (operator.hasSubtaskStates() || operator.getCoordinatorState() != null) {
        uids.add(uid(operator));
      }
    }
    return uids;
  }

  /** How many entries each state has, by uid and name: {@code observe: waiting}. */
  SortedMap<String, Long> entries() throws IOException {
    SortedMap<String, Long> entries = new TreeMap<>();
    for (OperatorState operator : operators) {
      String uid = uid(operator) + ": ";
      if (operator.getCoordinatorState() != null) {
        entries.put(uid + COORDINATOR, 1L);
      }
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          handle
              .getStateNameToPartitionOffsets()
              .forEach(
                  (name, state) ->
                      entries.merge(uid + name, (long) state.getOffsets().length, Long::sum));
        }
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          count((KeyGroupsStateHandle) handle, uid, entries);
        }
      }
    }
    return entries;
  }

  /** Whether the file of the metadata holds everything, so that nothing else need be kept. */
  boolean standsAlone() {
    for (OperatorState operator : operators) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          if (!inline(handle.getDelegateStateHandle())) {
            return false;
          }
        }
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          if (!inline(((KeyGroupsStateHandle) handle).getDelegateStateHandle())) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Committers that have transactions to commit, which only the broker knows that began them: on
   * another one, the job would fail at each start.
   *
   * @param prefix of transactional ids
   */
  SortedSet<String> uncommitted(String prefix) {
    SortedSet<String> committers = new TreeSet<>();
    for (OperatorState operator : operators) {
      if (uid(operator).startsWith("Sink Committer") && holds(operator, prefix)) {
        committers.add(uid(operator) + ": uncommitted transactions");
      }
    }
    return committers;
  }

  /**
   * Whether a Kafka source has read a partition as far as to this offset, or further: where a job
   * reads what it says itself, the end is not the end for long.
   */
  boolean hasRead(String topic, int partition, long offset) {
    DataOutputSerializer split = new DataOutputSerializer(64);
    try {
      split.writeUTF(topic);
      split.writeInt(partition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String begin = new String(split.getCopyOfBuffer(), ISO_8859_1);
    return operators.stream()
        .flatMap(Savepoint::operatorStates)
        .anyMatch(
            state -> {
              int at = state.indexOf(begin);
              return at >= 0 && longAt(state, at + begin.length()) >= offset;
            });
  }

  private static long longAt(String bytes, int at) {
    return ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)).getLong(at);
  }

  private static boolean holds(OperatorState operator, String bytes) {
    return operatorStates(operator).anyMatch(state -> state.contains(bytes));
  }

  /** Operator states, a character for each byte. */
  private static Stream<String> operatorStates(OperatorState operator) {
    return operator.getStates().stream()
        .flatMap(subtask -> subtask.getManagedOperatorState().stream())
        .map(handle -> handle.getDelegateStateHandle().asBytesIfInMemory().orElseThrow())
        .map(state -> new String(state, ISO_8859_1));
  }

  private static boolean inline(StreamStateHandle handle) {
    return handle instanceof ByteStreamStateHandle;
  }

  private static String uid(OperatorState operator) {
    return operator.getOperatorUid().orElseGet(() -> operator.getOperatorID().toString());
  }

  /** Counts entries as Flink restores them, but for their contents. */
  private static void count(
      KeyGroupsStateHandle handle, String uid, SortedMap<String, Long> entries) throws IOException {
    try (FSDataInputStream stream = handle.openInputStream()) {
      DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(stream);
      KeyedBackendSerializationProxy<?> keyed =
          new KeyedBackendSerializationProxy<>(Savepoint.class.getClassLoader());
      keyed.read(in);
      List<StateMetaInfoSnapshot> states = keyed.getStateMetaInfoSnapshots();
      states.forEach(state -> entries.merge(uid + state.getName(), 0L, Long::sum));
      for (Tuple2<Integer, Long> group : handle.getGroupRangeOffsets()) {
        if (group.f1 != 0) {
          stream.seek(group.f1);
          countGroup(in, states, uid, entries);
        }
      }
    }
  }

  private static void countGroup(
      DataInputViewStreamWrapper in,
      List<StateMetaInfoSnapshot> states,
      String uid,
      SortedMap<String, Long> entries)
      throws IOException {
    int state = in.readShort();
    while (state != FullSnapshotUtil.END_OF_KEY_GROUP_MARK) {
      byte[] key = BytePrimitiveArraySerializer.INSTANCE.deserialize(in);
      BytePrimitiveArraySerializer.INSTANCE.deserialize(in);
      entries.merge(uid + states.get(state).getName(), 1L, Long::sum);
      if (FullSnapshotUtil.hasMetaDataFollowsFlag(key)) {
        state = FullSnapshotUtil.END_OF_KEY_GROUP_MARK & in.readShort();
      }
    }
  }
}
