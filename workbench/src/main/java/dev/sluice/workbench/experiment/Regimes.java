// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.csv.CsvFile;

/** Which regime the sample of a row belongs to. */
@FunctionalInterface
interface Regimes {
  /** The label of a row's regime; null if its targets alone say it. */
  String of(CsvFile.Row row);
}
