// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code sluice} command: a broker and a Flink cluster on one machine, producers of
 * declarations and samples, and views of what the jobs write.
 */
package dev.sluice.workbench;
