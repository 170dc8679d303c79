// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.export.ExportGraph;
import picocli.CommandLine.Command;

/** {@code sluice export}: results to take along. */
@Command(
    name = "export",
    description = "Write results of a job into a file that other programs read.",
    subcommands = {ExportGraph.class})
final class ExportCommand {}
