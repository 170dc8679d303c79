// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The public data of the paper, which stand beside the repository and are never in it. */
final class SurveyFiles {
  private static final Path FOLDER = Path.of("../../shared/data/survey");

  private SurveyFiles() {}

  /** Skips the test where the data are absent. */
  static Path folder() {
    assumeTrue(Files.isDirectory(FOLDER), "needs ../shared/data/survey beside the repository");
    return FOLDER;
  }

  static List<CSVRecord> rows(String file) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(folder().resolve(file), StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scenarios of both sets by id. */
  static Map<String, CSVRecord> scenarios() {
    Map<String, CSVRecord> scenarios = new HashMap<>();
    for (String set : List.of("high", "low")) {
      rows("scenarios/moralchoice_" + set + "_ambiguity.csv")
          .forEach(row -> scenarios.put(row.get("scenario_id"), row));
    }
    return scenarios;
  }
}
