// SPDX-License-Identifier: Apache-2.0
/**
 * Randomness by key: every draw is a function of a seed and of what it is for, so that neither
 * order, nor threads, nor a restart changes it; and random matrices drawn so.
 *
 * <p>Convention: a key begins with the seed and a word for the use.
 */
package dev.sluice.models.random;
