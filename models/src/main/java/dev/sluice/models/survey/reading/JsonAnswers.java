// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** JSON objects that say a choice in one of the fields that are usual for it. */
final class JsonAnswers {
  private static final Set<String> FIELDS =
      Set.of(
          "answer",
          "choice",
          "finalanswer",
          "decision",
          "option",
          "selectedoption",
          "selection",
          "selected",
          "chosen",
          "chosenoption",
          "choose",
          "response",
          "preference",
          "preferred",
          "preferredoption",
          "action",
          "chosenaction",
          "verdict",
          "result",
          "myanswer",
          "mychoice",
          "finalchoice",
          "finaldecision",
          "selectedanswer",
          "preferredaction");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private JsonAnswers() {}

  /** The objects of a text as lines with their answers. */
  static String asLines(String text) {
    int first = text.indexOf('{');
    int end = text.lastIndexOf('}') + 1;
    if (end <= first || !looksLikeJson(text, first)) {
      return text;
    }
    String answers = answers(text.substring(first, end));
    int start = first;
    if (answers == null) {
      start = text.lastIndexOf("\n{") + 1;
      answers = start > first ? answers(text.substring(start, end)) : null;
    }
    return answers == null
        ? text
        : text.substring(0, start) + answers + text.substring(end).replace(']', ' ');
  }

  private static boolean looksLikeJson(String text, int brace) {
    int at = brace + 1;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '{')) {
      at++;
    }
    return (at < text.length() && "\"'}".indexOf(text.charAt(at)) >= 0)
        || (text.indexOf(':', brace) >= 0 && (brace == 0 || text.charAt(brace - 1) != 'd'));
  }

  /** Lines for one object or several in a row; null if they are not JSON. */
  private static String answers(String json) {
    StringBuilder lines = new StringBuilder();
    try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(json)) {
      while (objects.hasNextValue()) {
        List<String> found = new ArrayList<>();
        JsonNode object = objects.nextValue();
        collect(object, found, 0);
        (found.isEmpty() ? List.of("?") : found).forEach(each -> Transport.answer(lines, each));
      }
      return lines.append("\n\n").toString();
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  private static void collect(JsonNode object, List<String> found, int depth) {
    if (depth > 4) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
      if (!FIELDS.contains(name)) {
        continue;
      }
      JsonNode value = field.getValue();
      if (value.isArray() && value.size() == 1) {
        value = value.get(0);
      }
      if (value.isObject()) {
        collect(value, found, depth + 1);
      } else {
        found.add(value.isTextual() ? value.asText() : "?");
      }
    }
  }
}
