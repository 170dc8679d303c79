// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.targeting.TargetingRule;

/**
 * What was believed after one round of one run.
 *
 * @param family of the true graph
 * @param rule that chose
 * @param stream number of the run, from 1, of those with other randomness of the rule alone
 * @param seed of the system and its draws
 * @param round from 1; 0 is before the first
 * @param rows drawn in rounds so far
 * @param expectedShd to the true graph, under the belief
 * @param predictedShd of the graph that is predicted; NaN where none is
 * @param entropy of the belief over graphs, nats
 * @param target that was chosen; -1 in round 0
 * @param predictedGain expected information gain of what was chosen, nats; NaN if the rule has none
 * @param realisedGain by how much the entropy fell in the round, nats; NaN in round 0
 * @param decisionMillis milliseconds of a processor that the choice took
 * @param privileged what {@link TargetingRule#GIT_PRIVILEGED} would have chosen in its place, of
 *     {@link TargetingRule#GIT}; -1 of others and in round 0
 */
public record TargetingOutcome(
    String family,
    TargetingRule rule,
    int stream,
    long seed,
    int round,
    int rows,
    double expectedShd,
    double predictedShd,
    double entropy,
    int target,
    double predictedGain,
    double realisedGain,
    double decisionMillis,
    int privileged) {}
