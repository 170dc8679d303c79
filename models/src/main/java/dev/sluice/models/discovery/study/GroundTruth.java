// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.HiddenVariables;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.scm.bif.BayesianNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Systems of one kind, one for each seed.
 *
 * @param name of the kind, in tables and files
 * @param variables their names
 * @param domain of all of them
 * @param draw the system of a seed
 * @param later those of its later epochs, which have the same graph; null if there is one for all
 */
public record GroundTruth(
    String name,
    List<String> variables,
    Domain domain,
    LongFunction<StructuralCausalModel> draw,
    LaterSystems later) {
  /** Regimes are this far apart in a simulator's stream of samples. */
  private static final int REGIME_BITS = 40;

  /** Epochs are this far apart in seeds. */
  private static final int EPOCH_BITS = 32;

  /** Systems of later epochs. */
  @FunctionalInterface
  interface LaterSystems {
    /** A system of the same graph and domain as the first of the seed. */
    StructuralCausalModel draw(long seed, int epoch);
  }

  /** Systems that stay as they are. */
  private GroundTruth(
      String name,
      List<String> variables,
      Domain domain,
      LongFunction<StructuralCausalModel> draw) {
    this(name, variables, domain, draw, null);
  }

  /**
   * Random graphs with random mechanisms.
   *
   * @throws IllegalArgumentException if the graphs are too dense for the mechanisms
   */
  public static GroundTruth of(GraphFamily graphs, MechanismFamily mechanisms) {
    LongFunction<StructuralCausalModel> draw = seed -> mechanisms.draw(graphs.draw(seed), seed);
    List<String> names =
        IntStream.rangeClosed(1, graphs.nodes()).mapToObj(number -> "X" + number).toList();
    return new GroundTruth(graphs.toString(), names, draw.apply(1).domain(), draw);
  }

  /**
   * The same, with mechanisms that are drawn anew for each epoch, as DSDI's authors do (Ke et al.,
   * arXiv 1910.01075): an edge that one system hardly shows is strong in another.
   *
   * @throws IllegalArgumentException if the graphs are too dense for the mechanisms
   */
  public static GroundTruth redrawn(GraphFamily graphs, MechanismFamily mechanisms) {
    GroundTruth once = of(graphs, mechanisms);
    return new GroundTruth(
        once.name() + " redrawn",
        once.variables(),
        once.domain(),
        once.draw(),
        (seed, epoch) -> mechanisms.draw(graphs.draw(seed), seedOf(seed, epoch)));
  }

  /** The seed of an epoch's system and draws; of the first, that of the systems that stay. */
  private static long seedOf(long seed, int epoch) {
    return seed + ((long) (epoch - 1) << EPOCH_BITS);
  }

  /**
   * The same with hidden common causes, each of two variables that no edge joins.
   *
   * @param causes in each system
   * @throws IllegalArgumentException if there are fewer such pairs in that of seed 1, or the graphs
   *     are too dense for the mechanisms
   */
  public static GroundTruth withCommonCauses(
      GraphFamily graphs, MechanismFamily mechanisms, int causes) {
    GroundTruth without = of(graphs, mechanisms);
    LongFunction<StructuralCausalModel> draw =
        seed -> HiddenVariables.withCommonCauses(graphs.draw(seed), causes, mechanisms, seed);
    return new GroundTruth(without.name(), without.variables(), draw.apply(1).domain(), draw);
  }

  /**
   * The same network for every seed; only the draws differ.
   *
   * @throws IllegalArgumentException if it has too many variables
   */
  public static GroundTruth of(String name, BayesianNetwork network) {
    StructuralCausalModel system = network.model(1);
    return new GroundTruth(name, network.names(), system.domain(), network::model);
  }

  /** The order in which its variables are learned. */
  public NameOrder order() {
    return NameOrder.of(variables.toArray(String[]::new));
  }

  /** Draws of an epoch, later than the first, from its own system. */
  TrainingData draws(DrawCounts counts, long seed, int epoch) {
    return draws(later.draw(seed, epoch), counts, seedOf(seed, epoch));
  }

  /** Draws of a system, perfect interventions on one variable at a time among them. */
  public static TrainingData draws(StructuralCausalModel system, DrawCounts counts, long seed) {
    Domain domain = system.domain();
    List<Regime> regimes = new ArrayList<>();
    regimes.add(regime(system, VariableSet.EMPTY, 0, counts.observations(), seed));
    for (int i = 0; i < domain.dimension(); i++) {
      regimes.add(regime(system, VariableSet.of(i), i + 1, counts.interventions(), seed));
    }
    return TrainingData.of(domain, regimes);
  }

  private static Regime regime(
      StructuralCausalModel system, VariableSet targets, long number, int count, long seed) {
    double[][] draws = new double[count][];
    Arrays.setAll(
        draws,
        index ->
            system.sample(targets, InterventionKind.PERFECT, seed, number << REGIME_BITS | index));
    return new Regime(targets, null, draws);
  }
}
