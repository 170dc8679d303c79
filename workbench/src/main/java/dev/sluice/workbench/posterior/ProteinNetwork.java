// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.graph.Dag;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.Numerals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Samples from a file, and the graph that is taken for their truth; unless another is given the
 * network of 11 proteins and 17 edges of Sachs et al. 2005 as it has been used since, bnlearn's
 * network "sachs" among others, and by the paper that the study compares with.
 *
 * @param rows n x d, each column of mean 0 and sample variance 1, as the paper has them
 * @param truth over the columns
 */
record ProteinNetwork(double[][] rows, Dag truth) {
  private static final String DATA = "--data";
  private static final String EDGES = "--edges";

  /** Sachs et al. 2005. */
  private static final String CONSENSUS =
      "PKC->Raf,PKC->Mek,PKC->Jnk,PKC->P38,PKC->PKA,PKA->Raf,PKA->Mek,PKA->Erk,PKA->Akt,PKA->Jnk,"
          + "PKA->P38,Raf->Mek,Mek->Erk,Erk->Akt,Plcg->PIP2,Plcg->PIP3,PIP3->PIP2";

  /** Names of the original files that are not those of the network. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "praf",
          "raf",
          "pmek",
          "mek",
          "p44/42",
          "erk",
          "pakts473",
          "akt",
          "pjnk",
          "jnk",
          "plc",
          "plcg");

  /**
   * Reads the samples.
   *
   * @param edges FROM->TO separated by commas, or a file that has one to a line; null for the
   *     network above
   * @throws Failure naming the option and what does not fit
   */
  static ProteinNetwork read(Path data, String edges) {
    CsvFile file = CsvFile.of(data, delimiter(data));
    List<String> names = file.header();
    List<double[]> rows = new ArrayList<>();
    file.forEachRow(
        row -> {
          double[] values = new double[names.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = Numerals.POINT.value(row.cells().get(i));
            if (Double.isNaN(values[i])) {
              throw file.failure(
                  row.line(), names.get(i), Cell.shown(row.cells().get(i)) + " is not a number");
            }
          }
          rows.add(values);
        });
    if (rows.size() < 2) {
      throw new Failure("%s: %s has fewer than two rows".formatted(DATA, data));
    }
    Dag truth = truth(edges, names);
    return new ProteinNetwork(standardised(rows, names), truth);
  }

  /** What the first line has: tabs, or else commas. */
  private static char delimiter(Path data) {
    try (var lines = Files.lines(data)) {
      return lines.findFirst().orElse("").contains("\t") ? '\t' : ',';
    } catch (IOException e) {
      throw new Failure("%s: %s: %s".formatted(DATA, data, InputFile.why(e)), e);
    } catch (java.io.UncheckedIOException e) {
      // gzipped, or no text, of which the reader of the file says more
      return ',';
    }
  }

  private static double[][] standardised(List<double[]> rows, List<String> names) {
    int n = rows.size();
    double[][] scaled = new double[n][names.size()];
    for (int column = 0; column < names.size(); column++) {
      int of = column;
      double mean = rows.stream().mapToDouble(row -> row[of]).sum() / n;
      double squares = rows.stream().mapToDouble(row -> (row[of] - mean) * (row[of] - mean)).sum();
      double deviation = Math.sqrt(squares / (n - 1));
      if (!(deviation > 0 && Double.isFinite(deviation))) {
        throw new Failure(
            "%s: column %s is constant, or too large".formatted(DATA, Cell.shown(names.get(of))));
      }
      for (int i = 0; i < n; i++) {
        scaled[i][column] = (rows.get(i)[column] - mean) / deviation;
      }
    }
    return scaled;
  }

  private static Dag truth(String edges, List<String> names) {
    List<String> items = items(edges == null ? CONSENSUS : edges);
    int[][] indices = new int[items.size()][];
    for (int i = 0; i < indices.length; i++) {
      String[] ends = items.get(i).split("->", -1);
      if (ends.length != 2) {
        throw new Failure("%s: %s is not FROM->TO".formatted(EDGES, Cell.shown(items.get(i))));
      }
      indices[i] = new int[] {column(ends[0], names, edges), column(ends[1], names, edges)};
    }
    try {
      return Dag.ofEdges(names.size(), indices);
    } catch (IllegalArgumentException e) {
      throw new Failure("%s: %s".formatted(EDGES, e.getMessage()), e);
    }
  }

  private static List<String> items(String edges) {
    if (edges.contains("->")) {
      return List.of(edges.split(",", -1));
    }
    try {
      return Files.readAllLines(Path.of(edges)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new Failure("%s: %s: %s".formatted(EDGES, edges, InputFile.why(e)), e);
    }
  }

  private static int column(String given, List<String> names, String edges) {
    String name = given.strip();
    if (names.contains(name)) {
      return names.indexOf(name);
    }
    for (int i = 0; edges == null && i < names.size(); i++) {
      String lower = names.get(i).toLowerCase(Locale.ROOT);
      if (SYNONYMS.getOrDefault(lower, lower).equals(name.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    throw new Failure(
        edges == null
            ? "%s: no column for protein %s of Sachs et al. 2005 (other networks: %s); there are %s"
                .formatted(DATA, name, EDGES, names)
            : "%s: %s is no column; %s"
                .formatted(EDGES, Cell.shown(name), Names.known(name, names)));
  }
}
