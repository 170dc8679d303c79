// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Names;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how a file of samples is written and what its columns are. */
public final class CsvOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      converter = DelimiterConverter.class,
      description = "What separates cells, 'tab' for a tab (default: ${DEFAULT-VALUE}).")
  private char delimiter;

  @Option(
      names = "--decimal",
      paramLabel = "MARK",
      defaultValue = ".",
      description = "The decimal mark of numbers, '.' or ',' (default: ${DEFAULT-VALUE}).")
  private char decimal;

  @Option(
      names = "--header",
      negatable = true,
      description =
          "The first row names the columns though it looks like values; or, --no-header, it holds"
              + " values and the columns are called V1, V2, and so on.")
  private Boolean header;

  @Option(
      names = "--names",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns of a file whose first row holds values.")
  private List<String> names = List.of();

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no variables of an experiment to be declared.")
  private List<String> leftOut = List.of();

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "TEXT",
      description = "Cells that have no value, such as NA,?,-999; an empty cell never has one.")
  private List<String> missing = List.of();

  @Option(
      names = "--on-missing",
      paramLabel = "refuse|drop",
      defaultValue = "refuse",
      description =
          "What becomes of a row in which a variable has no value: refuse the file, or drop the row"
              + " and count it (default: ${DEFAULT-VALUE}).")
  private Missing.Policy onMissing;

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
    if (decimal != '.' && decimal != ',') {
      throw misused("--decimal " + decimal + ": must be . or ,");
    }
    if (decimal == delimiter) {
      throw misused("--decimal " + decimal + ": is the --delimiter, too");
    }
    if (!names.isEmpty() && Boolean.TRUE.equals(header)) {
      throw misused("--names: --header says that the file names its columns");
    }
    CsvFile file =
        CsvFile.of(path, new Dialect(delimiter, false, new Numerals(decimal), firstRow(), names));
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
    return new Missing(missing, onMissing, new Numerals(decimal));
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

  private Dialect.FirstRow firstRow() {
    if (!names.isEmpty() || Boolean.FALSE.equals(header)) {
      return Dialect.FirstRow.VALUES;
    }
    return header == null ? Dialect.FirstRow.UNSAID : Dialect.FirstRow.NAMES;
  }

  private ParameterException misused(String why) {
    return new ParameterException(command.commandLine(), why);
  }
}
