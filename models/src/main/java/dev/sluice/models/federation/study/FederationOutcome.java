// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.discovery.study.DrawCounts;

/**
 * How far from the true graph of one system was what somebody believed after a round. What is not
 * defined is NaN.
 *
 * @param truth name of the kind of systems
 * @param draws that each site has: observations, and of each of its targets
 * @param variables of the system
 * @param edges of the true graph
 * @param seed of system, draws and learners
 * @param party who believed it
 * @param site which, from 1; 0 of all together
 * @param round from 1
 * @param shd structural Hamming distance of the predicted graph, which may form cycles
 * @param acyclicShd the same of its acyclic version
 * @param auroc of the beliefs
 * @param bytes that one site sent in the round, as plain doubles
 * @param seconds of a processor that the round took, the mean of one site's
 */
public record FederationOutcome(
    String truth,
    DrawCounts draws,
    int variables,
    int edges,
    long seed,
    Party party,
    int site,
    int round,
    double shd,
    double acyclicShd,
    double auroc,
    long bytes,
    double seconds) {}
