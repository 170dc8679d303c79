// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice simulate samples}: samples of a random causal model. */
@Command(
    name = "samples",
    description = {
      "Draw a random causal model and send samples of it, observational and interventional mixed.",
      "",
      "Everything is a function of the options: the same command sends the same samples, and those"
          + " that the job has already seen count as duplicates. A greater --observational or"
          + " --interventional adds samples to those of an earlier run.",
      "",
      "Graphs, 1 to 63 NODES (the posterior job takes 22), variables in random order:",
      "  er:NODES:K       Erdos-Renyi with K expected edges per node",
      "  chain:NODES      each node causes the next",
      "  collider:NODES   all nodes cause one",
      "  bidiag:NODES     each node is caused by the two before it",
      "  jungle:NODES     binary tree with edges from grandparents too",
      "  full:NODES       each node is caused by all before it",
      "Mechanisms:",
      "  linear-gaussian  weights of size 0.5 to 2, of either sign; noise N(0, 1)",
      "  categorical:K    random conditional probability tables of K categories",
      "Interventions:",
      "  perfect          parents cut: N(0, 4), or uniform over the categories",
      "  soft             weights halved and mean moved by 2, or category moved by 1",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate samples --experiment lab --graph er:8:1 \\",
      "    --mechanisms linear-gaussian --bootstrap localhost:9092",
      "  sluice simulate samples --experiment slow --graph jungle:7 \\",
      "    --mechanisms categorical:3 --rate 50 --bootstrap localhost:9092"
    })
final class SimulateSamples implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private SimulationOptions system;

  @Option(
      names = "--observational",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Observational samples (default: ${DEFAULT-VALUE}).")
  private long observational;

  @Option(
      names = "--interventional",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Samples of an intervention on each single variable (default: ${DEFAULT-VALUE}).")
  private long interventional;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Samples per second. Default: as fast as it goes.")
  private Double rate;

  @Option(
      names = "--declare",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Declare the experiment first, with its true graph (the default). With --no-declare the"
              + " names of the variables are those of its declaration, if there is one.")
  private boolean declare;

  @Mixin private Output output;

  @Override
  public void run() {
    require(observational >= 0, "--observational", observational);
    require(interventional >= 0, "--interventional", interventional);
    Pace pace = new Pace(rate);
    SimulatedExperiment experiment = system.draw();
    String source = "--graph " + system.graphs();
    if (declare) {
      DeclareCommand.check(source, experiment.declaration());
    }
    KafkaSettings settings = output.connect();
    if (declare) {
      DeclareCommand.send(source, experiment.declaration(), settings, spec.commandLine().getOut());
    } else {
      experiment = renamed(experiment, settings);
    }
    send(experiment, settings, pace);
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d samples of %s to %s: %d observational, %d interventional (%s)%n",
            observational + interventional * experiment.dimension(),
            experiment.id(),
            Topic.SAMPLES.name(settings.prefix()),
            observational,
            interventional * experiment.dimension(),
            system);
  }

  private SimulatedExperiment renamed(SimulatedExperiment experiment, KafkaSettings settings) {
    Declarations declarations = Declarations.read(settings);
    if (!declarations.contains(experiment.id())) {
      return experiment;
    }
    List<String> names =
        declarations.get("--experiment", experiment.id()).getVariables().stream()
            .map(Variable::getName)
            .toList();
    if (names.size() != experiment.dimension()) {
      throw new Failure(
          "--graph %s: experiment %s is declared with %d variables"
              .formatted(system.graphs(), experiment.id(), names.size()));
    }
    return experiment.named(names);
  }

  private void send(SimulatedExperiment experiment, KafkaSettings settings, Pace pace) {
    RegimeSchedule schedule = experiment.schedule(observational, interventional);
    long[] sent = new long[1 + experiment.dimension()];
    Progress progress = new Progress(spec.commandLine().getErr(), "samples", schedule.round());
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
      for (long i = 0; i < schedule.round(); i++) {
        int regime = schedule.next();
        pace.await();
        publisher.send(experiment.id(), experiment.sample(regime, sent[regime]++));
        progress.step();
      }
    }
  }

  private static void require(boolean holds, String option, long value) {
    if (!holds) {
      throw new Failure(option + " " + value + ": must be at least 0");
    }
  }
}
