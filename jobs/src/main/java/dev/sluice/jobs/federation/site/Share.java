// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

/** What sites of a federation send. */
public enum Share {
  /** How far training moved the logits of edges. */
  BELIEFS,
  /** Sums of sufficient statistics. */
  STATISTICS
}
