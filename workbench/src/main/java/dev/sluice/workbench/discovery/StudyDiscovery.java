// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DiscoveryStudy;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.discovery.study.Yardstick;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sluice study discovery}: how close methods of discovery come to the true graphs. Another
 * system, the exact posterior, is the yardstick; whoever puts systems together gives it.
 */
@Command(
    description = {
      "Compare what methods of discovery learn of the graphs of simulated systems, epoch by epoch,"
          + " with the truth and with the exact posterior.",
      "",
      "For every graph, number of draws and seed a system is drawn, observed and intervened upon,"
          + " one variable at a time; every method learns from the same draws. Results are functions"
          + " of the options, but for the seconds of a processor.",
      "",
      "Written to --out: discovery.csv, and plots of SHD, expected SHD and AUROC against epochs, and"
          + " against draws if several numbers of them are given.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study discovery --graphs chain:8,collider:8 --epochs 5",
      "  sluice study discovery --observations 500,5000 --interventions 20,200",
      "  sluice study discovery --mechanisms linear-gaussian --graphs er:10:1"
    })
public abstract class StudyDiscovery implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private StudiedSystems systems;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "enco,exact",
      description = "Methods, of enco and exact (default: ${DEFAULT-VALUE}).")
  private List<StudyMethod> methods;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Systems of each kind (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Epochs of training (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--fit-steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Steps of the networks in an epoch (default: ${DEFAULT-VALUE}).")
  private int fitSteps;

  @Option(
      names = "--graph-steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps of the beliefs in an epoch (default: ${DEFAULT-VALUE}).")
  private int graphSteps;

  @Option(
      names = "--observations",
      split = ",",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Draws without an intervention (default: ${DEFAULT-VALUE}).")
  private List<Integer> observations;

  @Option(
      names = "--interventions",
      split = ",",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Draws under an intervention on each variable: one number, or as many as --observations"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Integer> interventions;

  @Option(
      names = "--hidden-width",
      paramLabel = "N",
      defaultValue = "32",
      description = "Width of ENCO's networks, a multiple of 4 (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--sampled-graphs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Graphs that ENCO samples per step (default: ${DEFAULT-VALUE}).")
  private int sampledGraphs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Draws per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--sparsity",
      paramLabel = "NATS",
      defaultValue = "0.004",
      description = "What an edge costs ENCO per draw, nats (default: ${DEFAULT-VALUE}).")
  private double sparsity;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "discovery-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /** The exact posterior. */
  protected abstract Yardstick yardstick();

  @Override
  public void run() {
    DiscoveryStudy.Settings settings = settings();
    StudyFolder out = StudyFolder.open(folder);
    List<DiscoveryOutcome> outcomes = outcomes(settings);
    out.write("discovery.csv", DiscoveryCsv.lines(outcomes));
    DiscoveryPlots.draw(settings, outcomes, out);
    PrintWriter printed = spec.commandLine().getOut();
    new DiscoveryTable(settings, outcomes).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private DiscoveryStudy.Settings settings() {
    try {
      return new DiscoveryStudy.Settings(
          systems.truths(),
          draws(),
          methods,
          new StudyMethod.Width(hidden, batch, sampledGraphs, sparsity),
          epochs,
          new Budget(fitSteps, graphSteps),
          seeds);
    } catch (IllegalArgumentException e) {
      int end = e.getMessage().indexOf(':');
      String name = e.getMessage().substring(0, end).replaceAll("(?=[A-Z])", "-");
      throw new Failure("--" + name.toLowerCase(Locale.ROOT) + e.getMessage().substring(end), e);
    }
  }

  private List<DrawCounts> draws() {
    if (interventions.size() != 1 && interventions.size() != observations.size()) {
      throw new Failure(
          "--interventions: one number, or as many as --observations has, which are %d, not %d"
              .formatted(observations.size(), interventions.size()));
    }
    List<DrawCounts> draws = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      int ofEach = interventions.get(Math.min(i, interventions.size() - 1));
      draws.add(new DrawCounts(observations.get(i), ofEach));
    }
    return draws;
  }

  private List<DiscoveryOutcome> outcomes(DiscoveryStudy.Settings settings) {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "epochs", DiscoveryStudy.steps(settings));
    try {
      return DiscoveryStudy.run(settings, yardstick(), progress::step);
    } catch (IllegalArgumentException e) {
      throw new Failure(systems.option() + ": " + Failure.rootCause(e), e);
    }
  }
}
