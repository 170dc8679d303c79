// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.GivenTime;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.EdgeOdds;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.StructurePrior;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns the wire form of a declaration into the job's, or says what is wrong with it. */
final class DeclarationCheck {

  private final Map<String, Integer> positions = new HashMap<>();
  private final Experiment experiment;

  private DeclarationCheck(Experiment experiment) {
    this.experiment = experiment;
  }

  static Decoded<Declaration> check(Experiment experiment, long revision, long declaredAt) {
    int d = experiment.getVariables().size();
    if (d > Domain.MAX_VARIABLES) {
      return Decoded.refused(
          Reason.TOO_MANY_VARIABLES,
          "variables: " + d + " given, at most " + Domain.MAX_VARIABLES + " are supported");
    }
    try {
      return Decoded.of(new DeclarationCheck(experiment).resolve(d, revision, declaredAt));
    } catch (Invalid invalid) {
      return Decoded.refused(Reason.INVALID_DECLARATION, invalid.getMessage());
    }
  }

  private Declaration resolve(int d, long revision, long declaredAt) throws Invalid {
    require(!GivenName.isBlank(experiment.getExperimentId()), "experimentId: must not be empty");
    require(d > 0, "variables: at least one is needed");
    Long samplesFrom = experiment.getSamplesFrom();
    require(
        samplesFrom == null || samplesFrom >= 0,
        "samplesFrom: must be at least 0, is " + samplesFrom);
    String unit =
        samplesFrom == null ? null : GivenTime.unitFault("samplesFrom", samplesFrom, declaredAt);
    require(unit == null, unit);
    int[] categories = categories();
    String fault = KnowledgeCheck.fault(experiment);
    require(fault == null, fault);
    ScoreSettings score = experiment.getScore();
    double alphaMu = positive("score.alphaMu", score.getAlphaMu());
    double alphaW = score.getAlphaW() == null ? d + 2.0 : score.getAlphaW();
    require(
        alphaW > d + 1 && Double.isFinite(alphaW),
        "score.alphaW: must be above d + 1 = " + (d + 1) + ", is " + alphaW);
    require(
        Double.isFinite(experiment.getEdgePenalty()),
        "edgePenalty: must be finite, is " + experiment.getEdgePenalty());
    VariableSet[] required = parents("requiredEdges", experiment.getRequiredEdges(), d);
    require(Dag.isAcyclic(required), "requiredEdges: the edges form a cycle");
    VariableSet[] forbidden = forbidden(required, d);
    VariableSet[] truth = null;
    if (experiment.getTrueEdges() != null) {
      truth = parents("trueEdges", experiment.getTrueEdges(), d);
      require(Dag.isAcyclic(truth), "trueEdges: the edges form a cycle");
    }
    return new Declaration(
        experiment.getExperimentId(),
        revision,
        revision,
        declaredAt,
        experiment.getSamplesFrom(),
        experiment.getVariables().stream().map(Variable::getName).toArray(String[]::new),
        categories,
        alphaMu,
        alphaW,
        priorScale(score.getPriorScale(), ScorePrior.defaultScale(d, alphaMu, alphaW)),
        score.getPriorScale() == PriorScaleRule.EVIDENCE,
        positive("score.equivalentSampleSize", score.getEquivalentSampleSize()),
        experiment.getStructurePrior() == StructurePrior.FAIR
            ? GraphPrior.Kind.FAIR
            : GraphPrior.Kind.UNIFORM,
        experiment.getEdgePenalty(),
        required,
        forbidden,
        truth,
        logOdds(d),
        limits(d),
        maxParents(required));
  }

  private VariableSet[] forbidden(VariableSet[] required, int d) throws Invalid {
    VariableSet[] forbidden = parents("forbiddenEdges", experiment.getForbiddenEdges(), d);
    VariableSet[] later = Tiers.laterThan(experiment.getTiers(), positions);
    for (int v = 0; v < d; v++) {
      require(
          required[v].intersection(forbidden[v]).isEmpty(),
          "forbiddenEdges: an edge is both required and forbidden");
      require(
          required[v].intersection(later[v]).isEmpty(),
          "tiers: requiredEdges has an edge from a later group to '" + name(v) + "'");
      forbidden[v] = forbidden[v].union(later[v]);
    }
    return forbidden;
  }

  private Integer maxParents(VariableSet[] required) throws Invalid {
    Integer most = experiment.getMaxParents();
    for (int v = 0; most != null && v < required.length; v++) {
      require(
          required[v].size() <= most,
          "maxParents: is %d, but requiredEdges gives '%s' %d parents"
              .formatted(most, name(v), required[v].size()));
    }
    return most;
  }

  private String name(int variable) {
    return experiment.getVariables().get(variable).getName();
  }

  private TargetLimits limits(int d) {
    TargetLimits limits = TargetLimits.none(d);
    if (experiment.getTargetCosts() != null) {
      experiment
          .getTargetCosts()
          .forEach((name, cost) -> limits.costs()[positions.get(name)] = cost);
    }
    List<String> only = experiment.getOnlyTargets();
    List<String> forbidden = experiment.getForbiddenTargets();
    VariableSet allowed =
        VariableSet.of(
            experiment.getVariables().stream()
                .map(Variable::getName)
                .filter(name -> only == null || only.contains(name))
                .filter(name -> forbidden == null || !forbidden.contains(name))
                .mapToInt(positions::get)
                .toArray());
    Double budget = experiment.getTargetBudget();
    return new TargetLimits(limits.costs(), allowed, budget == null ? limits.budget() : budget);
  }

  /** Null where nothing is said: odds of 1 are none. */
  private double[] logOdds(int d) {
    List<EdgeOdds> given = experiment.getPriorOdds();
    if (given == null || given.stream().allMatch(edge -> edge.getOdds() == 1)) {
      return null;
    }
    double[] logOdds = new double[d * d];
    for (EdgeOdds edge : given) {
      int at = positions.get(edge.getFrom()) * d + positions.get(edge.getTo());
      logOdds[at] = StrictMath.log(edge.getOdds());
    }
    return logOdds;
  }

  private int[] categories() throws Invalid {
    List<Variable> variables = experiment.getVariables();
    VariableKind kind = variables.get(0).getKind();
    for (int v = 0; v < variables.size(); v++) {
      Variable variable = variables.get(v);
      String name = variable.getName();
      require(!GivenName.isBlank(name), "variables[" + v + "].name: must not be empty");
      require(
          name.indexOf(',') < 0,
          "variables[%d].name: '%s' has a comma, which separates names of targets"
              .formatted(v, name));
      require(positions.put(name, v) == null, "variables: '" + name + "' is given twice");
      require(
          variable.getKind() == kind,
          "variables: '%s' is %s, '%s' is %s; all variables of an experiment must be of one kind"
              .formatted(name, variable.getKind(), name(0), kind));
      if (kind == VariableKind.CONTINUOUS) {
        require(
            variable.getCategories() == null,
            "variables: '" + name + "' is CONTINUOUS and cannot have categories");
      } else {
        require(
            variable.getCategories() != null && variable.getCategories() >= 2,
            "variables: '"
                + name
                + "' needs categories, at least 2, has "
                + variable.getCategories());
      }
    }
    return kind == VariableKind.CONTINUOUS
        ? new int[0]
        : variables.stream().mapToInt(Variable::getCategories).toArray();
  }

  private static double priorScale(Object declared, double standard) throws Invalid {
    return declared instanceof Double scale ? positive("score.priorScale", scale) : standard;
  }

  private static double positive(String field, double value) throws Invalid {
    require(value > 0 && Double.isFinite(value), field + ": must be above 0, is " + value);
    return value;
  }

  private VariableSet[] parents(String field, List<List<String>> edges, int d) throws Invalid {
    boolean[][] joined = new boolean[d][d];
    for (List<String> edge : edges) {
      require(edge.size() == 2, field + ": an edge is a pair [from, to], not " + edge);
      for (String name : edge) {
        require(positions.containsKey(name), field + ": '" + name + "' is no variable");
      }
      int from = positions.get(edge.get(0));
      int to = positions.get(edge.get(1));
      require(from != to, field + ": '" + edge.get(0) + "' cannot be its own parent");
      joined[to][from] = true;
    }
    VariableSet[] parents = new VariableSet[d];
    for (int v = 0; v < d; v++) {
      boolean[] ofVariable = joined[v];
      parents[v] = VariableSet.of(IntStream.range(0, d).filter(from -> ofVariable[from]).toArray());
    }
    return parents;
  }

  private static void require(boolean holds, String message) throws Invalid {
    if (!holds) {
      throw new Invalid(message);
    }
  }

  private static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }
}
