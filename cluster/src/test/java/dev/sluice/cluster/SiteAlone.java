// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.SiteLearner;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * What a site finds that hears of nobody, on the samples of its topic: it trains in as many rounds
 * as with the others and as {@code sluice run site} would, from its own belief before.
 */
final class SiteAlone {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is the default of a site. */
  private static final int GRAPH_STEPS = 100;

  private static final long SEED = 1;

  private final List<String> command;
  private final String[] names;
  private final Domain domain;
  private final NameOrder order;
  private final Dag truth;

  /**
   * Of a site.
   *
   * @param command by which it runs with others
   * @param declaration of categorical variables, with the true graph
   */
  SiteAlone(List<String> command, String declaration) throws JsonProcessingException {
    this.command = command;
    JsonNode declared = JSON.readTree(declaration);
    names =
        StreamSupport.stream(declared.get("variables").spliterator(), false)
            .map(variable -> variable.get("name").asText())
            .toArray(String[]::new);
    domain =
        Domain.categorical(
            StreamSupport.stream(declared.get("variables").spliterator(), false)
                .mapToInt(variable -> variable.get("categories").asInt())
                .toArray());
    order = NameOrder.of(names);
    List<int[]> edges = new ArrayList<>();
    for (JsonNode edge : declared.get("trueEdges")) {
      edges.add(new int[] {place(edge.get(0)), place(edge.get(1))});
    }
    truth = Dag.ofEdges(names.length, edges.toArray(int[][]::new));
  }

  private int place(JsonNode name) {
    return List.of(names).indexOf(name.asText());
  }

  /** The SHD of the acyclic graph that it has found in the end. */
  int shd(List<String> samples, int rounds) throws JsonProcessingException {
    Domain ordered = order.ordered(domain);
    MethodChoice enco =
        new MethodChoice(
            MethodName.ENCO, null, option("--batch"), option("--graphs"), null, false, SEED);
    SiteLearner site =
        new SiteLearner(
            new Learner(enco.of(ordered, EdgeKnowledge.none(names.length)), order, ordered));
    List<PlacedDraws> draws = draws(samples);
    Learned learned = site.initial();
    EdgeLogits belief = EdgeLogits.zero(names.length);
    for (int round = 0; round < rounds; round++) {
      learned =
          site.train(
              site.forget(learned),
              belief,
              draws,
              1,
              new Budget(option("--fit-steps"), GRAPH_STEPS));
      belief = site.belief(learned);
    }
    return GraphMetrics.shd(order.declared(belief.acyclicGraph()), truth);
  }

  private int option(String name) {
    return Integer.parseInt(command.get(command.indexOf(name) + 1));
  }

  /** All samples, by intervention, in the order in which they came. */
  private List<PlacedDraws> draws(List<String> samples) throws JsonProcessingException {
    Map<String, Intervention> interventions = new TreeMap<>();
    Map<String, Map<Integer, double[]>> rows = new TreeMap<>();
    for (String sample : samples) {
      JsonNode read = JSON.readTree(sample);
      VariableSet targets =
          VariableSet.of(
              StreamSupport.stream(read.get("targets").spliterator(), false)
                  .mapToInt(this::place)
                  .toArray());
      Intervention intervention = Intervention.of(order, targets, null);
      interventions.put(intervention.name(), intervention);
      Map<Integer, double[]> of =
          rows.computeIfAbsent(intervention.name(), unused -> new TreeMap<>());
      JsonNode values = read.get("values");
      double[] row =
          IntStream.range(0, names.length).mapToDouble(v -> values.get(v).asDouble()).toArray();
      of.put(of.size(), order.ordered(row));
    }
    List<PlacedDraws> draws = new ArrayList<>();
    interventions.forEach(
        (name, intervention) -> draws.add(Placing.draws(intervention, rows.get(name))));
    return draws;
  }
}
