// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class PosteriorOptionsTest {

  @TempDir Path folder;

  private static PosteriorSettings parse(String... arguments) {
    return ParsedOptions.of(new PosteriorOptions(), arguments);
  }

  @Test
  void hasDefaults() {
    PosteriorSettings settings = parse();
    assertThat(settings.topics().kafka().bootstrap()).isEqualTo("localhost:9092");
    assertThat(settings.topics().kafka().prefix()).isEqualTo("sluice.");
    assertThat(settings.topics().kafka().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.topics().kafka().format()).isEqualTo(WireFormat.JSON);
    assertThat(settings.topics().bounded()).isFalse();
    assertThat(settings.topics().group()).isEqualTo("sluice.posterior");
    assertThat(settings.refresh().growth()).isEqualTo(1.1);
    assertThat(settings.refresh().interval()).isEqualTo(1000);
    assertThat(settings.refresh().latest()).isEqualTo(10_000);
    assertThat(settings.statistics().buckets()).isEqualTo(32);
    assertThat(settings.admissionPerBucket().dedupWindow()).isEqualTo(3125);
    assertThat(settings.admissionPerBucket().waitingSamples()).isEqualTo(313);
    assertThat(settings.inference()).isEqualTo(InferenceSettings.defaults());
    assertThat(settings.effects()).isNull();
  }

  @Test
  void effectsAreAllOrPairs() {
    WantedEffects wanted = new WantedEffects(List.of("X->Y", "Y->Z"));

    assertThat(parse("--effects=all").effects()).isEqualTo(WantedEffects.all());
    assertThat(parse("--effects", "X->Y,Y->Z").effects()).isEqualTo(wanted);
    assertThat(parse("--effects=X->Y", "--effects=Y->Z").effects()).isEqualTo(wanted);
  }

  @Test
  void choosesMethods() {
    InferenceSettings steps =
        parse(
                "--exact-up-to=20",
                "--exact-threads=3",
                "--order-exact",
                "--check-exact",
                "--chains=6",
                "--mcmc-steps=3000",
                "--candidates=9")
            .inference();
    assertThat(steps.choice()).isEqualTo(new MethodChoice(20, true));
    assertThat(steps.checkExact()).isTrue();
    assertThat(steps.exactThreads()).isEqualTo(3);
    assertThat(steps.slices()).isEqualTo(1);
    assertThat(parse("--spread=4").inference().slices()).isEqualTo(4);
    assertThat(steps.sampler())
        .isEqualTo(new SamplerSettings(6, 3000, Double.POSITIVE_INFINITY, 9, 1));
    assertThat(parse("--mcmc-seconds=1.5").inference().sampler())
        .isEqualTo(new SamplerSettings(4, Long.MAX_VALUE, 1.5, 12, 1));
  }

  @Test
  void aBudgetIsInStepsOrInSeconds() {
    assertThatThrownBy(() -> parse("--mcmc-steps=10", "--mcmc-seconds=2"))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "--mcmc-seconds: must be given without --mcmc-steps, which bounds a refresh too, is"
                + " 2.0");
  }

  @Test
  void readsWhatIsGiven() throws Exception {
    Path properties = Files.writeString(folder.resolve("p"), "security.protocol=SSL");
    PosteriorSettings settings =
        parse(
            "--bounded",
            "--delivery=exactly-once",
            "--format=confluent",
            "--registry=http://localhost:8080",
            "--kafka-properties=" + properties,
            "--refresh-interval=250ms",
            "--waiting-time=2h");
    assertThat(settings.topics().bounded()).isTrue();
    assertThat(settings.topics().kafka().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(settings.topics().kafka().format()).isEqualTo(WireFormat.CONFLUENT);
    assertThat(settings.topics().kafka().properties())
        .isEqualTo(Map.of("security.protocol", "SSL"));
    assertThat(settings.refresh().interval()).isEqualTo(250);
    assertThat(settings.admissionPerBucket().waitingTime()).isEqualTo(7_200_000);
  }

  @Test
  void forgettingKeepsAnExperimentInOneBucket() {
    PosteriorSettings settings = parse("--forgetting=0.99", "--buckets=4");
    assertThat(settings.statistics().forgetting()).isEqualTo(0.99);
    assertThat(settings.statistics().buckets()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--refresh-growth=1, '--refresh-growth: must be above 1, is 1.0'",
    "--refresh-threads=0, '--refresh-threads: must be at least 1, is 0'",
    "--forgetting=0, '--forgetting: must be in (0, 1], is 0.0'",
    "--exact-up-to=4, '--exact-up-to: must be from 5 to 20, is 4'",
    "--exact-threads=0, '--exact-threads: must be from 1 to 64, is 0'",
    "--exact-threads=65, '--exact-threads: must be from 1 to 64, is 65'",
    "--exact-up-to=21, '--exact-up-to: must be from 5 to 20, is 21'",
    "--chains=0, '--chains: must be from 1 to 64, is 0'",
    "--mcmc-steps=0, '--mcmc-steps: must be at least 1, is 0'",
    "--mcmc-seconds=0, '--mcmc-seconds: must be above 0, is 0.0'",
    "--mcmc-seconds=NaN, '--mcmc-seconds: must be above 0, is NaN'",
    "--candidates=21, '--candidates: must be from 1 to 20, is 21'",
    "--spread=0, '--spread: must be from 1 to 64, is 0'",
    "--spread=65, '--spread: must be from 1 to 64, is 65'",
    "'--effects=X->Y,Z', '--effects: ''Z'' is no CAUSE->EFFECT of two variables'",
    "'--effects=all,X->Y', '--effects: ''all'' stands for itself alone'",
    "--vcn-steps=3, '--vcn-steps: must be given with --vcn, is 3'",
    "--vcn-graphs=3, '--vcn-graphs: must be given with --vcn, is 3'",
    "--vcn --vcn-steps=0, '--vcn-steps: must be at least 1, is 0'",
    "--vcn --vcn-graphs=0, '--vcn-graphs: must be at least 1, is 0'",
    "--vcn --check-exact, '--vcn: must be given without --check-exact and --order-exact, which are"
        + " of other methods, is true'",
    "--vcn --effects=all, '--vcn: must be given without --effects, which graphs with cycles do not"
        + " have, is true'",
    "--buckets=0, '--buckets: must be from 1 to 1024, is 0'",
    "--dedup-window=0, '--dedup-window: must be at least 1, is 0'",
    "--max-record-bytes=0, '--max-record-bytes: must be at least 1, is 0'",
    "--format=confluent, '--format confluent: needs --registry URL'",
    "--kafka-properties=/none, '--kafka-properties: no file of Kafka properties at /none'",
  })
  void namesTheOptionThatIsOutOfRange(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheDurationThatIsNone() {
    assertThatThrownBy(() -> parse("--refresh-interval=soon"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("'--refresh-interval'")
        .hasMessageContaining("'soon' is not a duration such as 250ms, 60s, 10m or 2h");
  }
}
