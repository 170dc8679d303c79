// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.jobs.GivenName;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.Experiment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A declared experiment as jobs keep it: every default resolved, names turned into indices.
 *
 * @param experimentId the experiment
 * @param generation which life of the experiment this is: the offset of the declaration that began
 *     it. An experiment that ends and is declared again begins a new, larger generation.
 * @param revision the offset of the declaration that this is; larger than the generation where
 *     priors were declared again
 * @param declaredAt timestamp of the declaration, milliseconds since 1970-01-01T00:00:00Z
 * @param samplesFrom samples whose records have an earlier timestamp belong to a former life; null
 *     if all count
 * @param variables names, in the order of the samples' values
 * @param categories number of categories of each variable; empty for continuous variables
 * @param alphaMu BGe: prior sample size of the mean
 * @param alphaW BGe: degrees of freedom of the Wishart prior
 * @param priorScale BGe: t of the prior scatter matrix t I
 * @param scaleByEvidence whether priorScale is only where the search by evidence starts
 * @param equivalentSampleSize BDeu: equivalent sample size
 * @param structurePrior weights of graphs
 * @param edgePenalty nats per edge
 * @param requiredParents required parents of each variable
 * @param forbiddenParents forbidden parents of each variable
 * @param trueParents true parents of each variable; null if the true graph is unknown
 * @param logOdds ln of the prior odds of each edge i->j, at i d + j; null if nothing is said, as in
 *     state of before there were any
 * @param limits of interventions; null in state of before there were any
 * @param maxParents most parents of a variable; null for no limit, as in state of before there were
 *     any
 */
public record Declaration(
    String experimentId,
    long generation,
    long revision,
    long declaredAt,
    Long samplesFrom,
    String[] variables,
    int[] categories,
    double alphaMu,
    double alphaW,
    double priorScale,
    boolean scaleByEvidence,
    double equivalentSampleSize,
    GraphPrior.Kind structurePrior,
    double edgePenalty,
    VariableSet[] requiredParents,
    VariableSet[] forbiddenParents,
    VariableSet[] trueParents,
    double[] logOdds,
    TargetLimits limits,
    Integer maxParents) {

  /**
   * Checks a declaration and resolves its defaults.
   *
   * @return the declaration, or why it is refused
   */
  public static Decoded<Declaration> of(Experiment experiment, long revision, long declaredAt) {
    return DeclarationCheck.check(experiment, revision, declaredAt);
  }

  /**
   * What is too long in the declaration of an experiment that is not live. One that is live was
   * declared before there was a limit, and may be declared again.
   *
   * @return for a person, after the name of the field; null if nothing is
   */
  public static String lengthFault(Experiment experiment) {
    String fault = GivenName.lengthFault("experimentId", experiment.getExperimentId());
    for (int v = 0; fault == null && v < experiment.getVariables().size(); v++) {
      fault =
          GivenName.lengthFault(
              "variables[" + v + "].name", experiment.getVariables().get(v).getName());
    }
    return fault;
  }

  /**
   * Whether this begins a new life of an experiment that is live: its samples count from later on,
   * so that the end of the former life may be missing, as it is after compaction.
   */
  public boolean beginsAnew(Declaration live) {
    return samplesFrom != null && (live.samplesFrom == null || live.samplesFrom < samplesFrom);
  }

  /** Whether this revises an experiment that is live, with the variables and the life of that. */
  public boolean revises(Declaration live) {
    return hasVariablesOf(live) && (samplesFrom == null || samplesFrom.equals(live.samplesFrom));
  }

  /** This declaration as a revision of a live one: it keeps the live one's life. */
  public Declaration revising(Declaration live) {
    return new Declaration(
        experimentId,
        live.generation,
        revision,
        declaredAt,
        live.samplesFrom,
        variables,
        categories,
        alphaMu,
        alphaW,
        priorScale,
        scaleByEvidence,
        equivalentSampleSize,
        structurePrior,
        edgePenalty,
        requiredParents,
        forbiddenParents,
        trueParents,
        logOdds,
        limits,
        maxParents);
  }

  /** Whether samples of the one can be read as samples of the other. */
  public boolean hasVariablesOf(Declaration other) {
    return Arrays.equals(variables, other.variables) && Arrays.equals(categories, other.categories);
  }

  /** Position of a variable, or -1. */
  public int indexOf(String variable) {
    for (int v = 0; v < variables.length; v++) {
      if (variables[v].equals(variable)) {
        return v;
      }
    }
    return -1;
  }

  /** What the variables can be. */
  public Domain domain() {
    return new Domain(variables.length, categories);
  }

  /** What marginal likelihoods assume of parameters. */
  public ScorePrior scorePrior() {
    return new ScorePrior(alphaMu, alphaW, priorScale, scaleByEvidence, equivalentSampleSize);
  }

  /** What is assumed of the graph. */
  public GraphPrior graphPrior() {
    GraphPrior unlimited =
        new GraphPrior(
            structurePrior,
            edgePenalty,
            requiredParents,
            forbiddenParents,
            logOdds == null ? new double[0] : logOdds);
    return maxParents == null ? unlimited : unlimited.withMaxParents(maxParents);
  }

  /** The most parents that a variable may have. */
  public int mostParents() {
    int others = variables.length - 1;
    return maxParents == null ? others : Math.min(maxParents, others);
  }

  /** What may be proposed. */
  public TargetLimits targetLimits() {
    return limits == null ? TargetLimits.none(variables.length) : limits;
  }

  /** The true graph, or null if it is unknown. */
  public Dag truth() {
    return trueParents == null ? null : Dag.ofParents(trueParents);
  }

  /** Names of the variables of a set, joined by commas in the order of the declaration. */
  public String names(VariableSet set) {
    return Arrays.stream(set.members())
        .mapToObj(v -> variables[v])
        .collect(Collectors.joining(","));
  }

  /** A graph as pairs [from, to] of names. */
  public List<List<String>> edgeNames(Dag graph) {
    return Arrays.stream(graph.edges())
        .map(edge -> List.of(variables[edge[0]], variables[edge[1]]))
        .toList();
  }
}
