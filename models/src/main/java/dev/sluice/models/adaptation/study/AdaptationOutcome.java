// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.learner.ModelClass;

/**
 * What one model had learned of one shift after some shots. Numbers that are not defined are NaN.
 *
 * @param density of the graph, such as {@code er-1}
 * @param source samples before the shift
 * @param seed of graph, mechanisms and samples
 * @param model its class
 * @param scope what of it went on learning
 * @param evidence samples that its past weighed when the shift came; NaN where that has no effect
 * @param shots samples since the shift; 0 for zero-shot
 * @param gap mean loss under the shifted law less its entropy, nats
 * @param gapUnchanged the same of the terms of unchanged variables alone, each less the conditional
 *     entropy that its predictors leave: 0 if all of them are invariant and known
 * @param regret mean excess of the prequential loss over the true law's since the shift, nats; NaN
 *     where only the curve is followed
 * @param relativeTransfer 1 - gap / gap of a model that learned from the shots alone
 * @param locality share of the squared movement that fell on the changed mechanisms; NaN like the
 *     regret
 * @param forgetting mean loss under the source's law, less that before the shift, nats
 * @param samplesToGap points of the curve, up to these shots, at which the gap first was at most
 *     {@link AdaptationReport#EXCESSES}; -1 where not yet
 * @param mechanismLosses mean loss of each term under the shifted law, nats
 */
public record AdaptationOutcome(
    String density,
    int source,
    long seed,
    ModelClass model,
    Scope scope,
    double evidence,
    int shots,
    double gap,
    double gapUnchanged,
    double regret,
    double relativeTransfer,
    double locality,
    double forgetting,
    int[] samplesToGap,
    double[] mechanismLosses) {}
