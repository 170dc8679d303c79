// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.domain.VariableSet;

/**
 * A row that is not yet in the statistics.
 *
 * @param targets in the order of names
 * @param values in the order of names
 */
public record Row(VariableSet targets, double[] values) {}
