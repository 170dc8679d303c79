// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well detectors find the one mechanism that changes, with learned mechanisms of the true
 * graph: on many streams, with every detector on the same ones. The same settings give the same
 * numbers.
 */
public final class DetectionStudy {
  private final Settings settings;

  /**
   * What is simulated.
   *
   * @param graphs families of the true graphs
   * @param mechanisms family of the true mechanisms
   * @param burnIn samples from which the mechanisms are learned before they are frozen
   * @param seeds streams of each family and burn-in
   * @param stationary samples without change after the burn-in
   * @param changed samples after the change
   * @param runLength nominal average run length to a false alarm, samples per mechanism
   * @param challengerMemory observations that a challenger remembers of each parents' state
   * @param detectors to compare
   */
  public record Settings(
      List<GraphFamily> graphs,
      MechanismFamily mechanisms,
      List<Integer> burnIn,
      int seeds,
      int stationary,
      int changed,
      double runLength,
      double challengerMemory,
      Set<Detector> detectors) {

    /** Refuses what makes no sense; the message begins with the component's name. */
    public Settings {
      burnIn.forEach(n -> require(n >= 1, "burnIn", n, "at least 1"));
      require(seeds >= 1, "seeds", seeds, "at least 1");
      require(stationary >= 1, "stationary", stationary, "at least 1");
      require(changed >= 1, "changed", changed, "at least 1");
      require(runLength > 1, "runLength", runLength, "above 1");
      require(challengerMemory > 1, "challengerMemory", challengerMemory, "above 1");
    }

    private static void require(boolean holds, String name, double value, String range) {
      if (!holds) {
        throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
      }
    }
  }

  /**
   * One detector on all streams of a family and a burn-in.
   *
   * @param steps mechanisms times samples before the change, of all streams
   * @param outcomes in the order of the seeds
   */
  public record Row(
      GraphFamily graphs,
      int burnIn,
      Detector detector,
      long steps,
      List<DetectionOutcome> outcomes) {

    /** Streams whose first alarm after the change was on the changed mechanism alone. */
    public long right() {
      return outcomes.stream().filter(DetectionOutcome::right).count();
    }

    /** Streams without an alarm on the changed mechanism. */
    public long missed() {
      return outcomes.stream().filter(o -> o.delay() == DetectionOutcome.MISSED).count();
    }

    /**
     * The least delay that so large a share of the streams did not exceed; {@link
     * DetectionOutcome#MISSED} if that many did not see the change.
     */
    public long delay(double share) {
      long[] sorted = outcomes.stream().mapToLong(DetectionOutcome::delay).sorted().toArray();
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Alarms before the change per mechanism and sample. */
    public double falseAlarmRate() {
      return (double) outcomes.stream().mapToLong(DetectionOutcome::falseAlarms).sum() / steps;
    }

    /** Unchanged mechanisms with an alarm after the change, of all streams. */
    public int wronglyFlagged() {
      return outcomes.stream().mapToInt(DetectionOutcome::wronglyFlagged).sum();
    }
  }

  /** A study; nothing is computed yet. */
  public DetectionStudy(Settings settings) {
    this.settings = settings;
  }

  /** The number of streams. */
  public int streams() {
    return settings.graphs().size() * settings.burnIn().size() * settings.seeds();
  }

  /**
   * Runs the study on all processors.
   *
   * @param done called after every stream, by many threads
   * @return a row per family, burn-in and detector
   */
  public List<Row> run(Runnable done) {
    List<Row> rows = new ArrayList<>();
    for (GraphFamily graphs : settings.graphs()) {
      long steps = (long) graphs.nodes() * settings.stationary() * settings.seeds();
      for (int burnIn : settings.burnIn()) {
        List<Map<Detector, DetectionOutcome>> trials = trials(graphs, burnIn, done);
        for (Detector detector : settings.detectors()) {
          List<DetectionOutcome> outcomes = trials.stream().map(t -> t.get(detector)).toList();
          rows.add(new Row(graphs, burnIn, detector, steps, outcomes));
        }
      }
    }
    return rows;
  }

  private List<Map<Detector, DetectionOutcome>> trials(
      GraphFamily graphs, int burnIn, Runnable done) {
    return IntStream.rangeClosed(1, settings.seeds())
        .parallel()
        .mapToObj(
            seed -> {
              var outcomes = new DetectionTrial(settings, graphs, burnIn, seed).run();
              done.run();
              return outcomes;
            })
        .toList();
  }
}
