// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConfluentFrameTest {
  private static final Schema SAMPLE = SchemaVersions.newest(Sample.class);

  @AutoClose private final TestRegistry registry = new TestRegistry();
  private final AtomicLong nanos =
      new AtomicLong(Long.MAX_VALUE - 1); // System.nanoTime may overflow
  private final ConfluentFrame<Sample> frames =
      new ConfluentFrame<>(Sample.class, registry.client(), nanos::get);

  @Test
  void aSchemaIsRegisteredOnceAndFetchedOnce() throws Rejection {
    Encoder<Sample> encoder = settings(registry.address()).encoder(Sample.class, "sluice.samples");
    byte[] first = encoder.encode(Records.sample());

    assertThat(encoder.encode(Records.sample())).isEqualTo(first);
    assertThat(frames.read(first)).isEqualTo(Records.sample());
    assertThat(frames.read(first)).isEqualTo(Records.sample());
    assertThat(registry.requests())
        .containsExactly("POST /subjects/sluice.samples-value/versions", "GET /schemas/ids/1");
  }

  @Test
  void anUnknownIdIsRefusedWithoutAskingAgainForAWhile() throws Rejection {
    byte[] frame = frame(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> frames.read(frame))
          .isInstanceOf(Rejection.class)
          .hasMessage("schema registry " + address() + " has no schema 1");
    }
    assertThat(registry.requests()).containsExactly("GET /schemas/ids/1");

    registry.add(SAMPLE);
    nanos.addAndGet(SECONDS.toNanos(11));

    assertThat(frames.read(frame)).isEqualTo(Records.sample());
  }

  @Test
  void aSchemaOfAnotherKindIsRefused() {
    registry.add("syntax = \"proto3\";");
    registry.add(SchemaVersions.newest(Experiment.class));

    assertThatThrownBy(() -> frames.read(frame(1)))
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("schema 1 of the registry is not Avro: ");
    assertThatThrownBy(() -> frames.read(frame(2)))
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("not Avro of schema Sample: ");
  }

  @Test
  void aWriterMayHaveFieldsThatAreSkippedHoweverDeep() {
    registry.add(
        """
        {"type": "record", "name": "Sample", "namespace": "dev.sluice.schemas", "fields": [
          {"name": "chain", "type": {"type": "record", "name": "Chain", "fields": [
            {"name": "next", "type": ["null", "Chain"]}]}},
          {"name": "experimentId", "type": "string"},
          {"name": "targets", "type": {"type": "array", "items": "string"}},
          {"name": "values", "type": {"type": "array", "items": "double"}}]}
        """);
    ByteBuffer deep = ByteBuffer.allocate(200_000).put(ConfluentFrame.header(1));
    while (deep.hasRemaining()) {
      deep.put((byte) 2); // another link of the chain
    }

    assertThatThrownBy(() -> frames.read(deep.array()))
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("not Avro of schema Sample: ");
  }

  @Test
  void aHeaderAloneIsMalformed() {
    assertThatThrownBy(() -> frames.read(new byte[] {0, 0, 0, 1}))
        .isInstanceOf(Rejection.class)
        .hasMessage("Confluent frame ends within its header");
  }

  @Test
  void aBusyRegistryIsAskedAgain() throws Rejection {
    registry.add(SAMPLE);
    registry.failNext(2);

    assertThat(frames.read(frame(1))).isEqualTo(Records.sample());
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void aRegistryThatStaysBusyFailsTheTaskAndNotTheRecord() {
    registry.failNext(100);

    assertThatThrownBy(() -> frames.read(frame(1)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("schema registry " + address() + " does not answer: HTTP 503");
  }

  @Test
  void anUnreachableRegistryFailsTheTaskAndNotTheRecord() {
    registry.close();

    assertThatThrownBy(() -> frames.read(frame(1)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("schema registry " + address() + " does not answer: ");
  }

  @Test
  void anAddressWithoutRegistryFailsTheTaskAndNotTheRecord() {
    ConfluentFrame<Sample> elsewhere =
        new ConfluentFrame<>(Sample.class, registry.client("v9"), System::nanoTime);

    assertThatThrownBy(() -> elsewhere.read(frame(1)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "schema registry answers HTTP 404 without \"schema\" at %s/v9/schemas/ids/1: %s"
                .formatted(address(), "<html>no such page</html>"));
  }

  private String address() {
    return registry.address().substring(0, registry.address().length() - 1);
  }

  /** The golden sample in a frame with the given id. */
  private static byte[] frame(int id) {
    byte[] record = new AvroWriter<>(Sample.class, new byte[0]).write(Records.sample());
    byte[] header = ConfluentFrame.header(id);
    return ByteBuffer.allocate(header.length + record.length).put(header).put(record).array();
  }

  private static KafkaSettings settings(String registry) {
    return new KafkaSettings(
        "unused:1", "", Delivery.AT_LEAST_ONCE, WireFormat.CONFLUENT, registry, 10_000, Map.of());
  }
}
