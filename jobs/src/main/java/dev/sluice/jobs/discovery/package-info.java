// SPDX-License-Identifier: Apache-2.0
/**
 * The discovery job: neural beliefs over causal graphs, learned while samples flow.
 *
 * <p>Nothing here knows a formula: methods are in {@code models.discovery}, buffers and rounds in
 * {@code models.discovery.replay}.
 */
package dev.sluice.jobs.discovery;
