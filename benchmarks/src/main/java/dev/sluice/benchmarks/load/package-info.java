// SPDX-License-Identifier: Apache-2.0
/**
 * How jobs bear load: what cost and state grow with, and what half of the sustainable rate does to
 * a job over a long time.
 *
 * <p>Conventions: the broker has a process of its own, producers and readers are threads of this
 * one. Times are wall-clock milliseconds or CPU seconds of the process, heap is what a full
 * collection leaves.
 */
package dev.sluice.benchmarks.load;
