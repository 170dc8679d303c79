// SPDX-License-Identifier: Apache-2.0
/**
 * CSV files: reading them, and guessing from them what their columns are.
 *
 * <p>Conventions: the first row names the columns, and errors name file, line and column; lines are
 * counted from 1, the header included.
 */
package dev.sluice.workbench.csv;
