// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: everything at once, on this machine. */
@Command(
    name = "demo",
    description = {
      "Show everything alive: a Kafka broker, a Flink cluster with its dashboard, simulated"
          + " experiments as producers, and the posterior job.",
      "",
      "Says where to look, then every few seconds how close each posterior is to the true graph."
          + " Some records are sent twice and some are wrong, on purpose. At the end every record"
          + " must be accounted for, or the exit code is 1. Nothing is left behind.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice demo",
      "  sluice demo --for 10m --seed 7 --kafka-port 19092 --ui-port 18081"
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      defaultValue = "60s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long samples flow (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the simulated systems (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--kafka-port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Port of the Kafka broker, 0 for any (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--ui-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description = "Port of Flink's dashboard, 0 for any (default: ${DEFAULT-VALUE}).")
  private int uiPort;

  @Override
  public Integer call() throws Exception {
    List<SimulatedExperiment> experiments = DemoExperiments.draw(seed);
    print(List.of("starting a Kafka broker, a Flink cluster and the posterior job ..."));
    try (CleanExit exit = new CleanExit()) {
      try (DemoSystem system = DemoSystem.start(kafkaPort, uiPort)) {
        announce(system);
        run(system, experiments);
        return 0;
      } catch (Exception e) {
        if (exit.asked()) {
          return Sluice.INTERRUPTED;
        }
        throw e;
      }
    }
  }

  private void run(DemoSystem system, List<SimulatedExperiment> experiments) throws Exception {
    KafkaSettings settings = system.settings();
    DemoBoard board = new DemoBoard(experiments.stream().map(SimulatedExperiment::id).toList());
    declare(experiments, settings);
    try (Snapshots snapshots = Snapshots.of(settings, Topic.POSTERIOR_METRICS, id -> true);
        DemoTraffic traffic = DemoTraffic.start(experiments, settings)) {
      report(system, snapshots, traffic, board);
      traffic.stop();
      awaitAll(system, snapshots, traffic, board);
    }
    summarize(system, board);
  }

  private void announce(DemoSystem system) {
    String bootstrap = system.settings().bootstrap();
    print(
        List.of(
            "Flink dashboard  " + system.dashboard(),
            "Kafka broker     " + bootstrap,
            "  kcat -b " + bootstrap + " -C -t sluice.posterior.latest -e -q | jq .",
            "  kcat -b " + bootstrap + " -C -t sluice.dead-letters -e -q -f '%h %s\\n'",
            "  ./sluice watch posterior --experiment gaussian-8 --bootstrap " + bootstrap,
            "log              " + System.getProperty("sluice.log", "none"),
            "samples flow for %d s, Ctrl-C ends them".formatted(duration.toSeconds()),
            ""));
  }

  private static void declare(List<SimulatedExperiment> experiments, KafkaSettings settings) {
    try (Publisher<Experiment> publisher =
        Publisher.of(settings, Topic.EXPERIMENTS, Experiment.class)) {
      experiments.forEach(experiment -> publisher.send(experiment.id(), experiment.declaration()));
    }
  }

  private void report(DemoSystem system, Snapshots snapshots, DemoTraffic traffic, DemoBoard board)
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
        print(board.progress(elapsed.toSeconds()));
      }
    }
  }

  /** Waits until the job has read every record, decided its fate and shows every sample. */
  private static void awaitAll(
      DemoSystem system, Snapshots snapshots, DemoTraffic traffic, DemoBoard board)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!shown(traffic, board) || !settled(system, traffic)) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "%d records were sent; after %d s the job still has: samples %s; declarations %s"
                .formatted(
                    traffic.records(),
                    PATIENCE.toSeconds(),
                    system.samples(),
                    system.declarations()));
      }
      snapshots.poll(POLL, board::observe);
      system.check();
    }
  }

  private static boolean shown(DemoTraffic traffic, DemoBoard board) {
    return traffic.experiments().stream().allMatch(id -> board.samples(id) == traffic.samples(id));
  }

  private static boolean settled(DemoSystem system, DemoTraffic traffic)
      throws InterruptedException {
    Accounts samples = system.samples();
    Accounts declarations = system.declarations();
    return samples.read() == traffic.records()
        && samples.balance()
        && declarations.read() == traffic.experiments().size()
        && declarations.balance();
  }

  private void summarize(DemoSystem system, DemoBoard board) throws InterruptedException {
    print(List.of(""));
    print(board.summary());
    String reasons =
        system.reasons().entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    print(
        List.of(
            "",
            "samples:      " + system.samples(),
            "declarations: " + system.declarations(),
            "dead letters: " + reasons));
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }
}
