// SPDX-License-Identifier: Apache-2.0
/**
 * What every job repeats, once: its main method, its options, the topics at its ends. Each job is a
 * package below this one, named for its system.
 *
 * <p>Conventions: a job is a topology function on one screen, whose operators load, observe, store
 * and emit; the mathematics stands in {@code dev.sluice.models}. Every operator has a literal uid
 * and a name. Bad input becomes a dead letter. An option's error names the option.
 */
package dev.sluice.jobs;
