// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.StudiedSystem;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.UpdateEncoding;
import java.util.List;

/**
 * How close sites that learn together by ENCO come to the true graphs of simulated systems, round
 * by round and by each rule, after the experiments of Abyaneh, Scherrer et al. (arXiv 2211.03846):
 * no two sites share a draw, and a site has interventions on its own targets only.
 *
 * <p>Results are functions of the settings, whatever the number of threads; but for the seconds.
 */
public final class FederationStudy {
  private FederationStudy() {}

  /**
   * What is studied.
   *
   * @param truths kinds of systems
   * @param draws numbers of draws that are tried, of each site
   * @param parties that learn
   * @param sites number of them
   * @param split which targets each has
   * @param training what a site does in a round
   * @param seeds number of systems of each kind
   * @param firstSeed seed of the first of them; the others follow one by one
   */
  public record Settings(
      List<GroundTruth> truths,
      List<DrawCounts> draws,
      List<Party> parties,
      int sites,
      TargetSplit split,
      Training training,
      int seeds,
      long firstSeed) {

    /**
     * Checks the ranges, and that there are targets for all sites.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Settings {
      require(!truths.isEmpty(), "graphs", "none are given");
      require(!draws.isEmpty(), "observations", "none are given");
      require(!parties.isEmpty(), "rules", "none are given");
      require(
          sites >= 1 && sites <= UpdateEncoding.MOST_SITES,
          "sites",
          "must be from 1 to %d, is %d".formatted(UpdateEncoding.MOST_SITES, sites));
      require(seeds >= 1, "seeds", "must be at least 1, is " + seeds);
      truths = List.copyOf(truths);
      draws = List.copyOf(draws);
      parties = parties.stream().distinct().sorted().toList();
      for (DrawCounts counts : draws) {
        long most = Math.max(counts.observations(), counts.interventions());
        require(most * sites <= Integer.MAX_VALUE, "observations", "too many of all sites");
      }
      for (GroundTruth truth : truths) {
        split.require(sites, truth.domain().dimension());
        require(truth.later() == null, "graphs", "mechanisms that are drawn anew are not studied");
      }
    }
  }

  /**
   * What a site does in a round.
   *
   * @param rounds how many there are
   * @param epochs of a round
   * @param epoch steps of an epoch
   * @param width of the learners
   * @param fresh whether networks begin anew in each round, as the paper's do
   * @param weights of proximity
   * @param clip largest change of a logit in a round
   */
  public record Training(
      int rounds,
      int epochs,
      Budget epoch,
      StudyMethod.Width width,
      boolean fresh,
      SiteWeights weights,
      double clip) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Training {
      require(rounds >= 1, "rounds", "must be at least 1, is " + rounds);
      require(epochs >= 1, "epochs", "must be at least 1, is " + epochs);
      require(epoch.fitSteps() >= 1, "fitSteps", "must be at least 1, is " + epoch.fitSteps());
      require(
          epoch.graphSteps() >= 1, "graphSteps", "must be at least 1, is " + epoch.graphSteps());
      require(clip > 0 && Double.isFinite(clip), "clip", "must be above 0, is " + clip);
    }
  }

  private static void require(boolean holds, String name, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + problem);
    }
  }

  /**
   * Runs the study on all cores.
   *
   * @param progress called after each of {@link #steps} steps, by any thread
   * @return outcomes, ordered by truth, draws, seed, party, site and round
   */
  public static List<FederationOutcome> run(Settings settings, Runnable progress) {
    return systems(settings).parallelStream()
        .flatMap(
            system ->
                new FederationTrial(
                        settings, system.truth(), system.draws(), system.seed(), progress)
                    .run().stream())
        .toList();
  }

  /** How many rounds of single learners there are in all. */
  public static long steps(Settings settings) {
    long later = settings.training().rounds() - 1L;
    long perSystem = settings.sites();
    for (Party party : settings.parties()) {
      perSystem += party == Party.POOLED ? later + 1 : later * settings.sites();
    }
    return systems(settings).size() * perSystem;
  }

  private static List<StudiedSystem> systems(Settings settings) {
    return StudiedSystem.all(
        settings.truths(), settings.draws(), settings.seeds(), settings.firstSeed());
  }
}
