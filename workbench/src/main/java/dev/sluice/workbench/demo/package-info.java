// SPDX-License-Identifier: Apache-2.0
/**
 * {@code sluice demo}: a broker, a cluster, all jobs and simulated traffic with faults in one
 * process. The one place that knows every system.
 *
 * <p>Convention: what the demo sends is known, so that at the end the accounts of the jobs must
 * balance to the record.
 */
package dev.sluice.workbench.demo;
