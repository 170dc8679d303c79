// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.bif.BayesianNetwork;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.SimulatedSystem;
import dev.sluice.workbench.experiment.SimulationOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that say on which systems a study of discovery is. */
final class StudiedSystems {
  private static final List<String> GRAPHS = List.of("chain:8");
  private static final MechanismFamily MECHANISMS = MechanismFamily.parse("neural:10");

  @ArgGroup private Source source = new Source();

  /** Either families or files. */
  private static final class Source {
    @ArgGroup(exclusive = false)
    private Families families;

    @Option(
        names = "--bif",
        split = ",",
        paramLabel = "FILE",
        description = "Bayesian networks in BIF, in place of families of graphs and mechanisms.")
    private List<Path> files;
  }

  /** Random systems. */
  private static final class Families {
    @Option(
        names = "--graphs",
        split = ",",
        paramLabel = "GRAPH",
        description = "True graphs, as of simulate samples --graph (default: chain:8).")
    private List<String> graphs;

    @Option(
        names = "--mechanisms",
        paramLabel = "FAMILY",
        converter = SimulationOptions.Mechanisms.class,
        description = "True mechanisms, as of simulate samples (default: neural:10).")
    private MechanismFamily mechanisms;

    @Option(
        names = "--redraw",
        description =
            "Draw mechanisms anew for each epoch, the graph the same, as DSDI's authors do; draws of"
                + " earlier epochs are forgotten (default: one system for all epochs).")
    private boolean redraw;

    @Option(
        names = "--latent-confounders",
        paramLabel = "N",
        description =
            "Hidden common causes in each system, each of two variables that no edge joins; ENCO"
                + " looks for them (default: it does not).")
    private Integer causes;
  }

  /** Whether the systems are networks of files. */
  boolean areFiles() {
    return source.files != null;
  }

  /** The kinds of systems that the options say. */
  List<GroundTruth> truths() {
    if (areFiles()) {
      return source.files.stream().map(StudiedSystems::truth).toList();
    }
    boolean given = source.families != null && source.families.graphs != null;
    return (given ? source.families.graphs : GRAPHS).stream().map(this::truth).toList();
  }

  private static GroundTruth truth(Path file) {
    BayesianNetwork network = SimulatedSystem.read(file);
    String name = file.getFileName().toString().replaceFirst("(?i)\\.bif$", "");
    try {
      return GroundTruth.of(name, network);
    } catch (IllegalArgumentException e) {
      throw new Failure("--bif " + file + ": " + e.getMessage(), e);
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
      if (areRedrawn()) {
        return GroundTruth.redrawn(family, mechanisms());
      }
      return hasNoCauses()
          ? GroundTruth.of(family, mechanisms())
          : GroundTruth.withCommonCauses(family, mechanisms(), source.families.causes);
    } catch (IllegalArgumentException e) {
      throw new Failure(option() + " on " + text + ": " + e.getMessage(), e);
    }
  }

  /** Whether latent common causes are to be looked for; there may be none all the same. */
  boolean lookForCauses() {
    return source.families != null && source.families.causes != null;
  }

  /** Whether each epoch has mechanisms of its own. */
  boolean areRedrawn() {
    boolean redrawn = source.families != null && source.families.redraw;
    if (redrawn && lookForCauses()) {
      throw new Failure("--redraw: not together with --latent-confounders");
    }
    return redrawn;
  }

  private boolean hasNoCauses() {
    return !lookForCauses() || source.families.causes == 0;
  }

  private MechanismFamily mechanisms() {
    return source.families == null || source.families.mechanisms == null
        ? MECHANISMS
        : source.families.mechanisms;
  }

  /** The option that is to blame where a system cannot be drawn. */
  String option() {
    return areFiles()
        ? "--bif"
        : hasNoCauses()
            ? "--mechanisms " + mechanisms()
            : "--mechanisms %s --latent-confounders %d"
                .formatted(mechanisms(), source.families.causes);
  }
}
