// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Puts the labels of a network's variables, and with them its tables, into another order. */
final class LabelOrder {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.0{1,15})?");

  private LabelOrder() {}

  static BayesianNetwork sorted(BayesianNetwork network) {
    List<BayesianNetwork.Variable> variables = network.variables();
    int[][] orders =
        variables.stream().map(variable -> order(variable.labels())).toArray(int[][]::new);
    return new BayesianNetwork(
        network.name(),
        IntStream.range(0, orders.length)
            .mapToObj(node -> sorted(variables.get(node), node, orders))
            .toList());
  }

  /** The old index of each new one. */
  private static int[] order(List<String> labels) {
    boolean numbers = labels.stream().allMatch(label -> NUMBER.matcher(label).matches());
    Comparator<String> order =
        numbers
            ? Comparator.<String>comparingDouble(Double::parseDouble).thenComparing(label -> label)
            : Comparator.naturalOrder();
    return labels.stream().sorted(order).mapToInt(labels::indexOf).toArray();
  }

  private static BayesianNetwork.Variable sorted(
      BayesianNetwork.Variable variable, int node, int[][] orders) {
    double[][] rows = new double[variable.rows().length][];
    for (int row = 0; row < rows.length; row++) {
      double[] old = variable.rows()[oldRow(row, variable.parents(), orders)];
      rows[row] = Arrays.stream(orders[node]).mapToDouble(label -> old[label]).toArray();
    }
    return new BayesianNetwork.Variable(
        variable.name(),
        Arrays.stream(orders[node]).mapToObj(variable.labels()::get).toList(),
        variable.parents(),
        rows);
  }

  private static int oldRow(int row, int[] parents, int[][] orders) {
    int old = 0;
    int digits = row;
    int place = 1;
    for (int i = parents.length - 1; i >= 0; i--) {
      int[] order = orders[parents[i]];
      old += place * order[digits % order.length];
      digits /= order.length;
      place *= order.length;
    }
    return old;
  }
}
