// SPDX-License-Identifier: Apache-2.0
/**
 * The study of federated discovery: simulated systems whose draws are cut into those of several
 * sites, and how far the graph that they find together by each rule is from the true one, from that
 * of each site alone, and from that of all draws in one place.
 *
 * <p>Conventions: a trial is a function of its settings and seed, so that trials run on any number
 * of threads in any order; only the seconds of a processor are not.
 */
package dev.sluice.models.federation.study;
