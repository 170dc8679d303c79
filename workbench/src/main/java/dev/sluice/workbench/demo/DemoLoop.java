// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The closed loop of the demo, and beside it a twin that chooses at random: the same system, the
 * same observations, as many rows per decision and the same budget. Not thread-safe.
 */
final class DemoLoop implements AutoCloseable {
  static final String EIG = "eig";
  static final String RANDOM = "random";

  /** By what the twins choose. */
  static final List<String> RULES = List.of(EIG, RANDOM);

  /** How long an intervention takes, so that one can look on. */
  private static final Duration PACE = Duration.ofSeconds(3);

  /** Of a short demo it takes this part, so that the loops end soon after it. */
  private static final int PACES = 20;

  private final List<DemoTwin> twins = new ArrayList<>();

  private final SimulatedExperiment experiment;

  private DemoLoop(SimulatedExperiment experiment) {
    this.experiment = experiment;
  }

  /**
   * Starts both.
   *
   * @param seed of the demo
   * @param duration of the demo
   */
  static DemoLoop start(DemoSystem system, long seed, Duration duration) throws Exception {
    Duration share = duration.dividedBy(PACES);
    Duration pace = share.compareTo(PACE) < 0 ? share : PACE;
    DemoLoop loop = new DemoLoop(DemoExperiments.loop(seed));
    long loopSeed = DemoExperiments.loopSeed(seed);
    try {
      for (String rule : RULES) {
        loop.twins.add(DemoTwin.start(rule, system, loop.experiment, loopSeed, pace));
      }
      return loop;
    } catch (Exception e) {
      loop.close();
      throw e;
    }
  }

  /**
   * Lets the laboratories work.
   *
   * @param patience how long to wait for each
   */
  void poll(Duration patience) {
    twins.forEach(twin -> twin.poll(patience));
  }

  /** Whether both have ended, and every record is accounted for. */
  boolean isSettled() {
    return twins.stream().allMatch(DemoTwin::isSettled);
  }

  /** Records sent to both. */
  long records() {
    return twins.stream().mapToLong(DemoTwin::sent).sum();
  }

  /** What the demo says of them. */
  LoopBoard board() {
    Map<String, LoopCourse> courses = new LinkedHashMap<>();
    for (int i = 0; i < RULES.size(); i++) {
      courses.put(RULES.get(i), twins.get(i).course());
    }
    return new LoopBoard(
        experiment.id(),
        experiment.dimension(),
        DemoTwin.DECISIONS,
        Terminal.ofProcess().shades(),
        courses);
  }

  /** What became of the samples, a line for each. */
  List<String> accounts() {
    return twins.stream().map(DemoTwin::accounts).toList();
  }

  /** Ends both laboratories. */
  @Override
  public void close() {
    if (!twins.isEmpty()) {
      try {
        twins.remove(twins.size() - 1).close();
      } finally {
        close();
      }
    }
  }
}
