// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static dev.sluice.connectors.wire.StandInRegistry.AVRO;
import static dev.sluice.connectors.wire.StandInRegistry.ID_1;
import static dev.sluice.connectors.wire.StandInRegistry.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a registry that is away is asked, and what becomes of records meanwhile. */
class RegistryAwayTest {
  private static final String SAMPLE = schema(SchemaVersions.newest(Sample.class).toString());
  private static final long SECOND = 1_000_000_000L;

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  private final AtomicLong time = new AtomicLong();

  /** Each look at the clock takes a second, so that each try takes one. */
  private final ConfluentFrame<Sample> frames =
      new ConfluentFrame<>(Sample.class, registry.client(), () -> time.getAndAdd(SECOND));

  @Test
  void isAskedAllTriesForOneSchemaAndOnceForEachOther() {
    registry.on(ID_1, 503, "").on("GET /schemas/ids/2", 503, "");
    away(1);
    assertThat(registry.requests()).hasSize(5);
    away(1);
    assertThat(registry.requests()).hasSize(5);
    away(2);
    assertThat(registry.requests()).hasSize(6);
  }

  @Test
  void isLeftAloneForNineTenthsOfTheTimeWhateverTheSchemas() {
    for (int id = 1; id <= 1_000; id++) {
      registry.on("GET /schemas/ids/" + id, 503, "");
      away(id);
    }
    // All tries for the first, then of every nine schemas, which take eleven seconds, one.
    assertThat(registry.requests()).hasSize(5 + 111);
  }

  @Test
  void garbageThatNeedsNoAnswerIsNoAnswer() {
    for (int id = 1; id <= 100; id++) {
      registry.on("GET /schemas/ids/" + id, 503, "");
      away(id);
      assertThatThrownBy(() -> frames.read(frame(-1))).isInstanceOf(Rejection.class);
    }
    assertThat(registry.requests()).hasSizeLessThan(5 + 25);
  }

  @Test
  void aSchemaThatIsKnownNeedsNoRegistry() throws Rejection {
    registry.on(ID_1, 200, SAMPLE).on("GET /schemas/ids/2", 503, "");
    assertThat(frames.read(frame(1))).isEqualTo(Records.sample());
    away(2);
    registry.on(ID_1, 503, "");
    assertThat(frames.read(frame(1))).isEqualTo(Records.sample());
  }

  @Test
  void oneSchemaThatFailsKeepsNoOtherAway() throws Rejection {
    registry.on(ID_1, 500, "").on("GET /schemas/ids/2", 200, SAMPLE);
    away(1);
    assertThat(frames.read(frame(2))).isEqualTo(Records.sample());
  }

  @Test
  void isHeardAgainWithinTenSecondsOfItsReturn() throws Rejection {
    registry.on(ID_1, 503, "");
    away(1);
    registry.on(ID_1, 200, SAMPLE);
    away(1);
    time.addAndGet(10 * SECOND);
    assertThat(frames.read(frame(1))).isEqualTo(Records.sample());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500, 503})
  void aRecordThatNeedsItIsRefusedAndAllOthersAreRead(int status) {
    registry.on(ID_1, status, "");
    Decoder<Sample> decoder = decoder(Map.of()).parking();

    Decoded<Sample> refused = decoder.decode(frame(1));
    assertThat(refused.reason()).isEqualTo(Reason.REGISTRY_UNAVAILABLE);
    assertThat(refused.message())
        .startsWith("schema registry ")
        .contains(registry.address(), "HTTP " + status);
    assertThat(decoder.decode(JsonWriter.write(Records.sample())).record())
        .isEqualTo(Records.sample());
  }

  @Test
  void triesAreConfigured() {
    registry.on(ID_1, 503, "");
    decoder(Map.of("schema.registry.tries", "2")).parking().decode(frame(1));
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void withoutTriesRecordsWait() {
    registry.on(ID_1, 403, "");
    Decoder<Sample> waiting = decoder(Map.of("schema.registry.tries", "0")).parking();
    assertThatThrownBy(() -> waiting.decode(frame(1))).isInstanceOf(UnavailableException.class);
  }

  /** A command shows no other state than there is; it says that it cannot know it. */
  @Test
  void whoDoesNotParkIsTold() {
    registry.on(ID_1, 403, "");
    assertThatThrownBy(() -> decoder(Map.of()).strict().decode(frame(1)))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void aTaskThatIsCancelledMeanwhileRefusesNothing() {
    Decoder<Sample> decoder = decoder(Map.of()).parking();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> decoder.decode(frame(1)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageStartingWith("interrupted while asking schema registry ");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** No record is to blame for a file that is not there, so that none is parked. */
  @Test
  void aTruststoreThatIsNotThereFailsTheTask() {
    Decoder<Sample> decoder =
        decoder(Map.of("schema.registry.ssl.truststore.location", "/no/such/file")).parking();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> decoder.decode(frame(1)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("cannot use the truststore /no/such/file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "1000000000000", "five", ""})
  void triesThatAreNoneAreSaidToBe(String tries) {
    assertThatThrownBy(() -> decoder(Map.of("schema.registry.tries", tries)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("registry-tries is \"" + tries + "\"; expected 0 to 100");
  }

  private void away(int id) {
    assertThatThrownBy(() -> frames.read(frame(id))).isInstanceOf(UnavailableException.class);
  }

  private Decoder<Sample> decoder(Map<String, String> properties) {
    RegistryAccess access = RegistryAccess.of(registry.address(), properties);
    return Decoder.of(Sample.class, () -> access, 10_000);
  }

  private static byte[] frame(int id) {
    byte[] header = ConfluentFrame.header(id);
    return ByteBuffer.allocate(header.length + AVRO.length).put(header).put(AVRO).array();
  }
}
