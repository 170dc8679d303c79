// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.jobs.DurationConverter;
import dev.sluice.workbench.command.CleanExit;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: everything at once, on this machine. */
@Command(
    name = "demo",
    description = {
      "Show everything alive: a Kafka broker, a Flink cluster with its dashboard, simulated"
          + " experiments and language models as producers, and the jobs.",
      "",
      "Says where to look, then every few seconds how close each posterior is to the true graph,"
          + " how models adapt to a system that shifts every half minute, what networks learn of a"
          + " graph, and how a closed loop, whose beliefs choose the next intervention, finds its"
          + " graph beside a twin that chooses at random."
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
public final class DemoCommand implements Callable<Integer> {
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
    print(List.of("starting a Kafka broker, a Flink cluster and the jobs ..."));
    try (CleanExit exit = new CleanExit()) {
      try (DemoSystem system = DemoSystem.start(kafkaPort, uiPort)) {
        print(announcement(system));
        DemoRun.over(system, seed, this::print).run(duration);
        return 0;
      } catch (Exception e) {
        if (exit.asked()) {
          return CleanExit.INTERRUPTED;
        }
        throw e;
      }
    }
  }

  private List<String> announcement(DemoSystem system) {
    String bootstrap = system.settings().bootstrap();
    return List.of(
        "Flink dashboard  " + system.dashboard(),
        "Kafka broker     " + bootstrap,
        "  kcat -b " + bootstrap + " -C -t sluice.posterior.latest -e -q | jq .",
        "  kcat -b " + bootstrap + " -C -t sluice.dead-letters -e -q -f '%h %s\\n'",
        "  ./sluice watch posterior --experiment gaussian-8 --bootstrap " + bootstrap,
        "  ./sluice watch adaptation --experiment shifts-6 --bootstrap " + bootstrap,
        "  ./sluice watch discovery --experiment neural-5 --bootstrap " + bootstrap,
        "  ./sluice watch targeting --experiment loop-8 --topic-prefix sluice.eig. --bootstrap "
            + bootstrap,
        "  ./sluice watch survey --set demo --bootstrap " + bootstrap,
        "log              " + System.getProperty("sluice.log", "none"),
        "samples and answers flow for %d s; Ctrl-C ends the demo".formatted(duration.toSeconds()),
        "");
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }
}
