// SPDX-License-Identifier: Apache-2.0
/**
 * A broker and a Flink cluster on this machine, in this process, and how a job runs on them.
 *
 * <p>Conventions: everything listens on the loopback address only, and what was started is stopped
 * again, by Ctrl-C too.
 */
package dev.sluice.workbench.local;
