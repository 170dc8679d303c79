// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.ParsedOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LesionOptionsTest {

  private static LesionSettings parse(String... arguments) {
    return ParsedOptions.of(new LesionOptions(), arguments);
  }

  @Test
  void defaults() {
    LesionSettings settings = parse();

    assertThat(settings.minimumVolume()).isZero();
    assertThat(settings.waitingPredictions()).isEqualTo(100);
    assertThat(settings.waitingTime()).isEqualTo(600_000);
    assertThat(settings.mostModels()).isEqualTo(16);
    assertThat(settings.maxFileBytes()).isEqualTo(64 << 20);
    assertThat(settings.threads()).isEqualTo(2);
    assertThat(settings.level()).isEqualTo(0.95);
    assertThat(settings.replicates()).isEqualTo(1000);
    assertThat(settings.seed()).isEqualTo(1);
    assertThat(settings.pace().interval()).isEqualTo(2000);
    assertThat(settings.topics().group()).isEqualTo("sluice.lesion");
  }

  @Test
  void whatScoresAreMadeWithIsSaidAsOptions() {
    assertThat(parse("--minimum-volume=-0", "--seed", "3").scoring())
        .isEqualTo("--minimum-volume 0.0 --bootstrap-replicates 1000 --seed 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --minimum-volume       | -1      | --minimum-volume: must be at least 0, is -1.0
          --minimum-volume       | NaN     | --minimum-volume: must be at least 0, is NaN
          --minimum-volume       | Infinity| --minimum-volume: must be at least 0, is Infinity
          --waiting-predictions  | -1      | --waiting-predictions: must be at least 0, is -1
          --most-models          | 0       | --most-models: must be 1 to 256, is 0
          --most-models          | 257     | --most-models: must be 1 to 256, is 257
          --max-file-bytes       | 0       | --max-file-bytes: must be 1 to 2147483639, is 0
          --max-file-bytes       | 2g      | --max-file-bytes: must be 1 to 2147483639, is 2147483648
          --compare-threads      | 0       | --compare-threads: must be at least 1, is 0
          --level                | 0       | --level: must be between 0 and 1, is 0.0
          --level                | 1       | --level: must be between 0 and 1, is 1.0
          --level                | NaN     | --level: must be between 0 and 1, is NaN
          --bootstrap-replicates | -1      | --bootstrap-replicates: must be 0 to 100000, is -1
          --bootstrap-replicates | 100001  | --bootstrap-replicates: must be 0 to 100000, is 100001
          --emit-interval        | 0s      | --emit-interval: must be at least 1ms, is PT0S
          """)
  void errorsNameTheOption(String option, String value, String message) {
    assertThatThrownBy(() -> parse(option + "=" + value)).hasMessageStartingWith(message);
  }
}
