// SPDX-License-Identifier: Apache-2.0
/**
 * Threads that share one computation: the same bits however many there are, and none left when it
 * ends.
 */
package dev.sluice.models.posterior.threads;
