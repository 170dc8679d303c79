// SPDX-License-Identifier: Apache-2.0
/**
 * The job that keeps the posterior over causal graphs of every experiment: {@code
 * dev.sluice.models.posterior} as a stream.
 *
 * <p>Conventions: an experiment is spread over buckets, whose partial statistics are merged;
 * without forgetting, order and bucket of a sample change nothing but rounding. Posteriors are
 * computed beside the stream, and the newest request wins.
 */
package dev.sluice.jobs.posterior;
