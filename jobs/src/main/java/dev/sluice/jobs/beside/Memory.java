// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * What is known of the current key from one request to the next, and the generation that this and a
 * failure belong to. Keyed state of the operator.
 *
 * @param <M> type of what is known
 */
final class Memory<M> {

  /** Null if nothing is ever known. */
  private final ValueState<M> known;

  private final TypeSerializer<M> serializer;
  private final ValueState<Long> generation;

  Memory(RuntimeContext runtime, TypeInformation<M> type) {
    known = type == null ? null : runtime.getState(new ValueStateDescriptor<>("memory", type));
    serializer = type == null ? null : runtime.createSerializer(type);
    generation = runtime.getState(new ValueStateDescriptor<>("generation", Types.LONG));
  }

  /** Whether what is kept belongs to another generation. */
  boolean isOfAnother(long asked) throws Exception {
    Long kept = generation.value();
    return kept != null && kept != asked;
  }

  /** A copy of what is known, for another thread; null if nothing. */
  M copy() throws Exception {
    M value = known == null ? null : known.value();
    return value == null ? null : serializer.copy(value);
  }

  /** Keeps what is known now; nothing if that is null. */
  void keep(M value, long generationOfValue) throws Exception {
    if (value == null) {
      clear();
    } else if (known != null) {
      known.update(value);
      generation.update(generationOfValue);
    }
  }

  /** Forgets all but the generation: that of a failure. */
  void keepGeneration(long generationOfFailure) throws Exception {
    clear();
    generation.update(generationOfFailure);
  }

  void clear() {
    if (known != null) {
      known.clear();
    }
    generation.clear();
  }
}
