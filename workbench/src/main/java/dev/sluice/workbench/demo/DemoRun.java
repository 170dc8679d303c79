// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.adaptation.ShiftBoard;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.discovery.BeliefBoard;
import dev.sluice.workbench.experiment.ShiftingExperiment;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.survey.DemoScenarios;
import dev.sluice.workbench.survey.SurveyBoard;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the demo on a system that is up: traffic, reports, and the final accounts. */
final class DemoRun {
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoSystem system;
  private final List<SimulatedExperiment> experiments;
  private final ShiftingExperiment shifting;
  private final long seed;
  private final Consumer<List<String>> out;
  private final DemoBoard board;
  private final ShiftBoard shifts = new ShiftBoard(DemoExperiments.SHIFTS_6);

  private final BeliefBoard beliefs = new BeliefBoard(DemoExperiments.NEURAL_5);

  private DemoRun(
      DemoSystem system,
      List<SimulatedExperiment> experiments,
      long seed,
      Consumer<List<String>> out) {
    this.system = system;
    this.experiments = experiments;
    this.shifting = DemoExperiments.shifting(seed);
    this.seed = seed;
    this.out = out;
    this.board = new DemoBoard(systems().map(SimulatedExperiment::id).toList());
  }

  /**
   * A run of the experiments and the survey of a seed.
   *
   * @param out takes the lines to print
   */
  static DemoRun over(DemoSystem system, long seed, Consumer<List<String>> out) {
    return new DemoRun(system, DemoExperiments.draw(seed), seed, out);
  }

  private Stream<SimulatedExperiment> systems() {
    return Stream.concat(experiments.stream(), Stream.of(shifting.system()));
  }

  /**
   * Lets samples and answers flow for some time, then waits until the jobs are done with them and
   * sums up.
   *
   * @throws Failure if producers or a job fail, or a record is not accounted for
   */
  void run(Duration duration) throws Exception {
    declare();
    try (Snapshots<PosteriorSnapshot> snapshots =
            Snapshots.of(
                system.settings(), Topic.POSTERIOR_METRICS, PosteriorSnapshot.class, id -> true);
        Snapshots<AdaptationSnapshot> comparisons =
            Snapshots.of(
                system.settings(),
                Topic.ADAPTATION_LATEST,
                AdaptationSnapshot.class,
                DemoExperiments.SHIFTS_6::equals);
        Snapshots<DiscoverySnapshot> learned =
            Snapshots.of(
                system.settings(),
                Topic.DISCOVERY_LATEST,
                DiscoverySnapshot.class,
                DemoExperiments.NEURAL_5::equals);
        DemoLoop loop = DemoLoop.start(system, seed, duration);
        DemoTraffic traffic = DemoTraffic.start(experiments, shifting, system.settings());
        SurveyBoard surveys = new SurveyBoard(system.settings());
        DemoSurvey survey = DemoSurvey.start(seed, system.settings())) {
      report(snapshots, comparisons, learned, loop, traffic, survey, duration);
      traffic.stop();
      survey.stop();
      boolean settled =
          await(loop::isSettled, () -> loop.poll(POLL))
              && await(() -> settled(traffic), () -> snapshots.poll(POLL, board::observe))
              && await(() -> shiftsSettled(traffic), () -> comparisons.poll(POLL, shifts::observe))
              && await(() -> beliefsSettled(traffic), () -> learned.poll(POLL, beliefs::observe))
              && await(() -> settled(surveys, survey), () -> surveys.poll(POLL));
      summarize();
      out.accept(surveys.lines(DemoScenarios.SET));
      out.accept(List.of("", "survey:       " + system.survey(), ""));
      out.accept(loop.board().summary());
      out.accept(List.of(""));
      out.accept(loop.accounts());
      if (!settled) {
        throw new Failure(
            "of %d records sent, not all are accounted for and shown after %d s"
                .formatted(
                    traffic.records() + survey.records() + loop.records(), PATIENCE.toSeconds()));
      }
    }
  }

  private void declare() {
    try (Publisher<Experiment> publisher =
        Publisher.of(system.settings(), Topic.EXPERIMENTS, Experiment.class)) {
      systems().forEach(experiment -> publisher.send(experiment.id(), experiment.declaration()));
    }
  }

  private void report(
      Snapshots<PosteriorSnapshot> snapshots,
      Snapshots<AdaptationSnapshot> comparisons,
      Snapshots<DiscoverySnapshot> learned,
      DemoLoop loop,
      DemoTraffic traffic,
      DemoSurvey survey,
      Duration duration)
      throws Exception {
    long start = System.nanoTime();
    Duration next = REPORT;
    Duration elapsed = Duration.ZERO;
    while (elapsed.compareTo(duration) < 0) {
      snapshots.poll(POLL, board::observe);
      comparisons.poll(Duration.ZERO, shifts::observe);
      learned.poll(Duration.ZERO, beliefs::observe);
      loop.poll(Duration.ZERO);
      system.check();
      traffic.check();
      survey.check();
      elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (elapsed.compareTo(next) >= 0) {
        next = next.plus(REPORT);
        out.accept(board.progress(elapsed.toSeconds()));
        out.accept(
            List.of(
                shifts.progress(elapsed.toSeconds()),
                beliefs.progress(elapsed.toSeconds()),
                loop.board().progress(elapsed.toSeconds())));
      }
    }
  }

  /** Polls until something holds; false if that takes too long. */
  private boolean await(BooleanSupplier holds, Runnable poll) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      poll.run();
      system.check();
    }
    return true;
  }

  /** The job has decided the fate of every record and shows every sample. */
  private boolean settled(DemoTraffic traffic) {
    Accounts samples = system.samples();
    Accounts declarations = system.declarations();
    return systems()
            .map(SimulatedExperiment::id)
            .allMatch(id -> board.samples(id) == traffic.samples(id))
        && samples.read() == traffic.records()
        && samples.balance()
        && declarations.read() == systems().count()
        && declarations.balance();
  }

  /** The same of the adaptation job, which reads learned graphs too. */
  private boolean shiftsSettled(DemoTraffic traffic) {
    return shifts.samples() == traffic.samples(DemoExperiments.SHIFTS_6)
        && system.adaptationSamples() == traffic.records()
        && system.adaptation().balance();
  }

  /** The same of the discovery job, which then owes no round of training. */
  private boolean beliefsSettled(DemoTraffic traffic) {
    Accounts accounts = system.discovery();
    return accounts.read() == traffic.records()
        && accounts.balance()
        && traffic.samples(DemoExperiments.NEURAL_5) < DemoSystem.nextRound(beliefs.samples());
  }

  /** The same of the survey. */
  private boolean settled(SurveyBoard surveys, DemoSurvey survey) {
    Accounts accounts = system.survey();
    return surveys.answers(DemoScenarios.SET) == survey.answers()
        && accounts.read() == survey.records()
        && accounts.balance();
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
            "dead letters: " + reasons,
            ""));
    out.accept(shifts.summary());
    out.accept(List.of("", "adaptation:   " + system.adaptation(), ""));
    out.accept(beliefs.summary());
    out.accept(List.of("", "discovery:    " + system.discovery(), ""));
  }
}
