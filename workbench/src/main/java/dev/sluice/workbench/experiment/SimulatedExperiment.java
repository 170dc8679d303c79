// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.HiddenVariables;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.scm.bif.BayesianNetwork;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An experiment on a simulated system. Its regimes are numbered: 0 is observational, i intervenes
 * on the i-th variable alone. Samples are a function of the system, regime and number; the samples
 * of different regimes are independent. Immutable.
 */
public final class SimulatedExperiment {
  /** Regimes are this far apart in the simulator's stream of samples. */
  private static final int REGIME_BITS = 40;

  private final String id;
  private final String origin;
  private final StructuralCausalModel model;
  private final List<String> names;
  private final InterventionKind kind;
  private final long seed;

  private SimulatedExperiment(
      String id,
      String origin,
      StructuralCausalModel model,
      List<String> names,
      InterventionKind kind,
      long seed) {
    this.id = id;
    this.origin = origin;
    this.model = model;
    this.names = names;
    this.kind = kind;
    this.seed = seed;
  }

  /**
   * Draws a system whose variables are named X1, X2, ...
   *
   * @param id of the experiment
   * @param kind of its interventions
   * @param seed of graph, mechanisms and samples
   * @throws IllegalArgumentException if the graph is too dense for the mechanisms
   */
  public static SimulatedExperiment draw(
      String id, GraphFamily graphs, MechanismFamily mechanisms, InterventionKind kind, long seed) {
    StructuralCausalModel model = mechanisms.draw(graphs.draw(seed), seed);
    String origin = graphs + "/" + mechanisms + "/" + seed;
    return new SimulatedExperiment(id, origin, model, numbered(graphs.nodes()), kind, seed);
  }

  /**
   * Draws such a system with hidden common causes, each of two variables that no edge joins.
   *
   * @param causes the number of hidden variables
   * @throws IllegalArgumentException if there are fewer such pairs
   */
  static SimulatedExperiment confounded(
      String id,
      GraphFamily graphs,
      MechanismFamily mechanisms,
      int causes,
      InterventionKind kind,
      long seed) {
    StructuralCausalModel model =
        HiddenVariables.withCommonCauses(graphs.draw(seed), causes, mechanisms, seed);
    String origin = "%s/%s/hidden:%d/%d".formatted(graphs, mechanisms, causes, seed);
    return new SimulatedExperiment(id, origin, model, numbered(graphs.nodes()), kind, seed);
  }

  /**
   * A Bayesian network, with its variables' names and its labels as categories.
   *
   * @throws IllegalArgumentException if it has too many variables
   */
  static SimulatedExperiment of(
      String id, BayesianNetwork network, InterventionKind kind, long seed) {
    String origin = "bif:" + Digest.of(network.toBif()) + "/" + seed;
    return new SimulatedExperiment(id, origin, network.model(seed), network.names(), kind, seed);
  }

  private static List<String> numbered(int variables) {
    return IntStream.rangeClosed(1, variables).mapToObj(number -> "X" + number).toList();
  }

  /**
   * The same system, of which some variables are not seen.
   *
   * @param hidden names of its variables
   * @throws IllegalArgumentException if they are all
   */
  SimulatedExperiment hiding(Set<String> hidden) {
    int[] indices =
        IntStream.range(0, names.size()).filter(i -> hidden.contains(names.get(i))).toArray();
    HiddenVariables seen = HiddenVariables.of(model, VariableSet.of(indices));
    String sorted = String.join(",", new TreeSet<>(hidden));
    return new SimulatedExperiment(
        id,
        origin + "/hidden:" + sorted,
        seen,
        Arrays.stream(seen.seen()).mapToObj(names::get).toList(),
        kind,
        seed);
  }

  /** The pairs of variables that have a hidden cause in common, such as X1-X4. */
  List<String> confounded() {
    return model instanceof HiddenVariables hidden
        ? Arrays.stream(hidden.confounded())
            .map(pair -> names.get(pair[0]) + "-" + names.get(pair[1]))
            .toList()
        : List.of();
  }

  /** The same system with variables of other names, as many. */
  SimulatedExperiment named(List<String> others) {
    return new SimulatedExperiment(id, origin, model, List.copyOf(others), kind, seed);
  }

  /** The experiment's id. */
  public String id() {
    return id;
  }

  /** The names of the variables. */
  public List<String> names() {
    return names;
  }

  /** What it was drawn from and the seed; ids of samples begin with it. */
  String origin() {
    return origin;
  }

  /**
   * The same system, with mechanisms that change.
   *
   * @param tellsTargets whether samples name the changed mechanisms
   */
  public ShiftingExperiment shifting(ShiftSchedule schedule, boolean tellsTargets) {
    return new ShiftingExperiment(this, ShiftedStream.of(model, schedule, seed), tellsTargets);
  }

  /** The true system; variables are in the order of {@link #names}. */
  public StructuralCausalModel model() {
    return model;
  }

  /** The true graph. */
  public Dag graph() {
    return model.graph();
  }

  /** The number of variables. */
  public int dimension() {
    return names.size();
  }

  /** The declaration, which knows the true graph. */
  public Experiment declaration() {
    return Experiment.newBuilder()
        .setExperimentId(id)
        .setVariables(variables())
        .setTrueEdges(
            Arrays.stream(graph().edges())
                .map(edge -> List.of(names.get(edge[0]), names.get(edge[1])))
                .toList())
        .build();
  }

  private List<Variable> variables() {
    Domain domain = model.domain();
    int[] categories = domain.categories();
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      variables.add(
          domain.isCategorical()
              ? new Variable(names.get(i), VariableKind.CATEGORICAL, categories[i])
              : new Variable(names.get(i), VariableKind.CONTINUOUS, null));
    }
    return variables;
  }

  /**
   * The regimes of samples, well mixed.
   *
   * @param observational samples of regime 0 in a round
   * @param interventional samples of every other regime in a round
   */
  public RegimeSchedule schedule(long observational, long interventional) {
    long[] counts = new long[1 + dimension()];
    Arrays.fill(counts, interventional);
    counts[0] = observational;
    return new RegimeSchedule(counts);
  }

  /**
   * One sample. Its id says where it comes from, so that the same sample sent again, by another run
   * too, is recognised as a duplicate.
   *
   * @param regime 0 to {@link #dimension}
   * @param number of the sample within its regime
   */
  public Sample sample(int regime, long number) {
    VariableSet targets = regime == 0 ? VariableSet.EMPTY : VariableSet.of(regime - 1);
    double[] values = model.sample(targets, kind, seed, (long) regime << REGIME_BITS | number);
    return Sample.newBuilder()
        .setExperimentId(id)
        .setSampleId(origin + "/" + regimeName(regime) + "/" + number)
        .setTargets(regime == 0 ? List.of() : List.of(names.get(regime - 1)))
        .setKind(dev.sluice.schemas.InterventionKind.valueOf(kind.name()))
        .setValues(Arrays.stream(values).boxed().toList())
        .build();
  }

  private String regimeName(int regime) {
    if (regime == 0) {
      return "-";
    }
    String target = names.get(regime - 1);
    return kind == InterventionKind.SOFT ? "soft-" + target : target;
  }
}
