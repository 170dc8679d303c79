// SPDX-License-Identifier: Apache-2.0
/**
 * A conditional distribution p(variable given any set of others) for each variable, as a network
 * whose inputs can be left out row by row; the learners of causal graphs by gradients stand on it.
 *
 * <p>Conventions: N variables; a mask of parents is a row of 64-bit words, bit i of word w for
 * variable 64 w + i; matrices are arrays of rows; losses are in nats. All arithmetic is IEEE single
 * precision in a fixed order with own exponentials, so that results have the same bits on every
 * machine.
 */
package dev.sluice.models.neural.conditional;
