// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

/**
 * What a bucket of a group has gathered of trained models since it last told.
 *
 * @param group the group
 * @param keys of the rows, in no order
 * @param rows as {@link dev.sluice.models.mesa.verdict.ComparisonRow} has them
 */
public record ComparisonPart(String group, RowKey[] keys, long[][] rows) {}
