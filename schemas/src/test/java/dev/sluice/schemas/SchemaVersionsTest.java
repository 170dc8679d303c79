// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** House rules of contracts: every record of {@code src/main/avro} is held to them. */
class SchemaVersionsTest {
  private static final Path CONTRACTS = Path.of("src/main/avro");

  /** Types that contracts name and kept versions write out. */
  private static final Path SHARED = CONTRACTS.resolve("shared");

  private static final Path KEPT = Path.of("src/main/resources/dev/sluice/schemas");

  static Stream<Class<? extends SpecificRecordBase>> records() {
    return files(CONTRACTS).stream()
        .map(file -> parse(file).getFullName())
        .map(SchemaVersionsTest::generated);
  }

  @ParameterizedTest
  @MethodSource("records")
  void theContractIsTheNewestKeptVersion(Class<? extends SpecificRecordBase> type) {
    Schema contract =
        files(CONTRACTS).stream()
            .map(SchemaVersionsTest::parse)
            .filter(schema -> schema.getFullName().equals(type.getName()))
            .findFirst()
            .orElseThrow();

    assertThat(SchemaVersions.newest(type))
        .as("changed a contract? keep it as the next version beside the others in %s", KEPT)
        .isEqualTo(contract);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyVersionReadsEveryOther(Class<? extends SpecificRecordBase> type) {
    List<Schema> versions = SchemaVersions.of(type);
    for (Schema reader : versions) {
      for (Schema writer : versions) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType())
            .as(
                "version %d reads version %d",
                versions.indexOf(reader) + 1, versions.indexOf(writer) + 1)
            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      }
    }
  }

  @Test
  void everyKeptFileIsAVersionOfARecord() {
    long versions = records().mapToLong(type -> SchemaVersions.of(type).size()).sum();

    assertThat(files(KEPT)).as("a gap in the numbers, or a misspelt name").hasSize((int) versions);
  }

  @Test
  void aRecordWithoutKeptVersionsIsRefusedByTheNameOfTheMissingFile() {
    assertThatThrownBy(() -> SchemaVersions.of(GraphProbability.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no schema is kept as graph-probability.v1.avsc");
  }

  private static Class<? extends SpecificRecordBase> generated(String name) {
    try {
      return Class.forName(name).asSubclass(SpecificRecordBase.class);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no class is generated for " + name, e);
    }
  }

  private static Schema parse(Path file) {
    try {
      Schema.Parser parser = new Schema.Parser();
      for (Path shared : files(SHARED)) {
        parser.parse(shared.toFile());
      }
      return parser.parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
