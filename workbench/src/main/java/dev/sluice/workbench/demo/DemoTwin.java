// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.posterior.PosteriorSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.local.LocalJob;
import dev.sluice.workbench.posterior.RunPosterior;
import dev.sluice.workbench.targeting.Bench;
import dev.sluice.workbench.targeting.LabWork;
import dev.sluice.workbench.targeting.Laboratory;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import dev.sluice.workbench.topics.TopicCreation;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/**
 * A closed loop: a posterior job that proposes interventions by one rule, and a laboratory that
 * does them, on topics of their own. The laboratory works whenever {@link #poll} is called. Which
 * decisions are made depends on the seed alone, not on time. Not thread-safe.
 */
final class DemoTwin implements AutoCloseable {
  /** Decisions that the budget suffices for. */
  static final int DECISIONS = 10;

  private static final int ROWS = 10;
  private static final int OBSERVATIONS = 100;

  private final String rule;
  private final DemoSystem system;
  private final JobID job;
  private final SimulatedExperiment experiment;
  private final Snapshots<ProposedIntervention> proposals;
  private final Publisher<Sample> publisher;
  private final LabWork lab;
  private final LoopCourse course = new LoopCourse();
  private long sent;

  private DemoTwin(
      String rule,
      DemoSystem system,
      JobID job,
      KafkaSettings settings,
      SimulatedExperiment experiment,
      Laboratory laboratory,
      Duration pace) {
    this.rule = rule;
    this.system = system;
    this.job = job;
    this.experiment = experiment;
    proposals =
        Snapshots.of(
            settings, Topic.INTERVENTIONS, ProposedIntervention.class, experiment.id()::equals);
    publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class);
    lab =
        new LabWork(
            laboratory,
            new Bench(pace.toNanos(), ROWS),
            new LabWork.Life(0, 0),
            Integer.MAX_VALUE,
            this::send,
            words -> {});
  }

  /**
   * Starts a job and its laboratory, which sends observations to begin with.
   *
   * @param experiment the true system
   * @param seed of all chance
   * @param pace how long an intervention takes
   */
  static DemoTwin start(
      String rule, DemoSystem system, SimulatedExperiment experiment, long seed, Duration pace)
      throws InterruptedException {
    PosteriorSettings settings =
        JobMain.settings(
            new PosteriorOptions(),
            system.settings().bootstrap(),
            "--topic-prefix=" + prefix(rule),
            "--group=sluice-demo-" + rule,
            "--buckets=1",
            "--flush-interval=20ms",
            "--propose=" + rule,
            "--propose-rows=" + ROWS,
            "--propose-after=" + OBSERVATIONS,
            "--propose-seed=" + seed);
    KafkaSettings kafka = settings.topics().kafka();
    TopicCreation.create(kafka, PosteriorJob.topics(settings));
    JobID job = system.submit("targeting " + rule, 1, env -> PosteriorJob.build(env, settings));
    Laboratory laboratory = new Laboratory(experiment, seed, 0);
    DemoTwin twin = new DemoTwin(rule, system, job, kafka, experiment, laboratory, pace);
    twin.begin(kafka);
    return twin;
  }

  /** Of the topics of a rule. */
  static String prefix(String rule) {
    return Topic.DEFAULT_PREFIX + rule + ".";
  }

  private void begin(KafkaSettings settings) {
    try (Publisher<Experiment> declarations =
        Publisher.of(settings, Topic.EXPERIMENTS, Experiment.class)) {
      declarations.send(
          experiment.id(),
          Experiment.newBuilder(experiment.declaration())
              .setTargetBudget((double) ROWS * DECISIONS)
              .build());
    }
    for (int number = 0; number < OBSERVATIONS; number++) {
      send(experiment.sample(0, number));
    }
  }

  private void send(Sample sample) {
    publisher.send(experiment.id(), sample);
    sent++;
  }

  /**
   * Takes what is proposed, and sends what has come of it.
   *
   * @param patience how long to wait for a proposal
   */
  void poll(Duration patience) {
    proposals.poll(
        patience,
        (id, record) -> {
          if (record != null) {
            course.observe(record);
            lab.take(record, System.nanoTime());
          }
        });
    lab.send(System.nanoTime());
  }

  LoopCourse course() {
    return course;
  }

  /** Samples sent. */
  long sent() {
    return sent;
  }

  /** Whether no more is proposed, and the job has decided the fate of every record. */
  boolean isSettled() {
    Accounts samples = samples();
    Accounts declarations = system.accounts(job, LocalJob.DECLARATIONS);
    return lab.isOver()
        && samples.read() == sent
        && samples.balance()
        && declarations.read() == 1
        && declarations.accepted() == 1;
  }

  /** What became of the samples so far, in a line. */
  String accounts() {
    return "%-13s %s".formatted(rule + ":", samples());
  }

  private Accounts samples() {
    return system.accounts(job, RunPosterior.SAMPLES);
  }

  /** Ends the laboratory; takes its time even if Ctrl-C is the reason. */
  @Override
  public void close() {
    boolean unused = Thread.interrupted();
    try (proposals) {
      publisher.close();
    }
  }
}
