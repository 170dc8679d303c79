// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes networks in BIF. */
final class BifText {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.<>=+-]+");

  private BifText() {}

  static String of(BayesianNetwork network) {
    StringBuilder text = new StringBuilder("network " + name(network.name()) + " {\n}\n");
    for (BayesianNetwork.Variable variable : network.variables()) {
      text.append("variable ")
          .append(name(variable.name()))
          .append(" {\n  type discrete [ ")
          .append(variable.labels().size())
          .append(" ] { ")
          .append(names(variable.labels()))
          .append(" };\n}\n");
    }
    network.variables().forEach(variable -> append(variable, network, text));
    return text.toString();
  }

  private static void append(
      BayesianNetwork.Variable variable, BayesianNetwork network, StringBuilder text) {
    List<BayesianNetwork.Variable> parents =
        Arrays.stream(variable.parents()).mapToObj(network.variables()::get).toList();
    text.append("probability ( ").append(name(variable.name()));
    if (!parents.isEmpty()) {
      text.append(" | ")
          .append(names(parents.stream().map(BayesianNetwork.Variable::name).toList()));
    }
    text.append(" ) {\n");
    for (int row = 0; row < variable.rows().length; row++) {
      text.append("  ")
          .append(parents.isEmpty() ? "table" : "(" + configuration(row, parents) + ")")
          .append(' ')
          .append(
              Arrays.stream(variable.rows()[row])
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(", ")))
          .append(";\n");
    }
    text.append("}\n");
  }

  private static String configuration(int row, List<BayesianNetwork.Variable> parents) {
    String[] labels = new String[parents.size()];
    int digits = row;
    for (int i = labels.length - 1; i >= 0; i--) {
      List<String> ofParent = parents.get(i).labels();
      labels[i] = ofParent.get(digits % ofParent.size());
      digits /= ofParent.size();
    }
    return names(List.of(labels));
  }

  private static String names(List<String> names) {
    return names.stream().map(BifText::name).collect(Collectors.joining(", "));
  }

  /** Quoted where it would be read as something else. */
  private static String name(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
  }
}
