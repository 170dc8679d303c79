// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say which system is simulated. */
final class SimulationOptions {
  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment that the samples belong to.")
  private String experimentId;

  @Option(
      names = "--graph",
      required = true,
      paramLabel = "GRAPH",
      converter = Graphs.class,
      description = "Family of the true graph, see above.")
  private GraphFamily graphs;

  @Option(
      names = "--mechanisms",
      required = true,
      paramLabel = "FAMILY",
      converter = Mechanisms.class,
      description = "Family of the mechanisms, see above.")
  private MechanismFamily mechanisms;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "perfect",
      description = "What interventions do: perfect or soft (default: ${DEFAULT-VALUE}).")
  private InterventionKind kind;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of graph, mechanisms and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The system that the options say.
   *
   * @throws Failure if the graph is too dense for the mechanisms
   */
  SimulatedExperiment draw() {
    try {
      return SimulatedExperiment.draw(experimentId, graphs, mechanisms, kind, seed);
    } catch (IllegalArgumentException e) {
      throw new Failure("--mechanisms " + mechanisms + ": " + e.getMessage(), e);
    }
  }

  GraphFamily graphs() {
    return graphs;
  }

  /** The system in words. */
  @Override
  public String toString() {
    return "%s, %s, seed %d".formatted(graphs, mechanisms, seed);
  }

  /** Reads families of graphs. */
  static final class Graphs implements ITypeConverter<GraphFamily> {
    @Override
    public GraphFamily convert(String text) {
      return converted(GraphFamily::parse, text);
    }
  }

  /** Reads families of mechanisms. */
  static final class Mechanisms implements ITypeConverter<MechanismFamily> {
    @Override
    public MechanismFamily convert(String text) {
      return converted(MechanismFamily::parse, text);
    }
  }

  private static <T> T converted(Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
