// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.Budget;
import java.util.List;

/**
 * How close methods of discovery come to the true graphs of simulated systems, after each epoch and
 * from different numbers of draws; every method learns from the same draws.
 *
 * <p>Results are functions of the settings, whatever the number of threads; but for the seconds.
 */
public final class DiscoveryStudy {
  private DiscoveryStudy() {}

  /**
   * What is studied.
   *
   * @param truths kinds of systems
   * @param draws numbers of draws that are tried
   * @param methods to compare
   * @param width of the learners
   * @param epochs that each learner has
   * @param epoch what it does in one
   * @param seeds number of systems of each kind
   * @param firstSeed seed of the first of them; the others follow one by one
   * @param asked what is to be found beside the graph
   */
  public record Settings(
      List<GroundTruth> truths,
      List<DrawCounts> draws,
      List<StudyMethod> methods,
      StudyMethod.Width width,
      int epochs,
      Budget epoch,
      int seeds,
      long firstSeed,
      Asked asked) {

    /**
     * Checks the ranges, and that the methods learn such variables.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Settings {
      require(!truths.isEmpty(), "graphs", "none are given");
      require(!methods.isEmpty(), "methods", "none are given");
      require(epochs >= 1, "epochs", "must be at least 1, is " + epochs);
      require(seeds >= 1, "seeds", "must be at least 1, is " + seeds);
      require(epoch.fitSteps() >= 1, "fitSteps", "must be at least 1, is " + epoch.fitSteps());
      require(
          epoch.graphSteps() >= 0, "graphSteps", "must be at least 0, is " + epoch.graphSteps());
      truths = List.copyOf(truths);
      draws = List.copyOf(draws);
      methods = methods.stream().distinct().toList();
      for (StudyMethod method : methods) {
        boolean learnsFrom = !asked.targets() || !method.learns() || method.predictsTargets();
        require(
            learnsFrom, "methods", method.label() + " learns nothing from unknown interventions");
        for (GroundTruth truth : truths) {
          require(
              method.learns() || truth.later() == null,
              "methods",
              method.label() + " knows draws of one system, and mechanisms are drawn anew");
          check(method, truth, width);
        }
      }
    }

    /** Of the graph alone, from seed 1 on. */
    public Settings(
        List<GroundTruth> truths,
        List<DrawCounts> draws,
        List<StudyMethod> methods,
        StudyMethod.Width width,
        int epochs,
        Budget epoch,
        int seeds) {
      this(truths, draws, methods, width, epochs, epoch, seeds, 1, Asked.GRAPH);
    }

    private static void require(boolean holds, String name, String problem) {
      if (!holds) {
        throw new IllegalArgumentException(name + ": " + problem);
      }
    }

    private static void check(StudyMethod method, GroundTruth truth, StudyMethod.Width width) {
      if (method.learns()) {
        try {
          method.learner(truth.domain(), width, false, 1);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "methods: %s on %s: %s".formatted(method.label(), truth.name(), e.getMessage()), e);
        }
      }
    }
  }

  /**
   * What is to be found beside the graph.
   *
   * @param confounders whether methods look for latent common causes that can
   * @param targets whether methods are not told what interventions are on; the exact posterior is
   */
  public record Asked(boolean confounders, boolean targets) {
    /** The graph alone. */
    public static final Asked GRAPH = new Asked(false, false);
  }

  /**
   * Runs the study on all cores.
   *
   * @param yardstick the exact posterior; asked where it reaches, if the methods name it
   * @param progress called after each of {@link #steps} steps, by any thread
   * @return outcomes, ordered by truth, draws, seed, method and epoch
   */
  public static List<DiscoveryOutcome> run(
      Settings settings, Yardstick yardstick, Runnable progress) {
    return systems(settings).parallelStream()
        .flatMap(
            system ->
                new DiscoveryTrial(
                        settings, system.truth(), system.draws(), system.seed(), progress)
                    .run(yardstick).stream())
        .toList();
  }

  /** How many epochs and exact posteriors there are in all. */
  public static long steps(Settings settings) {
    long perSystem =
        settings.methods().stream()
            .mapToLong(method -> method.learns() ? settings.epochs() : 1)
            .sum();
    return systems(settings).size() * perSystem;
  }

  private static List<StudiedSystem> systems(Settings settings) {
    return StudiedSystem.all(
        settings.truths(), settings.draws(), settings.seeds(), settings.firstSeed());
  }
}
