// SPDX-License-Identifier: Apache-2.0
/**
 * What Sluice costs: JMH benchmarks of the mathematics, and jobs measured from topic to topic
 * beside one that only copies.
 *
 * <p>Conventions: systems and answers are simulated from fixed seeds. Of rates only ratios within
 * one run are compared; on a shared machine nothing else means anything.
 */
package dev.sluice.benchmarks;
