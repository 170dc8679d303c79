// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.posterior.PosteriorSettings;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class OptionSourcesTest {
  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("posterior.yaml");
  }

  @Test
  void theCommandLineCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws IOException {
    Files.writeString(
        file,
        """
        bootstrap: kafka:9092   # needed, and given here
        buckets: 2
        refresh-interval: 2s
        refresh-latest: 20s
        bounded: true
        """);
    PosteriorSettings settings =
        posterior(
            Map.of("SLUICE_REFRESH_INTERVAL", "3s", "SLUICE_BUCKETS", "3", "SLUICE_GROUP", ""),
            "--config",
            file.toString(),
            "--buckets=4");

    assertThat(settings.topics().kafka().bootstrap()).isEqualTo("kafka:9092");
    assertThat(settings.topics().bounded()).isTrue();
    assertThat(settings.topics().group()).isEqualTo("sluice.posterior");
    assertThat(settings.statistics().buckets()).isEqualTo(4);
    assertThat(settings.refresh().interval()).isEqualTo(3_000);
    assertThat(settings.refresh().latest()).isEqualTo(20_000);
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    Files.writeString(file, "propose: eig\npropose-values: [1.5, -2]\n");

    PosteriorSettings settings =
        posterior(Map.of("SLUICE_CONFIG", file.toString(), "SLUICE_BOOTSTRAP", "kafka:1"));

    assertThat(settings.topics().kafka().bootstrap()).isEqualTo("kafka:1");
    assertThat(settings.proposals())
        .isEqualTo(
            posterior(Map.of(), "--bootstrap=kafka:1", "--propose=eig", "--propose-values=1.5,-2")
                .proposals())
        .isNotNull();
  }

  @Test
  void effectsMayBeSaidInEveryForm() throws IOException {
    Files.writeString(file, "effects: [X->Y, Y->Z]\n");
    WantedEffects wanted = new WantedEffects(List.of("X->Y", "Y->Z"));

    assertThat(posterior(Map.of(), "--bootstrap=k:1", "--config=" + file).effects())
        .isEqualTo(wanted);
    assertThat(posterior(Map.of("SLUICE_EFFECTS", "X->Y,Y->Z"), "--bootstrap=k:1").effects())
        .isEqualTo(wanted);
    assertThat(posterior(Map.of("SLUICE_EFFECTS", "all"), "--bootstrap=k:1").effects())
        .isEqualTo(WantedEffects.all());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bukets: 3           | no option bukets, did you mean buckets?
          nothing-like-it: 3  | no option nothing-like-it
          config: other.yaml  | no option config
          help: true          | no option help
          3                   | expected lines of the form option: value
          buckets: {of: 3}    | buckets: expected a value or a list of values
          buckets:            | buckets: expected a value or a list of values
          'buckets: ''3'      | line 1 is no YAML: while scanning a quoted scalar
          """,
      delimiter = '|')
  void saysWhatIsWrongWithTheFile(String line, String message) throws IOException {
    Files.writeString(file, line + "\n");

    assertThatThrownBy(() -> posterior(Map.of(), "--bootstrap=kafka:1", "--config=" + file))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("--config " + file + ": " + message);
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    Files.writeString(file, "# all as it comes\n");

    assertThat(posterior(Map.of(), "--bootstrap=kafka:1", "--config=" + file).statistics())
        .isEqualTo(posterior(Map.of(), "--bootstrap=kafka:1").statistics());
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> posterior(Map.of(), "--bootstrap=kafka:1", "--config=" + file))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--config " + file + ": there is no such file");
  }

  @Test
  void errorsNameTheOptionAndWhereItsValueIsFrom() throws IOException {
    Files.writeString(file, "bootstrap: kafka:1\nbuckets: many\n");

    assertThatThrownBy(() -> posterior(Map.of(), "--config=" + file))
        .isInstanceOfSatisfying(
            ParameterException.class,
            e ->
                assertThat(OptionSources.message(e))
                    .isEqualTo(
                        "Invalid value for option '--buckets': 'many' is not an int (from "
                            + file
                            + ")"));
    assertThatThrownBy(() -> posterior(Map.of("SLUICE_REFRESH_GROWTH", "1"), "--bootstrap=kafka:1"))
        .isInstanceOfSatisfying(
            ParameterException.class,
            e ->
                assertThat(OptionSources.message(e))
                    .isEqualTo(
                        "--refresh-growth: must be above 1, is 1.0 (from SLUICE_REFRESH_GROWTH)"));
    assertThatThrownBy(
            () -> posterior(Map.of("SLUICE_BUCKETS", "4"), "--bootstrap=kafka:1", "--buckets=many"))
        .isInstanceOfSatisfying(
            ParameterException.class,
            e -> assertThat(OptionSources.message(e)).endsWith("'many' is not an int"));
  }

  @Test
  void theDashboardShowsWhatIsInEffectWithoutSecrets() {
    CommandLine command =
        parsed(
            new DiscoveryOptions(),
            Map.of("SLUICE_CAPACITY", "7"),
            "--bootstrap=kafka:1",
            "--registry=http://somebody:hidden@registry:8080",
            "--max-state=64m");

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobParameters.show(env, command.getCommandSpec());

    ExecutionConfig.GlobalJobParameters shown = env.getConfig().getGlobalJobParameters();
    assertThat(shown.toMap())
        .containsEntry("bootstrap", "kafka:1")
        .containsEntry("registry", "http://***@registry:8080")
        .containsEntry("max-state", "64m")
        .containsEntry("topic-prefix", "sluice.")
        .containsEntry("delivery", "at-least-once")
        .containsEntry("bounded", "false")
        .containsEntry("capacity", "7")
        .doesNotContainKeys("help", "kafka-properties");
    assertThat(shown.toMap().toString()).doesNotContain("hidden");
  }

  private static PosteriorSettings posterior(Map<String, String> environment, String... given) {
    PosteriorOptions options = new PosteriorOptions();
    parsed(options, environment, given);
    return options.get();
  }

  private static CommandLine parsed(
      Supplier<?> options, Map<String, String> environment, String... given) {
    CommandLine command = JobMain.command(options);
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.setDefaultValueProvider(new OptionSources(List.of(given), environment));
    command.parseArgs(given);
    return command;
  }
}
