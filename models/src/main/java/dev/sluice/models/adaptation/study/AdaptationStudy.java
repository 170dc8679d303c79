// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How fast model classes adapt when a mechanism changes, over many random systems: the study of
 * Scherrer et al. (arXiv 2206.04620) as reconstructed, see the package. Every system is observed by
 * the engine that the job runs, {@link Prequential}: samples of the source as its burn-in, then
 * samples after one shift of declared targets. At some numbers of shots the models are compared
 * with the true law.
 *
 * <p>Results are functions of the settings, whatever the number of threads.
 */
public final class AdaptationStudy {
  private AdaptationStudy() {}

  /**
   * What is studied.
   *
   * @param densities {@code er-K} for K expected edges per node, or another shape of {@link
   *     GraphFamily}, such as {@code full}
   * @param sources numbers of samples before the shift
   * @param shots numbers of samples after the shift at which models are compared
   * @param nodes variables of every graph
   * @param mechanisms family of the true mechanisms
   * @param learners family of the models
   * @param batch samples of a mini-batch
   * @param shift what changes
   * @param targets how many mechanisms change
   * @param evidences weights of the past that are tried, see {@link JointModel#restart}
   * @param seeds number of random systems of each density: seeds 1, 2, ...
   */
  public record Settings(
      List<String> densities,
      List<Integer> sources,
      List<Integer> shots,
      int nodes,
      MechanismFamily mechanisms,
      Learners learners,
      int batch,
      ShiftSchedule.Shift shift,
      int targets,
      List<Double> evidences,
      int seeds) {

    /**
     * Checks the ranges, and sorts {@code shots}.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Settings {
      densities.forEach(density -> graphs(density, nodes));
      requirePositive("source", sources);
      requirePositive("shots", shots);
      requirePositive("batch", List.of(batch));
      requirePositive("seeds", List.of(seeds));
      for (double evidence : evidences) {
        if (!(evidence >= 0)) {
          throw new IllegalArgumentException("evidence: must be at least 0, is " + evidence);
        }
      }
      shots = shots.stream().distinct().sorted().toList();
      if (targets < 1 || targets > nodes) {
        throw new IllegalArgumentException(
            "targets: must be 1 to %d, is %d".formatted(nodes, targets));
      }
      if (shift != ShiftSchedule.Shift.REDRAW_ONE && shift != ShiftSchedule.Shift.PERFECT) {
        throw new IllegalArgumentException("shift: must be redraw-one or perfect");
      }
    }

    /**
     * Points of an adaptation curve: the shots and, for scope {@link Scope#ALL} alone, those of
     * {@link AdaptationReport#SHOTS} up to the last shot.
     */
    public List<Integer> points() {
      int last = shots.get(shots.size() - 1);
      return IntStream.concat(
              shots.stream().mapToInt(Integer::intValue),
              AdaptationReport.SHOTS.stream().mapToInt(Integer::intValue))
          .filter(shot -> shot <= last)
          .distinct()
          .sorted()
          .boxed()
          .toList();
    }

    GraphFamily graphs(String density) {
      return graphs(density, nodes);
    }

    static GraphFamily graphs(String density, int nodes) {
      if (nodes >= Long.SIZE) {
        throw new IllegalArgumentException(
            "nodes: learners take at most " + (Long.SIZE - 1) + ", is " + nodes);
      }
      String[] parts = density.toLowerCase(Locale.ROOT).split("-", 2);
      String rest = parts.length == 2 ? ":" + parts[1] : "";
      try {
        return GraphFamily.parse(parts[0] + ":" + nodes + rest);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("densities: " + density + ": " + e.getMessage(), e);
      }
    }

    private static void requirePositive(String name, List<Integer> values) {
      for (int value : values) {
        if (value < 1) {
          throw new IllegalArgumentException(
              "%s: must be at least 1, is %d".formatted(name, value));
        }
      }
    }
  }

  /** A system to observe. */
  private record Task(String density, int source, long seed) {}

  /**
   * Runs the study on all cores.
   *
   * @param progress called after each of {@link #systems} systems, by any thread
   * @return outcomes, ordered by density, source and seed
   */
  public static List<AdaptationOutcome> run(Settings settings, Runnable progress) {
    return tasks(settings).parallelStream()
        .flatMap(
            task -> {
              List<AdaptationOutcome> outcomes =
                  new AdaptationTrial(settings, task.density(), task.source(), task.seed()).run();
              progress.run();
              return outcomes.stream();
            })
        .toList();
  }

  /** The number of systems that are observed. */
  public static int systems(Settings settings) {
    return tasks(settings).size();
  }

  private static List<Task> tasks(Settings settings) {
    return settings.densities().stream()
        .flatMap(
            density ->
                settings.sources().stream()
                    .flatMap(
                        source ->
                            IntStream.rangeClosed(1, settings.seeds())
                                .mapToObj(seed -> new Task(density, source, seed))))
        .toList();
  }
}
