// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.rounds.SiteQuestion;

/**
 * What the coordinator has said last, as the site keeps it. Variables and pairs are in the order of
 * names.
 *
 * @param question what it asks for
 * @param share what sites are to send; null if that is nothing known here
 * @param variables names
 * @param categories of each variable; 0 of a continuous one
 * @param leastWeight of an orientation
 * @param alpha what each step away from a target leaves of the weight of an orientation; 0 if all
 *     weigh alike
 * @param known whether there is a graph that all know
 * @param existence logits of ordered pairs; empty if statistics are shared
 * @param orientation logits of pairs; empty if statistics are shared
 * @param agreement null if beliefs are shared
 * @param fault what makes no sense in the record; else null
 */
public record SiteBelief(
    SiteQuestion question,
    Share share,
    String[] variables,
    int[] categories,
    double leastWeight,
    double alpha,
    boolean known,
    double[] existence,
    double[] orientation,
    SiteAgreement agreement,
    String fault) {

  /** The belief from which all train. */
  EdgeLogits logits() {
    return new EdgeLogits(variables.length, existence, orientation);
  }
}
