// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how a file is written and which of its cells have no value. */
public final class DialectOptions {
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
          "What becomes of a row in which a value is missing: refuse the file, or drop the row"
              + " and count it (default: ${DEFAULT-VALUE}).")
  private Missing.Policy onMissing;

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
    return CsvFile.of(
        path, new Dialect(delimiter, false, new Numerals(decimal), firstRow(), names));
  }

  /** Which cells have no value. */
  public Missing missing() {
    return new Missing(missing, onMissing, new Numerals(decimal));
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
