// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

/**
 * What a computation gives.
 *
 * @param memory what is known now, for the next request; null if nothing
 * @param snapshot goes downstream
 */
public record Done<M, S>(M memory, S snapshot) {}
