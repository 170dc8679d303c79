// SPDX-License-Identifier: Apache-2.0
/**
 * The study of discovery: simulated systems, observed and intervened upon, from which each method
 * learns the graph, and how far it is from the true one after each epoch.
 *
 * <p>Conventions: a trial is a function of its settings and seed, so that trials run on any number
 * of threads in any order; only the seconds of a processor are not. Draws are those that {@code
 * simulate samples} sends for the same families and seed.
 */
package dev.sluice.models.discovery.study;
