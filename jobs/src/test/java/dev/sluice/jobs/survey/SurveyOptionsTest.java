// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.matching.MatcherMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class SurveyOptionsTest {

  @TempDir Path folder;

  private static SurveySettings parse(String... arguments) {
    return ParsedOptions.of(new SurveyOptions(), arguments);
  }

  @Test
  void hasDefaults() {
    SurveySettings settings = parse();
    assertThat(settings.topics().group()).isEqualTo("sluice.survey");
    assertThat(settings.topics().bounded()).isFalse();
    assertThat(settings.answers().matcher().mode()).isEqualTo(MatcherMode.STRICT);
    assertThat(settings.answers().matcher().optionA()).containsOnlyKeys(QuestionType.values());
    assertThat(settings.pace().interval()).isEqualTo(2000);
    assertThat(settings.uncertainty().level()).isEqualTo(0.95);
    assertThat(settings.uncertainty().replicates()).isEqualTo(200);
    assertThat(settings.uncertainty().draws()).isEqualTo(200);
    assertThat(settings.drift().falseDiscoveryRate()).isEqualTo(0.05);
    assertThat(settings.drift().effectFloor()).isEqualTo(0.1);
    assertThat(settings.answersInRun().waitingPlaces()).isEqualTo(10_000);
    assertThat(settings.answersInRun().waitingTime()).isEqualTo(600_000);
  }

  @Test
  void readsTemplatesFromAFolder() throws Exception {
    Path responses = Files.createDirectory(folder.resolve("response_templates"));
    for (QuestionType type : QuestionType.values()) {
      Files.writeString(
          responses.resolve(type.code() + ".json"),
          "{\"responses_A\":[\"first\"],\"responses_B\":[\"second\"]}");
    }
    Files.writeString(responses.resolve("refusals.txt"), "no comment\n");
    SurveySettings settings = parse("--templates=" + folder, "--matcher=paper");
    assertThat(settings.answers().matcher().mode()).isEqualTo(MatcherMode.PAPER);
    assertThat(settings.answers().matcher().optionB().get(QuestionType.AB))
        .isEqualTo(List.of("second"));
    assertThat(settings.answers().matcher().refusals()).containsExactly("no comment");
  }

  @Test
  void namesTheFolderWithoutTemplates() {
    assertThatThrownBy(() -> parse("--templates=" + folder))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith("--templates " + folder + ": templates: cannot read ");
  }

  @ParameterizedTest
  @CsvSource({
    "--level=1, '--level: must be in (0, 1), is 1.0'",
    "--emit-interval=0s, '--emit-interval: must be at least 1ms, is PT0S'",
    "--bootstrap-replicates=-1, '--bootstrap-replicates: must be at least 0, is -1'",
    "--credible-draws=0, '--credible-draws: must be at least 1, is 0'",
    "--false-discovery-rate=0, '--false-discovery-rate: must be in (0, 1), is 0.0'",
    "--effect-floor=2, '--effect-floor: must be in [0, 1], is 2.0'",
    "--waiting-answers=-1, '--waiting-answers: must be at least 0, is -1'",
  })
  void namesTheOptionThatIsOutOfRange(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }
}
