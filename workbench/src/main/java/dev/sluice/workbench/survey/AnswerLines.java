// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers on standard input, in UTF-8: lines of text, or of JSON objects. */
final class AnswerLines {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final MatchSet set;
  private final List<QuestionForm> forms;
  private final boolean json;

  /**
   * Answers to a set.
   *
   * @param forms of answers that name none
   * @param json whether lines are JSON objects
   */
  AnswerLines(MatchSet set, List<QuestionForm> forms, boolean json) {
    this.set = set;
    this.forms = forms;
    this.json = json;
  }

  /**
   * Shows every answer.
   *
   * @throws Failure naming the line that is not in order, or if there is none
   */
  @SuppressWarnings("SystemConsoleNull") // in Java 17, null says that it is no terminal
  void read(MatchView view) {
    int number = 0;
    int answers = 0;
    try {
      // Some versions of Java have a console where input is piped; then there is input.
      if (System.console() != null && System.in.available() == 0) {
        throw new Failure("no ANSWER, and standard input is a terminal; put the answer in quotes");
      }
    } catch (IOException e) {
      throw new Failure("standard input: " + InputFile.why(e), e);
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          show(line, number, view);
          answers++;
        }
      }
    } catch (IOException e) {
      throw new Failure("standard input: " + InputFile.why(e), e);
    }
    if (answers == 0) {
      throw new Failure("standard input has no answers");
    }
  }

  private void show(String line, int number, MatchView view) {
    if (!json) {
      view.answer(set.asked(), line, forms);
      return;
    }
    String where = "standard input line " + number;
    JsonNode object = object(line, where);
    JsonNode answer = object.path("answer");
    if (!answer.isTextual()) {
      throw new Failure(where + ", field answer: must be a text");
    }
    String id = object.path("scenarioId").asText("");
    SurveyScenario scenario =
        id.isEmpty() ? set.asked() : set.require(id, where + ", field scenarioId");
    view.answer(scenario, answer.asText(), forms(object, where));
  }

  private List<QuestionForm> forms(JsonNode object, String where) {
    JsonNode type = object.path("questionType");
    if (type.isMissingNode() || type.isNull()) {
      return forms;
    }
    try {
      JsonNode ordering = object.path("ordering");
      if (!ordering.isMissingNode() && !ordering.isInt()) {
        throw new Failure(where + ", field ordering: must be 0 or 1, not " + ordering);
      }
      return List.of(QuestionForm.of(QuestionType.parse(type.asText()), ordering.asInt(0)));
    } catch (IllegalArgumentException e) {
      throw new Failure(where + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode object(String line, String where) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new Failure(where + ": not a JSON object: " + e.getOriginalMessage(), e);
    }
    throw new Failure(where + ": not a JSON object");
  }
}
