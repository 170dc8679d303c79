// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static dev.sluice.models.discovery.study.StudyMethod.DSDI;
import static dev.sluice.models.discovery.study.StudyMethod.ENCO;
import static dev.sluice.models.discovery.study.StudyMethod.EXACT;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DiscoveryStudy;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.discovery.study.Yardstick;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Paired;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
          + " against draws if several numbers of them are given; confounders.csv and targets.csv"
          + " where those are looked for.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study discovery --graphs chain:8,collider:8 --epochs 5",
      "  sluice study discovery --bif sachs.bif,asia.bif --epochs 8",
      "  sluice study discovery --observations 500,5000 --interventions 20,200",
      "  sluice study discovery --mechanisms linear-gaussian --graphs er:10:1",
      "  sluice study discovery --latent-confounders 3",
      "  sluice study discovery --unknown-targets --mechanisms dsdi:3 --graphs chain:5",
      "  sluice study discovery --redraw --mechanisms dsdi:3 --graphs chain:5,collider:5"
    })
public abstract class StudyDiscovery implements Runnable {
  private static final Double FILES_SPARSITY = 0.002;

  @Spec private CommandSpec spec;

  @Mixin private StudiedSystems systems;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      description =
          "Methods: enco, dsdi and dcdi learn, exact is the yardstick (default: enco,exact, with"
              + " --unknown-targets dsdi,exact, with --redraw dsdi).")
  private List<StudyMethod> methods;

  @Option(
      names = "--unknown-targets",
      description =
          "Do not tell methods what interventions are on: DSDI finds out. The exact posterior is"
              + " told.")
  private boolean unknownTargets;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Systems of each kind (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first; the others follow (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

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
      description =
          "Width of the networks, a multiple of 4 (default: each method's own, of ENCO 32, of DCDI"
              + " 16).")
  private Integer hidden;

  @Option(
      names = "--sampled-graphs",
      paramLabel = "N",
      description = "Graphs per step of beliefs (default: each method's own, of ENCO 64).")
  private Integer sampledGraphs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Draws per step (default: each method's own, of ENCO 128, of DCDI" + " 64).")
  private Integer batch;

  @Option(
      names = "--sparsity",
      paramLabel = "COST",
      description =
          "What an edge costs, of ENCO and DCDI in nats per draw (default: each method's own, of ENCO"
              + " 0.004 and with --latent-confounders 0.001, of DCDI 0.01,"
              + " and with --bif 0.002 as its authors have it).")
  private Double sparsity;

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
    List<FoundBeside> found = FoundBeside.of(settings.asked());
    found.forEach(what -> out.write(what.name() + ".csv", what.csv(outcomes)));
    found.forEach(what -> what.lines(settings, outcomes).forEach(printed::println));
    new DiscoveryTable(settings, outcomes).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private DiscoveryStudy.Settings settings() {
    try {
      return new DiscoveryStudy.Settings(
          systems.truths(),
          draws(),
          methods(),
          new StudyMethod.Width(hidden, batch, sampledGraphs, cost()),
          epochs,
          new Budget(fitSteps, graphSteps),
          seeds,
          firstSeed,
          new DiscoveryStudy.Asked(systems.lookForCauses(), unknownTargets));
    } catch (IllegalArgumentException e) {
      throw Failure.ofSetting(e.getMessage(), e);
    }
  }

  private List<StudyMethod> methods() {
    if (methods != null) {
      return methods;
    }
    return systems.areRedrawn() ? List.of(DSDI) : List.of(unknownTargets ? DSDI : ENCO, EXACT);
  }

  private Double cost() {
    boolean encoAlone = methods().stream().filter(StudyMethod::learns).allMatch(ENCO::equals);
    return sparsity == null && systems.areFiles() && encoAlone ? FILES_SPARSITY : sparsity;
  }

  private List<DrawCounts> draws() {
    return Paired.of(
        "--observations", observations, "--interventions", interventions, DrawCounts::new);
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
