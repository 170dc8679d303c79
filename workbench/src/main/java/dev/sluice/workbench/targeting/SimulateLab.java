// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.AwaitOptions;
import dev.sluice.workbench.command.CleanExit;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.Declarations;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.experiment.SimulatedSystem;
import dev.sluice.workbench.experiment.SimulationOptions;
import dev.sluice.workbench.experiment.SimulationOutput;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice simulate lab}: a laboratory that does what a job proposes. */
@Command(
    name = "lab",
    description = {
      "Draw a random causal model, or read a Bayesian network, send observations of it, then do"
          + " whatever intervention a job proposes, and send what comes of it.",
      "",
      "Samples are functions of the options, the decision and the row: a decision that is answered"
          + " twice counts once, and a laboratory that is started again goes on.",
      "",
      SimulationOptions.FAMILIES,
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate lab --experiment lab --graph er:5:1 \\",
      "    --mechanisms linear-gaussian --bootstrap localhost:9092",
      "  sluice simulate lab --experiment lab --graph er:5:1 \\",
      "    --mechanisms linear-gaussian --latency 2s --fail 0.2 --batch 4 \\",
      "    --until-stopped --bootstrap localhost:9092"
    })
public final class SimulateLab implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(365);

  @Spec private CommandSpec spec;

  @Mixin private SimulationOptions options;

  @Option(
      names = "--observations",
      paramLabel = "N",
      defaultValue = "100",
      description = "Observational samples to begin with (default: ${DEFAULT-VALUE}).")
  private long observations;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description =
          "How long an intervention takes; several may be under way (default: ${DEFAULT-VALUE}).")
  private Duration latency;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Rows that come together, --latency after those before. Default: all rows of a decision.")
  private Integer batch;

  @Option(
      names = "--fail",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the proposals that are lost, 0 to 1; each attempt anew (default:"
              + " ${DEFAULT-VALUE}).")
  private double failing;

  @Option(
      names = "--decisions",
      paramLabel = "N",
      description = "End after so many decisions are answered. Default: Ctrl-C ends it.")
  private Integer decisions;

  @Option(
      names = "--until-stopped",
      description = "End once the job proposes no more, and what is under way is answered.")
  private boolean untilStopped;

  @Mixin private SimulationOutput output;

  @Override
  public Integer call() {
    require(observations >= 0, "--observations " + observations + ": must be at least 0");
    require(
        latency.compareTo(LONGEST) <= 0,
        "--latency %dd: must be at most %dd".formatted(latency.toDays(), LONGEST.toDays()));
    require(batch == null || batch >= 1, "--batch " + batch + ": must be at least 1");
    require(failing >= 0 && failing <= 1, "--fail " + failing + ": must be 0 to 1");
    require(
        decisions == null || decisions >= 1, "--decisions " + decisions + ": must be at least 1");
    SimulatedSystem.Drawn system = options.draw(InterventionKind.PERFECT);
    SimulationOutput.Channel channel = output.resume(system, options.system(), Topic.INTERVENTIONS);
    observe(channel);
    try (CleanExit exit = new CleanExit()) {
      try {
        return work(channel, exit);
      } catch (Failure e) {
        if (exit.asked()) {
          return CleanExit.INTERRUPTED;
        }
        throw e;
      }
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new Failure(message);
    }
  }

  private void observe(SimulationOutput.Channel channel) {
    SimulatedExperiment experiment = channel.experiment();
    AtomicLong index = new AtomicLong();
    channel.send(observations, () -> experiment.sample(0, index.getAndIncrement()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "sent %d observational samples of %s to %s (%s)%n",
        observations, experiment.id(), channel.topic(), options);
    out.flush();
  }

  private int work(SimulationOutput.Channel channel, CleanExit exit) {
    KafkaSettings settings = channel.settings();
    String id = channel.experiment().id();
    Declarations declarations = Declarations.read(settings);
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class);
        Snapshots<ProposedIntervention> proposals =
            Snapshots.of(settings, Topic.INTERVENTIONS, ProposedIntervention.class, id::equals)) {
      LabWork lab =
          new LabWork(
              new Laboratory(channel.experiment(), options.seed(), failing),
              new Bench(latency.toNanos(), batch == null ? Integer.MAX_VALUE : batch),
              new LabWork.Life(declarations.beganAt(id), declarations.revision(id)),
              decisions == null ? Integer.MAX_VALUE : decisions,
              sample -> {
                channel.pace().await();
                publisher.send(id, sample);
              },
              this::say);
      follow(lab, proposals, channel, exit);
      spec.commandLine().getOut().println(lab.summary());
    }
    return exit.asked() ? CleanExit.INTERRUPTED : 0;
  }

  /** Works until it is to end; then all that was begun to be sent can still be stored. */
  private void follow(
      LabWork lab,
      Snapshots<ProposedIntervention> proposals,
      SimulationOutput.Channel channel,
      CleanExit exit) {
    try {
      List<ProposedIntervention> before = new ArrayList<>();
      proposals.readToEnd((key, record) -> collect(record, key, before));
      lab.catchUp(before, System.nanoTime());
      long unread = tellUnread(proposals, 0);
      while (!ends(lab, exit)) {
        long wait = Math.min(lab.nanosToNext(System.nanoTime()), AwaitOptions.POLL.toNanos());
        List<ProposedIntervention> records = new ArrayList<>();
        proposals.poll(
            Duration.ofNanos(Math.max(0, wait)), (key, record) -> collect(record, key, records));
        channel.pace().rest();
        records.forEach(record -> lab.take(record, System.nanoTime()));
        lab.send(System.nanoTime());
        unread = tellUnread(proposals, unread);
      }
    } catch (Failure e) {
      if (!exit.asked()) {
        throw e;
      }
    }
    if (exit.asked()) {
      boolean unused = Thread.interrupted(); // it has ended the work, and is not to end the rest
    }
  }

  private long tellUnread(Snapshots<ProposedIntervention> proposals, long told) {
    if (proposals.unread().records() > told) {
      proposals.unread().text().ifPresent(this::say);
    }
    return proposals.unread().records();
  }

  private static void collect(
      ProposedIntervention record, String key, List<ProposedIntervention> records) {
    if (record != null && record.getExperimentId().equals(key)) {
      records.add(record);
    }
  }

  private boolean ends(LabWork lab, CleanExit exit) {
    return exit.asked() || (untilStopped && lab.isOver()) || lab.isDone();
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
