// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.prior.GraphPrior;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table of the reference data, which is not part of the repository. */
final class ReferenceData {
  /** Beside the repository; tests run in the folder of their module. */
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "posterior");

  private final List<CSVRecord> rows;

  private ReferenceData(List<CSVRecord> rows) {
    this.rows = rows;
  }

  /** Reads a table; without the folder the test that asks is skipped. */
  static ReferenceData read(String name) {
    assumeTrue(Files.isDirectory(FOLDER), () -> "no reference data: " + FOLDER + " is absent");
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name));
        CSVParser parser = CSVParser.parse(reader, format)) {
      return new ReferenceData(parser.getRecords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first rows as numbers, uniform prior over graphs. */
  Experiment continuous(int count) {
    Domain domain = Domain.continuous(columns());
    double[][] values = new double[count][columns()];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < columns(); column++) {
        values[row][column] = Double.parseDouble(rows.get(row).get(column));
      }
    }
    return experiment(domain, values);
  }

  /** All rows, labels numbered in sorted order, uniform prior over graphs. */
  Experiment categorical() {
    int[] categories = new int[columns()];
    double[][] values = new double[rows.size()][columns()];
    for (int column = 0; column < columns(); column++) {
      TreeSet<String> labels = new TreeSet<>();
      for (CSVRecord row : rows) {
        labels.add(row.get(column));
      }
      categories[column] = labels.size();
      for (int row = 0; row < rows.size(); row++) {
        values[row][column] = labels.headSet(rows.get(row).get(column)).size();
      }
    }
    return experiment(Domain.categorical(categories), values);
  }

  private int columns() {
    return rows.get(0).size();
  }

  private static Experiment experiment(Domain domain, double[][] values) {
    return new Experiment(
        domain, Fixture.observe(domain, values, false), GraphPrior.uniform(domain.dimension()));
  }
}
