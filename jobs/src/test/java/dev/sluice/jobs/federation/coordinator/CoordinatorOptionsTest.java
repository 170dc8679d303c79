// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.TopicSettings;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.federation.Aggregation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class CoordinatorOptionsTest {

  private static CoordinatorSettings parse(String... arguments) {
    return ParsedOptions.of(new CoordinatorOptions(), arguments);
  }

  @Test
  void hasDefaults() {
    CoordinatorSettings settings = parse();
    assertThat(settings.topics().group()).isEqualTo("sluice.federation-coordinator");
    assertThat(settings.topics().kafka().maxRecordBytes()).isEqualTo(TopicSettings.MOST_FEDERATION);
    assertThat(settings.statistics()).isNull();
    assertThat(settings.secure()).isFalse();
    assertThat(settings.alpha()).isEqualTo(.2);
    assertThat(settings.minimumSites()).isEqualTo(2);
    assertThat(settings.phaseTimeout()).isEqualTo(600_000);
    assertThat(settings.waitingMessages()).isEqualTo(1_000);
    assertThat(settings.waitingTime()).isEqualTo(600_000);
  }

  @Test
  void readsWhatIsGiven() {
    CoordinatorSettings settings =
        parse("--share=statistics", "--secure", "--bound=12", "--codebook=metres", "--rule=naive");
    assertThat(settings.statistics())
        .isEqualTo(new CoordinatorSettings.StatisticsTerms(1L << 32, 2, 12, "metres"));
    assertThat(settings.alpha()).isNull();
    assertThat(parse("--rule=trimmed").rule()).isEqualTo(Aggregation.Rule.TRIMMED_MEAN);
    assertThat(parse("--waiting-messages=0").waitingMessages()).isZero();
    assertThat(parse("--waiting-time=1d").waitingTime()).isEqualTo(86_400_000);
  }

  @ParameterizedTest
  @CsvSource({
    "--minimum-sites=0, '--minimum-sites: must be from 1 to 1024, is 0'",
    "--sites=1025, '--sites: must be from 0 to 1024, is 1025'",
    "--threshold=3, '--threshold: must be given with --secure, whose it is, is 3'",
    "--alpha=1, '--alpha: must be between 0 and 1, is 1.0'",
    "--clip=0, '--clip: must be above 0, is 0.0'",
    "--least-weight=0, '--least-weight: must be above 0 and at most 1, is 0.0'",
    "--most-age=-1, '--most-age: must be at least 0, is -1'",
    "--rounds=-1, '--rounds: must be at least 0, is -1'",
    "--phase-timeout=0s, '--phase-timeout: must be above 0, is PT0S'",
    "--waiting-messages=-1, '--waiting-messages: must be at least 0, is -1'",
    "--bound=251, '--bound: must be from -250 to 250, is 251'",
    "--bounded, '--bounded: not offered, as sites answer what the coordinator asks, so that its"
        + " topics have no end'"
  })
  void refusesWhatIsOutOfRange(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void aMaskedSumHasTwoSitesAtLeastAndIsNotTrimmed() {
    assertThatThrownBy(() -> parse("--secure", "--minimum-sites=1"))
        .hasMessage("--minimum-sites: must be from 2 to 255 with --secure, is 1");
    assertThatThrownBy(() -> parse("--secure", "--rule=trimmed"))
        .hasMessage(
            "--rule: must be proximity or naive with --secure, which shows no update, is trimmed");
  }

  @Test
  void doesNotStartWithoutCheckpoints() {
    assertThatThrownBy(
            () ->
                CoordinatorJob.build(StreamExecutionEnvironment.getExecutionEnvironment(), parse()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the coordinator of a federation needs checkpoints (execution.checkpointing.interval):"
                + " nothing is told to sites before it is in one");
  }
}
