// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import java.util.List;

/** Which variables were intervened on when the sample of a row was drawn. */
@FunctionalInterface
interface Targets {
  /**
   * Names of the targets of a row, each once; null if they are unknown.
   *
   * @throws Failure naming file, line and column if the row does not say
   */
  List<String> of(CsvFile.Row row);
}
