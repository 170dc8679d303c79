// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.workbench.experiment.SimulationOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say on which random systems a study is; each study has defaults of its own. */
final class StudySystems {
  private final Map<String, String> defaults;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Random systems of each density and number of samples before the change (default:"
              + " ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--densities",
      split = ",",
      paramLabel = "DENSITY",
      description =
          "er-K with K expected edges per node, full, chain, collider, bidiag or jungle (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> densities;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Variables (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      converter = SimulationOptions.Mechanisms.class,
      description =
          "True mechanisms: dirichlet:K, mlp:K, categorical:K or linear-gaussian (default:"
              + " ${DEFAULT-VALUE}).")
  private MechanismFamily mechanisms;

  /** Options with these defaults, as they would be written. */
  StudySystems(String seeds, String densities, String mechanisms) {
    defaults =
        Map.of(
            "--seeds", seeds,
            "--densities", densities,
            "--nodes", "6",
            "--mechanisms", mechanisms);
  }

  /** An annotation cannot say a default that differs between commands. */
  @Spec(Spec.Target.MIXEE)
  void provideDefaults(CommandSpec study) {
    study.defaultValueProvider(this::defaultOf);
  }

  private String defaultOf(ArgSpec argument) {
    return argument instanceof OptionSpec option ? defaults.get(option.longestName()) : null;
  }

  int seeds() {
    return seeds;
  }

  List<String> densities() {
    return densities;
  }

  int nodes() {
    return nodes;
  }

  MechanismFamily mechanisms() {
    return mechanisms;
  }
}
