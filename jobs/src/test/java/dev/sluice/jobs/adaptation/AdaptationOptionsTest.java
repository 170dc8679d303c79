// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class AdaptationOptionsTest {

  private static AdaptationJobSettings parse(String... arguments) {
    return ParsedOptions.of(new AdaptationOptions(), arguments);
  }

  @Test
  void hasTheEnginesDefaults() {
    AdaptationJobSettings settings = parse();
    assertThat(settings.models().engine()).isEqualTo(AdaptationSettings.defaults());
    assertThat(settings.models().learners()).isEqualTo(Learners.CONJUGATE);
    assertThat(settings.models().learnedGraph()).isTrue();
    assertThat(settings.models().pseudoLikelihood()).isFalse();
    assertThat(settings.topics().bounded()).isFalse();
    assertThat(settings.topics().group()).isEqualTo("sluice.adaptation");
    assertThat(settings.pace().interval()).isEqualTo(1000);
    assertThat(settings.admissionPerKey().dedupWindow()).isEqualTo(100_000);
    assertThat(settings.admissionPerKey().waitingSamples()).isEqualTo(10_000);
    assertThat(settings.admissionPerKey().waitingTime()).isEqualTo(600_000);
    assertThat(settings.topics().kafka().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.topics().kafka().format()).isEqualTo(WireFormat.JSON);
  }

  @Test
  void networksLearnInBatchesUnlessToldOtherwise() {
    assertThat(parse("--learners=neural").models().engine().batch()).isEqualTo(32);
  }

  @Test
  void readsWhatIsGiven() {
    AdaptationJobSettings settings =
        parse(
            "--learners=neural",
            "--burn-in=500",
            "--batch=16",
            "--memory=1000",
            "--evidence=10",
            "--challenger-memory=20",
            "--run-length=5000",
            "--probation=100",
            "--acceptance=2.5",
            "--replay=256",
            "--library=4",
            "--window=250",
            "--seed=7",
            "--no-learned-graph",
            "--pseudo-likelihood",
            "--bounded",
            "--report-interval=250ms");
    assertThat(settings.models().engine())
        .isEqualTo(new AdaptationSettings(500, 16, 1000, 10, 20, 5000, 100, 2.5, 256, 4, 250, 7));
    assertThat(settings.models().learners()).isEqualTo(Learners.NEURAL);
    assertThat(settings.models().learnedGraph()).isFalse();
    assertThat(settings.models().pseudoLikelihood()).isTrue();
    assertThat(settings.topics().bounded()).isTrue();
    assertThat(settings.admissionPerKey().waitingSamples()).isEqualTo(Integer.MAX_VALUE);
    assertThat(settings.pace().interval()).isEqualTo(250);
  }

  @ParameterizedTest
  @CsvSource({
    "--burn-in=0, '--burn-in: must be at least 1, is 0.0'",
    "--batch=0, '--batch: must be at least 1, is 0.0'",
    "--memory=0.5, '--memory: must be at least 1, is 0.5'",
    "--evidence=-1, '--evidence: must be at least 0, is -1.0'",
    "--challenger-memory=1, '--challenger-memory: must be above 1, is 1.0'",
    "--run-length=1, '--run-length: must be above 1, is 1.0'",
    "--probation=0, '--probation: must be at least 1, is 0.0'",
    "--acceptance=-3, '--acceptance: must be at least 0, is -3.0'",
    "--replay=0, '--replay: must be at least 1, is 0.0'",
    "--library=-1, '--library: must be at least 0, is -1.0'",
    "--window=0, '--window: must be at least 1, is 0.0'",
    "--report-interval=0ms, '--report-interval: must be at least 1ms, is PT0S'",
    "--dedup-window=0, '--dedup-window: must be at least 1, is 0'",
    "--waiting-samples=-1, '--waiting-samples: must be at least 0, is -1'",
  })
  void namesTheOptionThatIsOutOfRange(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheFamilyThatIsNone() {
    assertThatThrownBy(() -> parse("--learners=forest"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--learners")
        .hasMessageContaining("CONJUGATE, NEURAL");
  }
}
