// SPDX-License-Identifier: Apache-2.0
/**
 * The scores of {@link dev.sluice.models.posterior.score} of single families on demand, for more
 * variables than tables of all families have room for.
 */
package dev.sluice.models.posterior.family;
