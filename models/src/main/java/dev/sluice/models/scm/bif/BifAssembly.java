// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import dev.sluice.models.scm.bif.BifParser.Blocks;
import dev.sluice.models.scm.bif.BifParser.ProbabilityBlock;
import dev.sluice.models.scm.bif.BifParser.VariableBlock;
import dev.sluice.models.scm.bif.BifTables.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a network of the blocks of a text: looks names up and checks what belongs together. */
final class BifAssembly {
  private static final int SHOWN = 12;

  private final String source;
  private final Blocks blocks;
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final List<Labels> labels = new ArrayList<>();
  private final ProbabilityBlock[] probabilities;

  BifAssembly(String source, Blocks blocks) {
    this.source = source;
    this.blocks = blocks;
    this.probabilities = new ProbabilityBlock[blocks.variables().size()];
  }

  BayesianNetwork network() {
    blocks.variables().forEach(this::name);
    blocks.probabilities().forEach(this::assign);
    int[][] parents = new int[probabilities.length][];
    for (int node = 0; node < parents.length; node++) {
      if (probabilities[node] == null) {
        BifToken name = blocks.variables().get(node).name();
        throw error(name, "expected probabilities of variable %s, found none".formatted(name));
      }
      parents[node] = parents(probabilities[node]);
    }
    requireAcyclic(parents);
    BifTables tables = new BifTables(source);
    List<BayesianNetwork.Variable> variables = new ArrayList<>();
    for (int node = 0; node < parents.length; node++) {
      List<Labels> ofParents = new ArrayList<>();
      for (int parent : parents[node]) {
        ofParents.add(labels.get(parent));
      }
      variables.add(
          new BayesianNetwork.Variable(
              labels.get(node).variable().text(),
              List.copyOf(labels.get(node).indices().keySet()),
              parents[node],
              tables.rows(probabilities[node], labels.get(node), ofParents)));
    }
    return new BayesianNetwork(blocks.network(), List.copyOf(variables));
  }

  private void name(VariableBlock block) {
    if (indices.put(block.name().text(), indices.size()) != null) {
      throw error(block.name(), "expected one variable " + block.name() + ", found a second");
    }
    Map<String, Integer> ofVariable = new LinkedHashMap<>();
    for (BifToken label : block.labels()) {
      if (ofVariable.put(label.text(), ofVariable.size()) != null) {
        throw error(label, "expected different labels, found %s twice".formatted(label));
      }
    }
    if (ofVariable.isEmpty()) {
      throw error(
          block.name(), "expected labels of variable %s, found none".formatted(block.name()));
    }
    labels.add(new Labels(block.name(), ofVariable));
  }

  private void assign(ProbabilityBlock block) {
    BifToken name = block.variables().get(0);
    int node = index(name);
    if (probabilities[node] != null) {
      throw error(name, "expected probabilities of %s once, found them again".formatted(name));
    }
    probabilities[node] = block;
  }

  private int index(BifToken name) {
    Integer index = indices.get(name.text());
    if (index == null) {
      throw error(
          name,
          "expected a variable (%s), found %s"
              .formatted(BayesianNetwork.listed(indices.keySet()), name));
    }
    return index;
  }

  private int[] parents(ProbabilityBlock block) {
    int[] parents = new int[block.variables().size() - 1];
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < parents.length; i++) {
      BifToken name = block.variables().get(i + 1);
      parents[i] = index(name);
      if (!seen.add(parents[i])) {
        throw error(name, "expected different parents, found %s twice".formatted(name));
      }
    }
    return parents;
  }

  /** Takes away, again and again, variables whose parents are gone. */
  private void requireAcyclic(int[][] parents) {
    int[] waitsFor = new int[parents.length];
    List<List<Integer>> children = new ArrayList<>();
    for (int node = 0; node < parents.length; node++) {
      waitsFor[node] = parents[node].length;
      children.add(new ArrayList<>());
    }
    Deque<Integer> free = new ArrayDeque<>();
    for (int node = 0; node < parents.length; node++) {
      for (int parent : parents[node]) {
        children.get(parent).add(node);
      }
      if (waitsFor[node] == 0) {
        free.add(node);
      }
    }
    while (!free.isEmpty()) {
      for (int child : children.get(free.remove())) {
        if (--waitsFor[child] == 0) {
          free.add(child);
        }
      }
    }
    for (int node = 0; node < parents.length; node++) {
      if (waitsFor[node] > 0) {
        throw cycle(parents, waitsFor, node);
      }
    }
  }

  /** Walks from parent to parent among those that wait, each of which has such a parent. */
  private BifException cycle(int[][] parents, int[] waitsFor, int start) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    List<Integer> walk = new ArrayList<>();
    int node = start;
    while (!places.containsKey(node)) {
      places.put(node, walk.size());
      walk.add(node);
      int next = -1;
      for (int parent : parents[node]) {
        next = next < 0 && waitsFor[parent] > 0 ? parent : next;
      }
      node = next;
    }
    List<String> names = new ArrayList<>(List.of(nameOf(node)));
    for (int place = walk.size() - 1; place >= places.get(node); place--) {
      names.add(nameOf(walk.get(place)));
    }
    return error(
        probabilities[node].variables().get(0),
        "expected no cycle, found " + String.join(" -> ", shortened(names)));
  }

  /** A long cycle, without its middle. */
  private static List<String> shortened(List<String> names) {
    if (names.size() <= SHOWN) {
      return names;
    }
    List<String> ends = new ArrayList<>(names.subList(0, SHOWN - 2));
    ends.add("...");
    ends.add(names.get(names.size() - 1));
    return ends;
  }

  private String nameOf(int node) {
    return BifToken.cut(labels.get(node).variable().text());
  }

  private BifException error(BifToken place, String problem) {
    return new BifException(source, place.line(), problem);
  }
}
