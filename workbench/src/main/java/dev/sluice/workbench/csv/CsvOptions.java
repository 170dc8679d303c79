// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Names;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how a file of samples is written and what its columns are. */
public final class CsvOptions {
  @Mixin private DialectOptions dialect;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no variables of an experiment to be declared.")
  private List<String> leftOut = List.of();

  @Option(
      names = "--categorical",
      arity = "0..1",
      split = ",",
      fallbackValue = "",
      paramLabel = "COLUMN",
      description =
          "To declare: columns that hold categories though they look like numbers; all, if it is"
              + " given without names, behind the file.")
  private List<String> categorical;

  @Option(
      names = "--labels",
      paramLabel = "[COLUMN=]A,B,...",
      description =
          "All labels of a categorical column, or of all columns, in the order of their indices."
              + " Needed if the file does not hold all of them, or if they are whole numbers other"
              + " than indices, such as 1,2,3. May be given for several columns.")
  private List<String> labels = List.of();

  /**
   * Opens a file as the options say.
   *
   * @throws ParameterException naming options that contradict each other
   */
  public CsvFile open(Path path) {
    CsvFile file = dialect.open(path);
    for (String column : leftOut) {
      if (file.column(column) < 0) {
        throw file.failure(
            "no column %s (--leave-out); %s".formatted(column, Names.known(column, file.header())));
      }
    }
    return file;
  }

  /** Which cells have no value. */
  public Missing missing() {
    return dialect.missing();
  }

  /** What is said of categorical columns. */
  public Labels labels() {
    List<String> columns =
        categorical == null ? null : categorical.stream().filter(c -> !c.isEmpty()).toList();
    return Labels.of(labels, columns);
  }

  /** Columns that are no variables. */
  public List<String> leftOut() {
    return leftOut;
  }
}
