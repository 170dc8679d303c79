// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.scm.InterventionKind;
import dev.sluice.workbench.command.Failure;
import java.io.PrintWriter;
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
      "Draw a random causal model, or read a Bayesian network, and send samples of it,"
          + " observational and interventional mixed.",
      "",
      "Everything is a function of the options: the same command sends the same samples, and those"
          + " that the job has already seen count as duplicates. A greater --observational or"
          + " --interventional adds samples to those of an earlier run.",
      "",
      SimulationOptions.FAMILIES,
      "Interventions:",
      "  perfect          parents cut: N(0, 4), or uniform over the categories",
      "  soft             weights halved and mean moved by 2, or category moved by 1;",
      "                   of neural, dsdi and --bif: mechanism drawn anew, once",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate samples --experiment lab --graph er:8:1 \\",
      "    --mechanisms linear-gaussian --bootstrap localhost:9092",
      "  sluice simulate samples --experiment slow --graph jungle:7 \\",
      "    --mechanisms categorical:3 --rate 50 --bootstrap localhost:9092",
      "  sluice simulate samples --experiment alarm --bif alarm.bif \\",
      "    --bootstrap localhost:9092",
      "  sluice simulate samples --experiment hazy --graph random:8:0.3 --hidden 2 \\",
      "    --mechanisms neural:10 --bootstrap localhost:9092"
    })
public final class SimulateSamples implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private SimulationOptions options;

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
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "perfect",
      description = "What interventions do: perfect or soft (default: ${DEFAULT-VALUE}).")
  private InterventionKind kind;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "NAME|N",
      description =
          "Hide these variables. Or, with --graph, a number: that many hidden common causes are"
              + " added, each of two variables that no edge joins. The declared graph is that of"
              + " the variables that are seen; it says nothing of hidden causes.")
  private List<String> hidden;

  @Mixin private SimulationOutput output;

  @Override
  public void run() {
    require(observational >= 0, "--observational", observational);
    require(interventional >= 0, "--interventional", interventional);
    SimulatedSystem.Drawn system = hidden == null ? options.draw(kind) : options.draw(kind, hidden);
    SimulationOutput.Channel channel = output.open(system, options.system());
    SimulatedExperiment experiment = channel.experiment();
    RegimeSchedule schedule = experiment.schedule(observational, interventional);
    long[] sent = new long[1 + experiment.dimension()];
    channel.send(
        schedule.round(),
        () -> {
          int regime = schedule.next();
          return experiment.sample(regime, sent[regime]++);
        });
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "sent %d samples of %s to %s: %d observational, %d interventional (%s)%n",
        schedule.round(),
        experiment.id(),
        channel.topic(),
        observational,
        interventional * experiment.dimension(),
        options);
    if (hidden != null) {
      out.printf("variables with a hidden cause in common: %s%n", pairs(experiment.confounded()));
    }
  }

  private static String pairs(List<String> confounded) {
    return confounded.isEmpty() ? "none" : String.join(", ", confounded);
  }

  private static void require(boolean holds, String option, long value) {
    if (!holds) {
      throw new Failure(option + " " + value + ": must be at least 0");
    }
  }
}
