// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import java.util.List;

/**
 * What is believed, and what a rule says of the interventions that are allowed.
 *
 * @param revision of the declaration that beliefs are under
 * @param samples that they are of
 * @param entropy of the beliefs, nats; NaN if unknown
 * @param expectedShd to the true graph; NaN if unknown
 * @param candidates the best first
 * @param saturated whether even the best is noise
 */
public record Scored(
    long revision,
    long samples,
    double entropy,
    double expectedShd,
    List<Candidate> candidates,
    boolean saturated) {}
