// SPDX-License-Identifier: Apache-2.0
/**
 * Work beside the stream: results that take too long to be computed between two records are
 * computed on threads of their own, from checkpointed requests.
 */
package dev.sluice.jobs.beside;
