// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say which system is simulated. */
public final class SimulationOptions {
  /** What {@code --graph} and {@code --mechanisms} take, as lines of a description. */
  public static final String FAMILIES =
      """
      Graphs, 1 to 200 NODES (posteriors are exact up to 18), variables in random order:
        er:NODES:K       Erdos-Renyi with K expected edges per node
        random:NODES:P   pairs joined with probability P, then made connected
        random-max:NODES:P:K
                         the same, with at most K parents of a node
        chain:NODES      each node causes the next
        collider:NODES   all nodes cause one
        bidiag:NODES     each node is caused by the two before it
        tree:NODES       binary tree
        jungle:NODES     binary tree with edges from grandparents too
        full:NODES       each node is caused by all before it
      Mechanisms:
        linear-gaussian  weights of size 0.5 to 2, of either sign; noise N(0, 1)
        categorical:K    random conditional probability tables of K categories
        dirichlet:K      tables with rows uniform on the simplex, some weak effects
        mlp:K            random networks over K categories, some with weak effects
        neural:K         networks over embeddings of K categories (default 10); any
                         number of parents
        dsdi:K           the networks of mlp:K, any number of parents""";

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment that the samples belong to.")
  private String experimentId;

  @ArgGroup(multiplicity = "1")
  private SimulatedSystem system;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of graph, mechanisms and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The system that the options say.
   *
   * @param kind of its interventions
   * @throws Failure if the graph is too dense for the mechanisms, or the file no network
   */
  public SimulatedSystem.Drawn draw(InterventionKind kind) {
    return system.draw(experimentId, kind, seed);
  }

  /**
   * The system that the options say, of which some variables are hidden.
   *
   * @param hidden names of variables, or one number of common causes to add
   * @throws Failure as {@link #draw(InterventionKind)}, or naming the option {@code --hidden}
   */
  SimulatedSystem.Drawn draw(InterventionKind kind, List<String> hidden) {
    return system.draw(experimentId, kind, seed, hidden);
  }

  /** Where the system comes from. */
  public SimulatedSystem system() {
    return system;
  }

  /** Seed of graph, mechanisms and samples. */
  public long seed() {
    return seed;
  }

  /** The system in words. */
  @Override
  public String toString() {
    return "%s, seed %d".formatted(system, seed);
  }

  /** Reads families of graphs. */
  static final class Graphs implements ITypeConverter<GraphFamily> {
    @Override
    public GraphFamily convert(String text) {
      return converted(GraphFamily::parse, text);
    }
  }

  /** Reads families of mechanisms. */
  public static final class Mechanisms implements ITypeConverter<MechanismFamily> {
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
