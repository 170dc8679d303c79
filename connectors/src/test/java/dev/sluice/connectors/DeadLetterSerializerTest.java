// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Reason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterSerializerTest {
  private static final byte[] KEY = {0, (byte) 0xff};
  private static final byte[] VALUE = "{\"tragets\":[]}".getBytes(UTF_8);

  @Test
  void theValueIsTheOriginalAndAllElseTravelsInKeyAndHeaders() {
    ProducerRecord<byte[], byte[]> record = serialize(KEY, VALUE);

    assertThat(record.topic()).isEqualTo("sluice.dead-letters");
    assertThat(record.key()).asString(UTF_8).isEqualTo("sluice.samples/3/42");
    assertThat(record.value()).isEqualTo(VALUE);
    assertThat(record.timestamp()).isNull();
    assertThat(record.headers().lastHeader("sluice.source.key").value()).isEqualTo(KEY);
    record.headers().remove("sluice.source.key");
    assertThat(headers(record))
        .containsExactly(
            Map.entry("sluice.source.topic", "sluice.samples"),
            Map.entry("sluice.source.partition", "3"),
            Map.entry("sluice.source.offset", "42"),
            Map.entry("sluice.source.timestamp", "1700000000000"),
            Map.entry("sluice.reason", "unknown-field"),
            Map.entry("sluice.message", "unknown field \"tragets\""),
            Map.entry("sluice.at", "1700000000500"));
  }

  @Test
  void theHeaderThatTellsTheSchemaStaysWithTheValue() {
    byte[] schemaId = {0, 0, 0, 0, 7};
    RawRecord source = new RawRecord("sluice.samples", 3, 42, 5, KEY, VALUE, schemaId);
    ProducerRecord<byte[], byte[]> record =
        new DeadLetterSerializer("sluice.dead-letters")
            .serialize(new DeadLetter(source, Reason.MALFORMED, "not Avro", 6), null, 5L);

    assertThat(record.headers().lastHeader("__value_schema_id").value()).isEqualTo(schemaId);
  }

  @Test
  void keyAndValueMayBeMissing() {
    ProducerRecord<byte[], byte[]> record = serialize(null, null);

    assertThat(record.value()).isNull();
    assertThat(record.headers().lastHeader("sluice.source.key")).isNull();
  }

  @Test
  void aValueThatNoBrokerWouldTakeIsCutAndSaysSo() {
    byte[] huge = new byte[DeadLetterSerializer.MAX_VALUE_BYTES + 1];
    Arrays.fill(huge, (byte) 7);

    ProducerRecord<byte[], byte[]> record = serialize(KEY, huge);

    assertThat(record.value()).isEqualTo(Arrays.copyOf(huge, DeadLetterSerializer.MAX_VALUE_BYTES));
    assertThat(headers(record)).containsEntry("sluice.truncated", "16777217");
  }

  private static ProducerRecord<byte[], byte[]> serialize(byte[] key, byte[] value) {
    RawRecord source = new RawRecord("sluice.samples", 3, 42, 1_700_000_000_000L, key, value);
    DeadLetter letter =
        new DeadLetter(
            source, Reason.UNKNOWN_FIELD, "unknown field \"tragets\"", 1_700_000_000_500L);
    return new DeadLetterSerializer("sluice.dead-letters").serialize(letter, null, 5L);
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      texts.put(header.key(), new String(header.value(), UTF_8));
    }
    return texts;
  }
}
