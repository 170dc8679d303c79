// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.bif.BayesianNetwork;
import dev.sluice.models.scm.bif.BifException;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that say where a simulated system comes from: families, or a file. */
public final class SimulatedSystem {
  @ArgGroup(exclusive = false, multiplicity = "1")
  private Families families;

  @Option(
      names = "--bif",
      required = true,
      paramLabel = "FILE",
      description =
          "Instead of --graph and --mechanisms: a Bayesian network in the Bayesian Interchange"
              + " Format. Variables have its names; categories are its labels in order.")
  private Path bif;

  /** A random system. */
  static final class Families {
    @Option(
        names = "--graph",
        required = true,
        paramLabel = "GRAPH",
        converter = SimulationOptions.Graphs.class,
        description = "Family of the true graph, see above.")
    private GraphFamily graphs;

    @Option(
        names = "--mechanisms",
        required = true,
        paramLabel = "FAMILY",
        converter = SimulationOptions.Mechanisms.class,
        description = "Family of the mechanisms, see above.")
    private MechanismFamily mechanisms;
  }

  /** The option that says the graph, for messages. */
  public String graphOption() {
    return families == null ? "--bif " + bif : "--graph " + families.graphs;
  }

  /** Whether variables have names of their own, not numbers. */
  boolean hasNames() {
    return families == null;
  }

  /**
   * The system, without hidden variables.
   *
   * @throws Failure naming the option that does not fit
   */
  Drawn draw(String experimentId, InterventionKind kind, long seed) {
    if (families == null) {
      BayesianNetwork network = read(bif);
      return new Drawn(
          drawn(() -> SimulatedExperiment.of(experimentId, network, kind, seed)), codings(network));
    }
    return new Drawn(
        drawn(
            () ->
                SimulatedExperiment.draw(
                    experimentId, families.graphs, families.mechanisms, kind, seed)),
        List.of());
  }

  /**
   * A system that is drawn.
   *
   * @param codings what its categories stand for, a line for each variable; empty for numbers
   */
  public record Drawn(SimulatedExperiment experiment, List<String> codings) {}

  /**
   * The system, of which some variables are hidden.
   *
   * @param hidden names of variables, or one number of common causes to add
   * @throws Failure naming the option that does not fit
   */
  Drawn draw(String experimentId, InterventionKind kind, long seed, List<String> hidden) {
    String option = "--hidden " + String.join(",", hidden);
    boolean isNumber = hidden.size() == 1 && hidden.get(0).matches("[0-9]{1,6}");
    if (isNumber && families != null) {
      int causes = Integer.parseInt(hidden.get(0));
      return new Drawn(
          drawn(
              option,
              () ->
                  SimulatedExperiment.confounded(
                      experimentId, families.graphs, families.mechanisms, causes, kind, seed)),
          List.of());
    }
    Drawn all = draw(experimentId, kind, seed);
    Set<String> names = new LinkedHashSet<>();
    for (String name : hidden) {
      if (!all.experiment().names().contains(name)) {
        throw new Failure(
            "%s: %s is not a variable of %s; %s"
                .formatted(
                    option,
                    Cell.shown(name),
                    graphOption(),
                    Names.known(name, all.experiment().names())));
      }
      names.add(name);
    }
    SimulatedExperiment experiment = drawn(option, () -> all.experiment().hiding(names));
    List<String> codings = new ArrayList<>();
    for (int i = 0; i < all.codings().size(); i++) {
      if (!names.contains(all.experiment().names().get(i))) {
        codings.add(all.codings().get(i));
      }
    }
    return new Drawn(experiment, codings);
  }

  private SimulatedExperiment drawn(Supplier<SimulatedExperiment> draw) {
    return drawn(families == null ? "--bif " + bif : "--mechanisms " + families.mechanisms, draw);
  }

  private static SimulatedExperiment drawn(String option, Supplier<SimulatedExperiment> draw) {
    try {
      return draw.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a Bayesian network in BIF.
   *
   * @throws Failure naming the option {@code --bif}, the file and what is wrong
   */
  public static BayesianNetwork read(Path file) {
    try {
      return BayesianNetwork.parse(file.toString(), Files.readString(file)).inOrderOfLabels();
    } catch (BifException e) {
      throw new Failure("--bif " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Failure("--bif " + file + ": " + InputFile.why(e), e);
    }
  }

  /** As the labels of a table of samples are shown. */
  private static List<String> codings(BayesianNetwork network) {
    List<String> codings = new ArrayList<>();
    for (BayesianNetwork.Variable variable : network.variables()) {
      StringBuilder line = new StringBuilder(Cell.visible(variable.name())).append(':');
      for (int i = 0; i < variable.labels().size(); i++) {
        line.append(' ').append(Cell.visible(variable.labels().get(i))).append('=').append(i);
      }
      codings.add(line.toString());
    }
    return codings;
  }

  /** The system in words. */
  @Override
  public String toString() {
    return families == null
        ? bif.getFileName().toString()
        : families.graphs + ", " + families.mechanisms;
  }
}
