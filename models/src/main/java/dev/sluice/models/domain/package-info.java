// SPDX-License-Identifier: Apache-2.0
/**
 * What one draw of all variables of an experiment is: d real numbers, or d category indices.
 *
 * <p>Convention: a draw is an array of doubles in the order of the declared variables, category
 * indices included.
 */
package dev.sluice.models.domain;
