// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;

/**
 * Asks for what the site adds in a round.
 *
 * @param declaration the experiment
 * @param belief that opened the round; null if the experiment has ended
 * @param draws to learn from; empty if statistics are shared
 * @param statistics of all rows; null if beliefs are shared
 */
public record SiteRequest(
    Declaration declaration,
    SiteBelief belief,
    List<PlacedDraws> draws,
    SufficientStatistics statistics) {

  static SiteRequest ended(Declaration declaration) {
    return new SiteRequest(declaration, null, List.of(), null);
  }

  String experimentId() {
    return declaration.experimentId();
  }
}
