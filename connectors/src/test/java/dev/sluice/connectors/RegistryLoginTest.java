// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.StandInRegistry;
import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry's login that stands in a file of its own. */
class RegistryLoginTest {
  private static final String FETCH = "GET /schemas/ids/7";

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  @TempDir private Path folder;

  @Test
  void isLookedUpWhereRecordsAreDecoded() throws Exception {
    registry.on(FETCH, 200, StandInRegistry.schema(SchemaVersions.newest(Sample.class).toString()));
    byte[] stored = InstantiationUtil.serializeObject(decoder(fromFile()));
    Files.writeString(secrets(), "registry=me:s3cret\n");

    decode(stored);

    assertThat(new String(stored, UTF_8)).doesNotContain("s3cret");
    String basic = Base64.getEncoder().encodeToString("me:s3cret".getBytes(UTF_8));
    assertThat(registry.requests()).containsExactly(FETCH + " as Basic " + basic);
  }

  @Test
  void aTokenToo() throws Exception {
    registry.on(FETCH, 200, StandInRegistry.schema(SchemaVersions.newest(Sample.class).toString()));
    Map<String, String> settings = new HashMap<>(fromFile());
    settings.put("schema.registry.bearer.auth.token", place());
    settings.remove("schema.registry.basic.auth.user.info");
    Files.writeString(secrets(), "registry=t0k.en\n");

    decode(InstantiationUtil.serializeObject(decoder(settings)));

    assertThat(registry.requests()).containsExactly(FETCH + " as Bearer t0k.en");
  }

  @Test
  void anEncodersToo() throws Exception {
    registry.on("POST /subjects/t-value/versions", 200, "{\"id\":7}");
    Files.writeString(secrets(), "registry=me:s3cret\n");
    Sample sample =
        new Sample(
            "e", null, null, List.of(), InterventionKind.PERFECT, List.of(), null, null, null);

    settings(fromFile()).encoder(Sample.class, "t").encode(sample);

    assertThat(registry.requests().get(0))
        .endsWith(" as Basic " + Base64.getEncoder().encodeToString("me:s3cret".getBytes(UTF_8)));
  }

  @Test
  void aFileThatIsNotThereFailsTheTask() throws Exception {
    byte[] stored = InstantiationUtil.serializeObject(decoder(fromFile()));
    assertThatThrownBy(() -> decode(stored))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith(
            "schema registry " + registry.address() + ": cannot look up who asks it: ");
  }

  @Test
  void aPlaceThatNothingLooksUpIsNoSecret() throws Exception {
    Map<String, String> settings =
        Map.of("schema.registry.basic.auth.user.info", "${file:/etc/secrets:registry}");
    byte[] stored = InstantiationUtil.serializeObject(decoder(settings));
    assertThatThrownBy(() -> decode(stored))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "schema registry %s: schema.registry.basic.auth.user.info names a place that nothing"
                    .formatted(registry.address())
                + " looks up (config.providers)");
    assertThat(registry.requests()).isEmpty();
  }

  private void decode(byte[] stored) throws IOException, ClassNotFoundException {
    Decoder<Sample> decoder =
        InstantiationUtil.deserializeObject(stored, getClass().getClassLoader());
    decoder.decode(new byte[] {2, 'm', 0, 0, 0}, new byte[] {0, 0, 0, 0, 7});
  }

  private Decoder<Sample> decoder(Map<String, String> properties) {
    return settings(properties).decoder(Sample.class);
  }

  private KafkaSettings settings(Map<String, String> properties) {
    return new KafkaSettings(
        "unused:1",
        "",
        Delivery.AT_LEAST_ONCE,
        WireFormat.CONFLUENT,
        registry.address(),
        1_000,
        properties);
  }

  private Map<String, String> fromFile() {
    return Map.of(
        "schema.registry.basic.auth.user.info",
        place(),
        "config.providers",
        "file",
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
  }

  private String place() {
    return "${file:" + secrets() + ":registry}";
  }

  private Path secrets() {
    return folder.resolve("secrets.properties");
  }
}
