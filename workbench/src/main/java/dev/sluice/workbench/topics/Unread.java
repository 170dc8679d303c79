// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.workbench.command.Failure;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads records, and counts those of a topic that could not be read. Not thread-safe. */
public final class Unread {
  private long records;
  private String first;
  private String withoutRegistry;

  /**
   * Reads the value of a record.
   *
   * @return null if it could not be read
   */
  public <T extends SpecificRecordBase> T read(
      Decoder<T> decoder, ConsumerRecord<String, byte[]> source) {
    Header header = source.headers().lastHeader(Decoder.SCHEMA_ID_HEADER);
    byte[] schemaId = header == null ? null : header.value();
    Decoded<T> decoded = decoder.decode(source.value(), schemaId);
    if (decoded.record() == null) {
      records++;
      String why =
          "%s/%d/%d: %s"
              .formatted(source.topic(), source.partition(), source.offset(), decoded.message());
      first = first == null ? why : first;
      boolean isOurs = withoutRegistry == null && decoder.lacksRegistry(source.value(), schemaId);
      withoutRegistry = isOurs ? why : withoutRegistry;
    }
    return decoded.record();
  }

  /** How many records could not be read. */
  public long records() {
    return records;
  }

  /** How many records could not be read, and why the first of them; empty if there are none. */
  public Optional<String> text() {
    String counted = records == 1 ? "1 record" : records + " records";
    String named = records == 1 ? " (" : " (the first is ";
    return first == null
        ? Optional.empty()
        : Optional.of(counted + " could not be read" + named + first + ")");
  }

  /**
   * Demands that none was passed over which others can read.
   *
   * @throws Failure if a record needs a schema registry and none was given
   */
  public void requireRegistry() {
    if (withoutRegistry != null) {
      throw new Failure(
          "--registry is missing: %d %s could not be read, such as %s"
              .formatted(records, records == 1 ? "record" : "records", withoutRegistry));
    }
  }
}
