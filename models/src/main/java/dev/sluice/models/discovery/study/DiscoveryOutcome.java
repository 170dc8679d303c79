// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

/**
 * How far one method was from the true graph of one system after an epoch. What is not defined is
 * NaN.
 *
 * @param truth name of the kind of systems
 * @param draws of the system
 * @param variables of the system
 * @param seed of system, draws and learner
 * @param method that learned
 * @param epoch from 1; 0 of the exact posterior
 * @param shd structural Hamming distance of the predicted graph, which may form cycles
 * @param acyclicShd the same of its acyclic version
 * @param expectedShd sum over pairs of the belief that they are not joined as in the truth
 * @param auroc of the beliefs
 * @param brier mean squared error of the beliefs
 * @param entropy of the beliefs, each pair's two edges by themselves, nats
 * @param distance mean over ordered pairs of the belief's distance from the exact posterior's
 * @param loss of fitting, nats per draw and variable
 * @param seconds of a processor that the epoch took
 * @param flagged pairs with a latent common cause; null where they are not looked for
 * @param targets unknown targets that were predicted; null where they are known
 * @param failure why there are no numbers; null if there are
 */
public record DiscoveryOutcome(
    String truth,
    DrawCounts draws,
    int variables,
    long seed,
    StudyMethod method,
    int epoch,
    double shd,
    double acyclicShd,
    double expectedShd,
    double auroc,
    double brier,
    double entropy,
    double distance,
    double loss,
    double seconds,
    PairsFlagged flagged,
    TargetsPredicted targets,
    String failure) {}
