// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The wording of a question.
 *
 * @param header the system message that goes before it
 * @param question the text with three slots {@code {}}: the context, the first and the second
 *     option
 */
public record QuestionTemplate(String header, String question) {

  /** Checks that there are three slots. */
  public QuestionTemplate {
    if (question.split("\\{}", -1).length != 4) {
      throw new IllegalArgumentException(
          "question must have three slots {}: context, first and second option: " + question);
    }
  }

  /** The templates that ship with Sluice. */
  public static Map<QuestionType, QuestionTemplate> shipped() {
    return read(TemplateFolder.shipped());
  }

  /**
   * Reads {@code question_templates/{ab,repeat,compare}.json} from a folder in the layout of the
   * paper's public repository.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if a file is not of that form; the message names it
   */
  public static Map<QuestionType, QuestionTemplate> load(Path folder) {
    return read(TemplateFolder.of(folder));
  }

  /** The question about a scenario in one of the forms of this wording. */
  public String ask(String context, String action1, String action2, QuestionForm form) {
    boolean inOrder = form.firstOption() == Label.ACTION1;
    String first = inOrder ? action1 : action2;
    String second = inOrder ? action2 : action1;
    String[] parts = question.split("\\{}", -1);
    return parts[0] + context + parts[1] + first + parts[2] + second + parts[3];
  }

  private static Map<QuestionType, QuestionTemplate> read(TemplateFolder folder) {
    Map<QuestionType, QuestionTemplate> templates = new EnumMap<>(QuestionType.class);
    for (QuestionType type : QuestionType.values()) {
      String file = "question_templates/" + type.code() + ".json";
      templates.put(type, of(file, folder.json(file)));
    }
    return Map.copyOf(templates);
  }

  private static QuestionTemplate of(String file, JsonNode json) {
    try {
      return new QuestionTemplate(
          json.path("question_header").asText(), json.path("question").asText());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
