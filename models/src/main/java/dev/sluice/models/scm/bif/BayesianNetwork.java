// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.ConditionalModel;
import dev.sluice.models.scm.TableLaw;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A Bayesian network over variables with labels, read from the Bayesian Interchange Format (BIF
 * 0.15) of Cozman and others, in which the network repository of bnlearn is published. Immutable.
 *
 * @param name of the network
 * @param variables in the order of the text
 */
public record BayesianNetwork(String name, List<Variable> variables) {
  private static final int LISTED = 10;

  /**
   * One variable.
   *
   * @param labels of its categories, in the order of their indices
   * @param parents indices of variables, in the order of the text
   * @param rows {@code [configuration][label]}: probabilities given the parents' labels, of which
   *     the last parent's is the least significant digit; do not change them
   */
  public record Variable(String name, List<String> labels, int[] parents, double[][] rows) {}

  /**
   * Reads a network. Blocks may come in any order; properties are skipped. In a {@code table} of a
   * variable with parents the variable's first label comes first, for all configurations of the
   * parents. Rows may miss a sum of 1 by 0.001; they are normalised.
   *
   * @param source where the text comes from, named in errors
   * @throws BifException naming source, line and what was expected
   */
  public static BayesianNetwork parse(String source, String text) {
    return new BifAssembly(source, BifParser.parse(source, text)).network();
  }

  /** The number of edges. */
  public int edgeCount() {
    return variables.stream().mapToInt(variable -> variable.parents().length).sum();
  }

  /** The names of the variables. */
  public List<String> names() {
    return variables.stream().map(Variable::name).toList();
  }

  /** The labels of each variable. */
  public List<List<String>> labels() {
    return variables.stream().map(Variable::labels).toList();
  }

  /**
   * The same network with the labels of each variable in the order in which tables of samples are
   * coded: of numbers if all are whole numbers, else of characters.
   */
  public BayesianNetwork inOrderOfLabels() {
    return LabelOrder.sorted(this);
  }

  /**
   * The network as a ground truth. A mechanism that is drawn anew, for a shift or a soft
   * intervention, has tables as {@link TableLaw#redrawn} draws them.
   *
   * @param seed of soft interventions
   * @throws IllegalArgumentException if there are more variables than a graph has nodes
   */
  public ConditionalModel model(long seed) {
    if (variables.size() > Dag.MAX_NODES) {
      throw new IllegalArgumentException(
          "number of variables must be 1 to %d, not %d".formatted(Dag.MAX_NODES, variables.size()));
    }
    int[] categories = variables.stream().mapToInt(variable -> variable.labels().size()).toArray();
    TableLaw[] tables =
        variables.stream()
            .map(variable -> TableLaw.of(variable.parents(), categories, variable.rows()))
            .toArray(TableLaw[]::new);
    List<int[]> edges = new ArrayList<>();
    for (int node = 0; node < tables.length; node++) {
      for (int parent : variables.get(node).parents()) {
        edges.add(new int[] {parent, node});
      }
    }
    return ConditionalModel.of(
        Dag.ofEdges(tables.length, edges.toArray(int[][]::new)),
        Domain.categorical(categories),
        tables,
        (node, random) -> tables[node].redrawn(random),
        seed);
  }

  /** The network in BIF; {@link #parse} reads the same network, to the bit. */
  public String toBif() {
    return BifText.of(this);
  }

  /** Some names, and how many they are. */
  static String listed(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(LISTED).map(BifToken::cut).toList());
    return names.size() <= LISTED ? first : first + ", ... of " + names.size();
  }
}
