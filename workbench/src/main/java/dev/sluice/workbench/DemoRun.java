// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run of the demo on a system that is up: traffic, reports, and the final accounts. */
final class DemoRun {
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoSystem system;
  private final List<SimulatedExperiment> experiments;
  private final Consumer<List<String>> out;
  private final DemoBoard board;

  private DemoRun(
      DemoSystem system, List<SimulatedExperiment> experiments, Consumer<List<String>> out) {
    this.system = system;
    this.experiments = experiments;
    this.out = out;
    this.board = new DemoBoard(experiments.stream().map(SimulatedExperiment::id).toList());
  }

  /**
   * A run of experiments.
   *
   * @param out takes the lines to print
   */
  static DemoRun over(
      DemoSystem system, List<SimulatedExperiment> experiments, Consumer<List<String>> out) {
    return new DemoRun(system, experiments, out);
  }

  /**
   * Lets samples flow for some time, then waits until the job is done with them and sums up.
   *
   * @throws Failure if producers or job fail, or a record is not accounted for
   */
  void run(Duration duration) throws Exception {
    declare();
    try (Snapshots<PosteriorSnapshot> snapshots =
            Snapshots.of(
                system.settings(), Topic.POSTERIOR_METRICS, PosteriorSnapshot.class, id -> true);
        DemoTraffic traffic = DemoTraffic.start(experiments, system.settings())) {
      report(snapshots, traffic, duration);
      traffic.stop();
      boolean settled = awaitAll(snapshots, traffic);
      summarize();
      if (!settled) {
        throw new Failure(
            "of %d records sent, not all are accounted for and shown after %d s"
                .formatted(traffic.records(), PATIENCE.toSeconds()));
      }
    }
  }

  private void declare() {
    try (Publisher<Experiment> publisher =
        Publisher.of(system.settings(), Topic.EXPERIMENTS, Experiment.class)) {
      experiments.forEach(experiment -> publisher.send(experiment.id(), experiment.declaration()));
    }
  }

  private void report(
      Snapshots<PosteriorSnapshot> snapshots, DemoTraffic traffic, Duration duration)
      throws Exception {
    long start = System.nanoTime();
    Duration next = REPORT;
    Duration elapsed = Duration.ZERO;
    while (elapsed.compareTo(duration) < 0) {
      snapshots.poll(POLL, board::observe);
      system.check();
      traffic.check();
      elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (elapsed.compareTo(next) >= 0) {
        next = next.plus(REPORT);
        out.accept(board.progress(elapsed.toSeconds()));
      }
    }
  }

  /** Waits until the job has decided the fate of every record and shows every sample. */
  private boolean awaitAll(Snapshots<PosteriorSnapshot> snapshots, DemoTraffic traffic)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!shown(traffic) || !settled(traffic)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      snapshots.poll(POLL, board::observe);
      system.check();
    }
    return true;
  }

  private boolean shown(DemoTraffic traffic) {
    return experiments.stream()
        .map(SimulatedExperiment::id)
        .allMatch(id -> board.samples(id) == traffic.samples(id));
  }

  private boolean settled(DemoTraffic traffic) {
    Accounts samples = system.samples();
    Accounts declarations = system.declarations();
    return samples.read() == traffic.records()
        && samples.balance()
        && declarations.read() == experiments.size()
        && declarations.balance();
  }

  private void summarize() {
    String reasons =
        system.reasons().entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    out.accept(List.of(""));
    out.accept(board.summary());
    out.accept(
        List.of(
            "",
            "samples:      " + system.samples(),
            "declarations: " + system.declarations(),
            "dead letters: " + reasons));
  }
}
