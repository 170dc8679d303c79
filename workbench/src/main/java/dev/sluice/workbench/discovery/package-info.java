// SPDX-License-Identifier: Apache-2.0
/**
 * Commands of discovery: its view and its study.
 *
 * <p>Conventions: an edge is written {@code A -> B}; beliefs are probabilities, losses and
 * entropies are in nats, seconds are those of a processor.
 */
package dev.sluice.workbench.discovery;
