// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

/**
 * Which requests of a key are owed.
 *
 * @param generation that they belong to
 * @param first number of the one that comes first
 * @param end number that the next one will have
 */
public record Turns(long generation, long first, long end) {}
