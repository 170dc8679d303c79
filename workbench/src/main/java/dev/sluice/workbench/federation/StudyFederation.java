// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.federation.study.FederationOutcome;
import dev.sluice.models.federation.study.FederationStudy;
import dev.sluice.models.federation.study.Party;
import dev.sluice.models.federation.study.TargetSplit;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Paired;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import dev.sluice.workbench.experiment.SimulationOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice study federation}: how close sites come to the true graph together. */
@Command(
    name = "federation",
    description = {
      "Compare rules by which sites learn one graph together, round by round, with each site alone"
          + " and with one learner that has all draws.",
      "",
      "For every graph, number of draws and seed a system is drawn, observed and intervened upon;"
          + " every site has draws of its own, and interventions on its own targets only. Results"
          + " are functions of the options, but for the seconds of a processor.",
      "",
      "Written to --out: federation.csv, and plots of SHD and AUROC against rounds.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study federation --graphs er:8:1,er:8:3",
      "  sluice study federation --sites 2 --targets shared --rules proximity,alone,pooled",
      "  sluice study federation --observations 500,2000 --interventions 25,100"
    })
public final class StudyFederation implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--graphs",
      split = ",",
      paramLabel = "GRAPH",
      defaultValue = "er:8:2",
      description = "True graphs, as of simulate samples --graph (default: ${DEFAULT-VALUE}).")
  private List<String> graphs;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      defaultValue = "neural:10",
      converter = SimulationOptions.Mechanisms.class,
      description = "True mechanisms, as of simulate samples (default: ${DEFAULT-VALUE}).")
  private MechanismFamily mechanisms;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "4",
      description = "Sites (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--targets",
      paramLabel = "SPLIT",
      defaultValue = "disjoint:2",
      converter = Split.class,
      description =
          "Which variables each site intervenes on: disjoint:T or overlapping:T, T of them, or"
              + " shared, all (default: ${DEFAULT-VALUE}).")
  private TargetSplit split;

  @Option(
      names = "--observations",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Draws of each site without an intervention (default: ${DEFAULT-VALUE}).")
  private List<Integer> observations;

  @Option(
      names = "--interventions",
      split = ",",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Draws of each site under an intervention on each of its targets: one number, or as many"
              + " as --observations (default: ${DEFAULT-VALUE}).")
  private List<Integer> interventions;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "RULE",
      defaultValue = "naive,proximity,alone,pooled",
      converter = Rules.class,
      description =
          "Who learns: sites together by naive, proximity or trimmed means; each alone; or pooled,"
              + " one with all draws (default: ${DEFAULT-VALUE}).")
  private List<Party> rules;

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

  @Mixin private TrainingOptions training;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "federation-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    FederationStudy.Settings settings = settings();
    StudyFolder out = StudyFolder.open(folder);
    Progress progress =
        new Progress(spec.commandLine().getErr(), "rounds", FederationStudy.steps(settings));
    List<FederationOutcome> outcomes = FederationStudy.run(settings, progress::step);
    out.write("federation.csv", FederationCsv.lines(outcomes));
    FederationPlots.draw(settings, outcomes, out);
    PrintWriter printed = spec.commandLine().getOut();
    new FederationTable(settings, outcomes).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private FederationStudy.Settings settings() {
    List<GroundTruth> truths = graphs.stream().map(this::truth).toList();
    try {
      return new FederationStudy.Settings(
          truths, draws(), rules, sites, split, training.training(), seeds, firstSeed);
    } catch (IllegalArgumentException e) {
      throw Failure.ofSetting(e.getMessage().replaceFirst("^split:", "targets:"), e);
    }
  }

  private GroundTruth truth(String text) {
    GraphFamily family;
    try {
      family = GraphFamily.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Failure("--graphs " + e.getMessage(), e);
    }
    try {
      return GroundTruth.of(family, mechanisms);
    } catch (IllegalArgumentException e) {
      throw new Failure("--mechanisms %s on %s: %s".formatted(mechanisms, text, e.getMessage()), e);
    }
  }

  private List<DrawCounts> draws() {
    return Paired.of(
        "--observations", observations, "--interventions", interventions, DrawCounts::new);
  }

  /** How targets are divided. */
  static final class Split implements ITypeConverter<TargetSplit> {
    @Override
    public TargetSplit convert(String text) {
      try {
        return TargetSplit.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Who learns. */
  static final class Rules implements ITypeConverter<Party> {
    @Override
    public Party convert(String text) {
      try {
        return Party.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
