// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.Delivery;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.rounds.SiteNoise;
import dev.sluice.models.federation.rounds.SiteRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class SiteOptionsTest {

  @TempDir Path directory;

  private static SiteSettings parse(Path secret, String... more) {
    List<String> all = new ArrayList<>(List.of("--secret=" + secret));
    all.addAll(Arrays.asList(more));
    for (String usual : List.of("--site=north", "--coordinator=hub:9092")) {
      String name = usual.substring(0, usual.indexOf('=') + 1);
      if (all.stream().noneMatch(argument -> argument.startsWith(name))) {
        all.add(usual);
      }
    }
    return ParsedOptions.of(new SiteOptions(), all.toArray(String[]::new));
  }

  @Test
  void faultsOfTheCoordinatorsKafkaNameItsOptions() throws IOException {
    Path secret = Fixture.secret(directory);
    Path none = directory.resolve("none");
    assertThatThrownBy(() -> parse(secret, "--coordinator-properties=" + none))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--coordinator-properties: no file of Kafka properties at " + none);
    Path taken = Files.writeString(directory.resolve("taken"), "group.id=x\n");
    assertThatThrownBy(() -> parse(secret, "--coordinator-properties=" + taken))
        .hasMessage("--coordinator-properties: Kafka property group.id is set by Sluice itself");
    assertThatThrownBy(() -> parse(secret, "--coordinator= "))
        .hasMessage("--coordinator: bootstrap is empty; expected HOST:PORT");
    assertThat(
            SiteJob.ofCoordinator(
                "topics missing at hub:9092: fed.keys (to be created, or named otherwise by"
                    + " --topic-prefix)"))
        .isEqualTo(
            "--coordinator: topics missing at hub:9092: fed.keys (to be created, or named otherwise"
                + " by --coordinator-topic-prefix)");
  }

  @Test
  void hasDefaults() {
    SiteSettings settings = parse(Path.of("elsewhere"));
    assertThat(settings.topics().kafka().bootstrap()).isEqualTo("localhost:9092");
    assertThat(settings.topics().group()).isEqualTo("sluice.federation-site");
    assertThat(settings.coordinator().kafka().bootstrap()).isEqualTo("hub:9092");
    assertThat(settings.coordinator().kafka().prefix()).isEqualTo("sluice.");
    assertThat(settings.coordinator().group()).isEqualTo("sluice.federation-site-north");
    assertThat(settings.coordinator().kafka().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.share()).isEqualTo(Share.BELIEFS);
    assertThat(settings.rules()).isEqualTo(SiteRules.plain(2, false));
    assertThat(settings.newSamples()).isEqualTo(100);
    assertThat(settings.minimumRows()).isEqualTo(10);
    assertThat(settings.training())
        .isEqualTo(
            new SiteTraining(
                MethodChoice.usual(MethodName.ENCO, 1),
                new Capacity(10_000, 1000),
                1,
                1000,
                100,
                1,
                false,
                false,
                512L << 20));
  }

  @Test
  void readsWhatIsGiven() {
    SiteSettings settings =
        parse(
            Path.of("elsewhere"),
            "--coordinator-topic-prefix=hub.",
            "--secure-only",
            "--minimum-sites=5",
            "--noise=4",
            "--clip-norm=2",
            "--honest=3",
            "--protect=event",
            "--epsilon=8",
            "--delta=1e-6",
            "--learn-from=held",
            "--fresh-networks",
            "--seed=9");
    assertThat(settings.coordinator().kafka().prefix()).isEqualTo("hub.");
    SiteRules rules = settings.rules();
    assertThat(rules.minimum()).isEqualTo(5);
    assertThat(rules.maskedOnly()).isTrue();
    assertThat(rules.noise()).isEqualTo(new SiteNoise(2, 4, 3, ProtectedUnit.EVENT));
    // epsilon = rho + 2 sqrt(rho ln(1 / delta))
    double rho = rules.budget();
    assertThat(rho + 2 * Math.sqrt(rho * Math.log(1e6))).isCloseTo(8, within(1e-9));
    assertThat(settings.delta()).isEqualTo(1e-6);
    assertThat(settings.training().held()).isTrue();
    assertThat(settings.training().fresh()).isTrue();
    assertThat(settings.training().method().seed()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "--site=a-b, '--site: must be 1 to 64 letters, digits, . or _, is a-b'",
    "--minimum-sites=1, '--minimum-sites: must be at least 2, is 1'",
    "--new-samples=-1, '--new-samples: must be at least 0, is -1'",
    "--minimum-rows=0, '--minimum-rows: must be at least 1, is 0'",
    "--epochs=0, '--epochs: must be at least 1, is 0'",
    "--hidden=6, '--hidden: must be a multiple of 4, is 6'",
    "--noise=2, '--noise: needs --clip-norm'",
    "--clip-norm=2, '--clip-norm: needs --noise'",
    "--epsilon=2, '--epsilon: needs --noise'",
    "--noise=0 --clip-norm=1, '--noise: must be above 0, is 0.0'",
    "--delta=1, '--delta: must be between 0 and 1, is 1.0'",
    "--noise=1 --clip-norm=1 --share=statistics, '--noise: is added to beliefs alone, not with --share statistics'",
    "--bounded, '--bounded: a site answers rounds as they open, and has no end of its own'",
  })
  void refusesWhatIsOutOfRange(String arguments, String message) {
    assertThatThrownBy(() -> parse(Path.of("elsewhere"), arguments.split(" ")))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void refusesASecretThatIsNone() throws IOException {
    Path secret = Fixture.secret(directory);
    assertThat(parse(secret).secretFile()).isEqualTo(secret.toString());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> parse(secret))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--secret %s: others may read or write it (chmod 600)", secret);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.write(secret, new byte[33]);
    assertThatThrownBy(() -> parse(secret))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--secret %s: has 33 bytes; a secret has 32", secret);
  }

  @Test
  void nothingRunsWithoutCheckpoints() {
    SiteSettings settings = parse(Path.of("elsewhere"));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assertThatThrownBy(() -> SiteJob.build(env, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a site of a federation needs checkpoints (execution.checkpointing.interval): nothing"
                + " leaves before it is in one");
    env.enableCheckpointing(1000);
    SiteJob.build(env, settings);
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotNull());
  }
}
