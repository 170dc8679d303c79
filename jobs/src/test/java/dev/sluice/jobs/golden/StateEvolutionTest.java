// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * What Flink makes of records in state whose class has changed since: what docs/savepoints.md says.
 * Each pair V1, V2 stands for one class before and after: V1 is what a savepoint holds, with its
 * name changed to V2.
 */
class StateEvolutionTest {

  /** A record of the state before and after, and what became of it. */
  private record Outcome<T>(TypeSerializerSchemaCompatibility<T> compatibility, T value) {}

  static final class Added {
    private Added() {}

    public record V1(String name, long count) {}

    public record V2(int more, String name, double[] array, long count, List<String> list) {}
  }

  static final class Removed {
    private Removed() {}

    public record V1(String name, double[] array, long count) {}

    public record V2(String name, long count) {}
  }

  static final class Moved {
    private Moved() {}

    public record V1(String name, long count) {}

    public record V2(long count, String name) {}
  }

  static final class Renamed {
    private Renamed() {}

    public record V1(String name, long count) {}

    public record V2(String name, long number) {}
  }

  static final class Retyped {
    private Retyped() {}

    public record V1(String name, int count) {}

    public record V2(String name, long count) {}
  }

  static final class Symbols {
    private Symbols() {}

    enum E1 {
      A,
      B
    }

    enum E2 {
      C,
      B,
      A
    }

    public record V1(E1 symbol) {}

    public record V2(E2 symbol) {}
  }

  static final class FewerSymbols {
    private FewerSymbols() {}

    enum F1 {
      A,
      B
    }

    enum F2 {
      A
    }

    public record V1(F1 symbol) {}

    public record V2(F2 symbol) {}
  }

  static final class Nested {
    private Nested() {}

    public record I1(long count) {}

    public record I2(long count, String name) {}

    public record V1(I1 inner, List<I1> list, Map<String, I1> map) {}

    public record V2(I2 inner, List<I2> list, Map<String, I2> map) {}
  }

  @Test
  void fieldsAreAddedAndReadAsZeroOrNull() throws IOException {
    Outcome<Added.V2> outcome = evolve(new Added.V1("a", 7), Added.V2.class);
    assertThat(outcome.compatibility().isCompatibleAfterMigration()).isTrue();
    assertThat(outcome.value()).isEqualTo(new Added.V2(0, "a", null, 7, null));
  }

  @Test
  void fieldsAreRemoved() throws IOException {
    Outcome<Removed.V2> outcome =
        evolve(new Removed.V1("a", new double[] {1, 2}, 7), Removed.V2.class);
    assertThat(outcome.compatibility().isCompatibleAfterMigration()).isTrue();
    assertThat(outcome.value()).isEqualTo(new Removed.V2("a", 7));
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() throws IOException {
    Outcome<Moved.V2> outcome = evolve(new Moved.V1("a", 7), Moved.V2.class);
    assertThat(outcome.value()).isEqualTo(new Moved.V2(7, "a"));
  }

  @Test
  void aFieldThatIsRenamedLosesItsValue() throws IOException {
    Outcome<Renamed.V2> outcome = evolve(new Renamed.V1("a", 7), Renamed.V2.class);
    assertThat(outcome.compatibility().isCompatibleAfterMigration()).isTrue();
    assertThat(outcome.value()).isEqualTo(new Renamed.V2("a", 0));
  }

  @Test
  void aFieldOfAnotherTypeDoesNotRestore() throws IOException {
    assertThat(evolve(new Retyped.V1("a", 7), Retyped.V2.class).compatibility().isIncompatible())
        .isTrue();
  }

  @Test
  void constantsAreFoundByNameWhateverIsAddedAndInWhateverOrder() throws IOException {
    Outcome<Symbols.V2> outcome = evolve(new Symbols.V1(Symbols.E1.A), Symbols.V2.class);
    assertThat(outcome.compatibility().isIncompatible()).isFalse();
    assertThat(outcome.value()).isEqualTo(new Symbols.V2(Symbols.E2.A));
  }

  /** Even if no record holds it, and without a word about the enum. */
  @Test
  void aConstantThatIsRemovedDoesNotRestore() {
    assertThatThrownBy(() -> evolve(new FewerSymbols.V1(FewerSymbols.F1.A), FewerSymbols.V2.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("field serializer snapshots should be present.");
  }

  @Test
  void recordsWithinRecordsEvolveToo() throws IOException {
    Nested.I1 inner = new Nested.I1(7);
    Outcome<Nested.V2> outcome =
        evolve(new Nested.V1(inner, List.of(inner), Map.of("k", inner)), Nested.V2.class);
    assertThat(outcome.compatibility().isCompatibleAfterMigration()).isTrue();
    Nested.I2 expected = new Nested.I2(7, null);
    assertThat(outcome.value())
        .isEqualTo(new Nested.V2(expected, List.of(expected), Map.of("k", expected)));
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  /** Reads a record from a savepoint with the serializer of what its class has become. */
  @SuppressWarnings("unchecked") // the class of a record is that of its serializer
  private static <S, T> Outcome<T> evolve(S before, Class<T> after) throws IOException {
    TypeSerializer<S> old = serializer((Class<S>) before.getClass());
    DataOutputSerializer bytes = new DataOutputSerializer(1024);
    old.serialize(before, bytes);
    TypeSerializerSnapshot<T> snapshot = renamed(old.snapshotConfiguration());
    TypeSerializerSchemaCompatibility<T> compatibility =
        serializer(after).snapshotConfiguration().resolveSchemaCompatibility(snapshot);
    if (compatibility.isIncompatible()) {
      return new Outcome<>(compatibility, null);
    }
    TypeSerializer<T> reader =
        compatibility.isCompatibleWithReconfiguredSerializer()
            ? compatibility.getReconfiguredSerializer()
            : snapshot.restoreSerializer();
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    return new Outcome<>(compatibility, reader.deserialize(in));
  }

  /** A snapshot as it would be had the class kept its name. */
  private static <T> TypeSerializerSnapshot<T> renamed(TypeSerializerSnapshot<?> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    String bytes = new String(out.getCopyOfBuffer(), ISO_8859_1);
    for (String name : new String[] {"V", "E", "F", "I"}) {
      bytes = bytes.replace("$" + name + "1", "$" + name + "2");
    }
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(bytes.getBytes(ISO_8859_1)),
        StateEvolutionTest.class.getClassLoader());
  }
}
