// SPDX-License-Identifier: Apache-2.0

/**
 * Gauges of what jobs keep for each of their keys: of a bounded number of keys, there again right
 * after a restart, and gone when their key has ended.
 */
package dev.sluice.jobs.gauges;
