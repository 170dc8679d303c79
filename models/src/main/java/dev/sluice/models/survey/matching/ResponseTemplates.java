// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.models.survey.QuestionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What answers look like: for each wording the texts that mean option A and those that mean option
 * B, and the phrases that give a refusal away.
 *
 * <p>A text may contain {@code {optionA}}, {@code {optionB}} and {@code {optionA_short}}, {@code
 * {optionB_short}}, the option without its last character.
 *
 * @param optionA per wording, texts that choose the first option
 * @param optionB per wording, texts that choose the second option
 * @param refusals phrases, any of which inside an answer makes it a refusal
 */
public record ResponseTemplates(
    Map<QuestionType, List<String>> optionA,
    Map<QuestionType, List<String>> optionB,
    List<String> refusals) {

  /** Takes copies. */
  public ResponseTemplates {
    optionA = Map.copyOf(optionA);
    optionB = Map.copyOf(optionB);
    refusals = List.copyOf(refusals);
  }

  /** The templates that ship with Sluice. */
  public static ResponseTemplates shipped() {
    return read(TemplateFolder.shipped());
  }

  /**
   * Reads {@code response_templates/{ab,repeat,compare}.json} and {@code
   * response_templates/refusals.txt} (one phrase a line) from a folder in the layout of the paper's
   * public repository.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if a file is not of that form; the message names it
   */
  public static ResponseTemplates load(Path folder) {
    return read(TemplateFolder.of(folder));
  }

  private static ResponseTemplates read(TemplateFolder folder) {
    Map<QuestionType, List<String>> optionA = new EnumMap<>(QuestionType.class);
    Map<QuestionType, List<String>> optionB = new EnumMap<>(QuestionType.class);
    for (QuestionType type : QuestionType.values()) {
      String file = "response_templates/" + type.code() + ".json";
      JsonNode json = folder.json(file);
      optionA.put(type, texts(file, json, "responses_A"));
      optionB.put(type, texts(file, json, "responses_B"));
    }
    List<String> refusals =
        folder
            .text("response_templates/refusals.txt")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return new ResponseTemplates(optionA, optionB, refusals);
  }

  private static List<String> texts(String file, JsonNode json, String field) {
    if (!json.path(field).isArray()) {
      throw new IllegalArgumentException(file + ": " + field + " must be an array of texts");
    }
    List<String> texts = new ArrayList<>();
    json.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
