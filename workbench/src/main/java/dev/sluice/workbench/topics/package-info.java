// SPDX-License-Identifier: Apache-2.0
/**
 * Topics as commands use them: reading one whole, writing records, creating what is missing, the
 * latest snapshot of each key.
 *
 * <p>Convention: readers see committed records only and join no consumer group.
 */
package dev.sluice.workbench.topics;
