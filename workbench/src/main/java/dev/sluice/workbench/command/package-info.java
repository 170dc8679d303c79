// SPDX-License-Identifier: Apache-2.0
/**
 * What every command shares: errors in one line, progress, terminals, patience, tables and charts.
 *
 * <p>Conventions: what the user can mend is a {@link dev.sluice.workbench.command.Failure}, whose
 * message names the option or file. Results go to standard output, errors to standard error.
 */
package dev.sluice.workbench.command;
