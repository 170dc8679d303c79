// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.scm.MechanismFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well detectors find the one mechanism that changes, with learned mechanisms of the true
 * graph, over many random systems; every detector on the same ones.
 *
 * <p>Results are functions of the settings, whatever the number of threads.
 */
public final class DetectionStudy {
  private DetectionStudy() {}

  /**
   * What is studied.
   *
   * @param densities as of {@link AdaptationStudy.Settings}
   * @param nodes variables of every graph
   * @param mechanisms family of the true mechanisms
   * @param burnIn numbers of samples from which mechanisms are learned before they are frozen
   * @param stationary samples without change after the burn-in
   * @param changed samples after the change
   * @param runLength nominal average run length to a false alarm, samples per mechanism
   * @param challengerMemory observations that a challenger remembers of each parents' state
   * @param detectors to compare
   * @param seeds number of random systems of each density and burn-in: seeds 1, 2, ...
   */
  public record Settings(
      List<String> densities,
      int nodes,
      MechanismFamily mechanisms,
      List<Integer> burnIn,
      int stationary,
      int changed,
      double runLength,
      double challengerMemory,
      Set<Detector> detectors,
      int seeds) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Settings {
      densities.forEach(density -> AdaptationStudy.Settings.graphs(density, nodes));
      burnIn.forEach(samples -> require(samples >= 1, "burnIn", samples, "at least 1"));
      require(stationary >= 1, "stationary", stationary, "at least 1");
      require(changed >= 1, "changed", changed, "at least 1");
      require(runLength > 1, "runLength", runLength, "above 1");
      require(challengerMemory > 1, "challengerMemory", challengerMemory, "above 1");
      require(seeds >= 1, "seeds", seeds, "at least 1");
    }

    private static void require(boolean holds, String name, Number value, String range) {
      if (!holds) {
        throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
      }
    }
  }

  /**
   * One detector on all systems of a density and a burn-in.
   *
   * @param outcomes in the order of the seeds
   */
  public record Row(
      Settings settings,
      String density,
      int burnIn,
      Detector detector,
      List<DetectionOutcome> outcomes) {

    /** Systems whose first alarm after the change was on the changed mechanism alone. */
    public long right() {
      return outcomes.stream().filter(DetectionOutcome::right).count();
    }

    /** Systems without an alarm on the changed mechanism. */
    public long missed() {
      return outcomes.stream().filter(o -> o.delay() == DetectionOutcome.MISSED).count();
    }

    /**
     * The least delay that so large a share of the systems did not exceed; {@link
     * DetectionOutcome#MISSED} if fewer saw the change.
     */
    public long delay(double share) {
      long[] sorted = outcomes.stream().mapToLong(DetectionOutcome::delay).sorted().toArray();
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Alarms before the change, per mechanism and sample. */
    public double falseAlarmRate() {
      double steps = (double) settings.nodes() * settings.stationary() * outcomes.size();
      return outcomes.stream().mapToLong(DetectionOutcome::falseAlarms).sum() / steps;
    }

    /** The same over the nominal rate. */
    public double falseAlarmsOverNominal() {
      return falseAlarmRate() * settings.runLength();
    }

    /** Unchanged mechanisms that had an alarm after the change. */
    public int wronglyFlagged() {
      return outcomes.stream().mapToInt(DetectionOutcome::wronglyFlagged).sum();
    }

    /** Unchanged mechanisms. */
    public int unchanged() {
      return outcomes.size() * (settings.nodes() - 1);
    }
  }

  /**
   * Runs the study on all cores.
   *
   * @param progress called after each of {@link #systems} systems, by any thread
   * @return rows, ordered by density, burn-in and detector
   */
  public static List<Row> run(Settings settings, Runnable progress) {
    List<Row> rows = new ArrayList<>();
    for (String density : settings.densities()) {
      for (int burnIn : settings.burnIn()) {
        List<Map<Detector, DetectionOutcome>> systems =
            IntStream.rangeClosed(1, settings.seeds())
                .parallel()
                .mapToObj(seed -> system(settings, density, burnIn, seed, progress))
                .toList();
        for (Detector detector : settings.detectors()) {
          List<DetectionOutcome> outcomes = systems.stream().map(s -> s.get(detector)).toList();
          rows.add(new Row(settings, density, burnIn, detector, outcomes));
        }
      }
    }
    return rows;
  }

  /** The number of systems that are observed. */
  public static int systems(Settings settings) {
    return settings.densities().size() * settings.burnIn().size() * settings.seeds();
  }

  private static Map<Detector, DetectionOutcome> system(
      Settings settings, String density, int burnIn, long seed, Runnable progress) {
    Map<Detector, DetectionOutcome> outcomes =
        new DetectionTrial(settings, density, burnIn, seed).run();
    progress.run();
    return outcomes;
  }
}
