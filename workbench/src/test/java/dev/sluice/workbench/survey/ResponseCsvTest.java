// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.SurveyResponse;
import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseCsvTest {
  /** The order of columns and the multi-line cells of the paper's files. */
  private static final String HEADER =
      ",scenario_id,model_id,question_type,question_ordering,question_header,question_text,"
          + "answer_raw,decision,eval_technique,eval_top_p,eval_temperature,eval_sample_nb,timestamp\n";

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("answers.csv"), text);
  }

  private static List<SurveyResponse> read(Path file) {
    List<SurveyResponse> responses = new ArrayList<>();
    new ResponseCsv(file, Set.of("S1")).forEach(responses::add);
    return responses;
  }

  @Test
  void readsThePapersColumns() throws IOException {
    Path file =
        file(
            HEADER
                + "7,S1,openai/gpt-4,compare,1,Header,\"Which\none?\",\"Yes,\nI do.\",action2,"
                + "top_p_sampling,1.0,1.0,4,2023-05-31_23:59:59\n");

    assertThat(read(file))
        .containsExactly(
            SurveyResponse.newBuilder()
                .setModel("openai/gpt-4")
                .setScenarioId("S1")
                .setQuestionType("compare")
                .setOrdering(1)
                .setSample(4)
                .setAnswer("Yes,\nI do.")
                .setDecision("action2")
                .setAnsweredAt(1_685_577_599_000L)
                .build());
  }

  @Test
  void keepsEveryCharacterOfAnAnswer() throws IOException {
    String answer = " \t\nYes.\r\n\u00a0  I do.\n\n ";
    Path file =
        file(
            "scenario_id, model_id,question_type,question_ordering,eval_sample_nb,answer_raw\n"
                + "S1, m ,ab,0, 0,\""
                + answer
                + "\"\n"
                + "S1,m,ab,0,1, A \n");

    assertThat(read(file)).extracting(SurveyResponse::getAnswer).containsExactly(answer, " A ");
    assertThat(read(file)).extracting(SurveyResponse::getModel).containsExactly("m", "m");
  }

  @Test
  void readsOtherColumnsInAnyOrder() throws IOException {
    Path file =
        file(
            "answer,model_version,eval_sample_nb,question_ordering,question_type,model_id,"
                + "scenario_id\n,2,0,0,ab,m,S1\n");

    SurveyResponse response = read(file).get(0);

    assertThat(response.getAnswer()).isEmpty();
    assertThat(response.getModelVersion()).isEqualTo("2");
    assertThat(response.getDecision()).isNull();
    assertThat(response.getAnsweredAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'S2,m,ab,0,,,A,,,,,0,', 'scenario_id: ''S2'' is not declared in the set'",
    "'S1,,ab,0,,,A,,,,,0,', 'model_id: must not be empty'",
    "'S1,m,abc,0,,,A,,,,,0,',"
        + " 'question_type: question type must be ab, repeat or compare, not ''abc'''",
    "'S1,m,ab,first,,,A,,,,,0,', 'question_ordering: ''first'' is not a whole number'",
    "'S1,m,ab,0,,,A,maybe,,,,0,',"
        + " 'decision: decision must be action1, action2, refusal or invalid, not ''maybe'''",
    "'S1,m,ab,0,,,A,,,,,-1,', 'eval_sample_nb: ''-1'' is not a whole number'",
    "'S1,m,ab,0,,,A,,,,,0,today',"
        + " 'timestamp: ''today'' is not of the form 2023-05-31_23:59:59'",
    "'S1,m,ab,0,,,A,,,,,0,2023-02-29_12:00:00',"
        + " 'timestamp: ''2023-02-29_12:00:00'' is not of the form 2023-05-31_23:59:59'",
  })
  void namesLineAndColumnOfWhatIsWrong(String row, String message) throws IOException {
    Path file = file(HEADER + "0," + row + "\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Failure.class)
        .hasMessage(file + " line 2, column " + message);
  }
}
