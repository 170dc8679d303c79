// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.SimulationOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say on which systems a study of discovery is. */
final class StudiedSystems {
  @Option(
      names = "--graphs",
      split = ",",
      paramLabel = "GRAPH",
      defaultValue = "chain:8",
      description =
          "Families of true graphs, as of simulate samples --graph (default: ${DEFAULT-VALUE}).")
  private List<String> graphs;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      defaultValue = "neural:10",
      converter = SimulationOptions.Mechanisms.class,
      description =
          "Family of the true mechanisms, as of simulate samples (default: ${DEFAULT-VALUE}).")
  private MechanismFamily mechanisms;

  /** The kinds of systems that the options say. */
  List<GroundTruth> truths() {
    return graphs.stream().map(this::truth).toList();
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
      throw new Failure(option() + " on " + text + ": " + e.getMessage(), e);
    }
  }

  /** The option that is to blame where a system cannot be drawn. */
  String option() {
    return "--mechanisms " + mechanisms;
  }
}
