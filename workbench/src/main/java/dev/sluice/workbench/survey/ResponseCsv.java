// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.NamedColumns;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A CSV file of answers in the form of the authors' public repository, read by the names of its
 * columns: scenario_id, model_id, question_type, question_ordering, eval_sample_nb, answer_raw (or
 * answer), and perhaps decision, timestamp (UTC) and model_version. An answer is taken as it is,
 * with all its white space.
 */
final class ResponseCsv {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd_HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final CsvFile file;
  private final NamedColumns columns;
  private final Set<String> scenarios;

  /**
   * Opens a file.
   *
   * @param scenarios the scenarios that answers may belong to
   * @throws Failure if a column is missing
   */
  ResponseCsv(Path path, Set<String> scenarios) {
    this.scenarios = scenarios;
    file = CsvFile.exact(path);
    columns = new NamedColumns(file);
    for (String name :
        new String[] {
          "scenario_id", "model_id", "question_type", "question_ordering", "eval_sample_nb"
        }) {
      columns.require(name);
    }
    if (file.column("answer_raw") < 0 && file.column("answer") < 0) {
      columns.require("decision");
    }
  }

  /**
   * Gives every answer to a consumer, in order.
   *
   * @throws Failure naming line and column if one is not in order
   */
  void forEach(Consumer<SurveyResponse> consumer) {
    file.forEachRow(row -> consumer.accept(response(row)));
  }

  private SurveyResponse response(CsvFile.Row row) {
    String version = columns.optional(row, "model_version");
    String answer = columns.exact(row, file.column("answer_raw") < 0 ? "answer" : "answer_raw");
    QuestionForm form = form(row);
    return SurveyResponse.newBuilder()
        .setModel(columns.text(row, "model_id"))
        .setModelVersion(version == null ? "" : version)
        .setScenarioId(scenario(row))
        .setQuestionType(form.type().code())
        .setOrdering(form.ordering())
        .setSample(columns.number(row, "eval_sample_nb"))
        .setAnswer(answer)
        .setDecision(decision(row))
        .setAnsweredAt(answeredAt(row))
        .build();
  }

  private String scenario(CsvFile.Row row) {
    String id = columns.text(row, "scenario_id");
    if (!scenarios.contains(id)) {
      throw file.failure(row.line(), "scenario_id", "'" + id + "' is not declared in the set");
    }
    return id;
  }

  private QuestionForm form(CsvFile.Row row) {
    try {
      return QuestionForm.of(
          QuestionType.parse(columns.text(row, "question_type")),
          columns.number(row, "question_ordering"));
    } catch (IllegalArgumentException e) {
      throw file.failure(row.line(), "question_type", e.getMessage());
    }
  }

  private String decision(CsvFile.Row row) {
    String decision = columns.optional(row, "decision");
    try {
      return decision == null ? null : Label.parse(decision).code();
    } catch (IllegalArgumentException e) {
      throw file.failure(row.line(), "decision", e.getMessage());
    }
  }

  private Long answeredAt(CsvFile.Row row) {
    String timestamp = columns.optional(row, "timestamp");
    try {
      return timestamp == null
          ? null
          : (Long)
              LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw file.failure(
          row.line(), "timestamp", "'" + timestamp + "' is not of the form 2023-05-31_23:59:59");
    }
  }
}
