// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.ParsedOptions;
import dev.sluice.schemas.Topic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesaOptionsTest {

  private static MesaSettings parse(String... arguments) {
    return ParsedOptions.of(new MesaOptions(), arguments);
  }

  @Test
  void defaults() {
    MesaSettings settings = parse();

    assertThat(settings.label())
        .isEqualTo("zero,copy,gd:0.032,chebyshev:linear-7,rls:0.001,ridge:0.001");
    assertThat(settings.maxWaiting()).isEqualTo(64);
    assertThat(settings.forgetAfter()).isZero();
    assertThat(settings.buckets()).isEqualTo(32);
    assertThat(settings.flush().interval()).isEqualTo(200);
    assertThat(settings.pace().interval()).isEqualTo(2000);
    assertThat(settings.topics().group()).isEqualTo("sluice.mesa");
  }

  @Test
  void learnersAreKeptAsTheySayIt() {
    assertThat(parse("--learners", "ridge:1e-3, gd:.5,ridge:1e-3@lagged").learners())
        .containsExactly("ridge:0.001", "gd:0.5", "ridge:0.001 released (lagged)");
    assertThat(parse("--forget-after", "2h").forgetAfter()).isEqualTo(7_200_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --max-waiting    | -1             | --max-waiting: must be at least 0, is -1
          --forget-after   | 0s             | --forget-after: must be at least 1ms, is PT0S
          --buckets        | 0              | --buckets: must be at least 1, is 0
          --flush-interval | 0s             | --flush-interval: must be at least 1ms, is PT0S
          --emit-interval  | 0s             | --emit-interval: must be at least 1ms, is PT0S
          --learners       | gd:1,gd:1.0    | --learners: must be different from one another, is gd:1.0,gd:1.0
          --models         | a,a            | --models: must be different, is a,a
          --models         | a,,b           | --models: must be names of models, is a,,b
          --keep-versions  | 0              | --keep-versions: must be 1 to 16, is 0
          --max-awaiting   | -1             | --max-awaiting: must be at least 0, is -1
          --learners       | zero,adam      | --learners: no learner 'adam'
          """)
  void errorsNameTheOption(String option, String value, String message) {
    assertThatThrownBy(() -> parse(option, value)).hasMessageStartingWith(message);
  }

  @Test
  void modelsAreComparedWithWhoLearnsFromTheSequenceAlone() {
    MesaSettings settings =
        parse("--models", "lsa-1-linear-1, m", "--learners", "zero,ridge:1@lagged,oracle,gd:1");

    assertThat(settings.trained().models()).containsExactly("lsa-1-linear-1", "m");
    assertThat(settings.trained().algorithms()).containsExactly("zero", "gd:1.0");
    assertThat(settings.trained().awaiting()).isEqualTo(1000);
    assertThat(settings.trained().keepVersions()).isEqualTo(4);
    assertThat(MesaJob.topics(settings)).contains(Topic.MESA_WEIGHTS);
    assertThat(parse("--models", "m", "--bounded").trained().awaiting())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(MesaJob.topics(parse())).isEqualTo(MesaJob.TOPICS);
    assertThatThrownBy(() -> parse("--models", "m", "--learners", "oracle"))
        .hasMessageStartingWith("--models: must be none where no learner is causal");
  }

  @Test
  void thereAreNotTooManyLearners() {
    String[] all = new String[17];
    Arrays.setAll(all, i -> "gd:" + (i + 1));
    assertThatThrownBy(() -> parse("--learners", String.join(",", all)))
        .hasMessage("--learners: must be at most 16, is 17");
  }
}
