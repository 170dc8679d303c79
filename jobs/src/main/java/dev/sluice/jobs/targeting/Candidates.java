// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.TargetLimits;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.schemas.CandidateScore;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.TargetScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The interventions that a declaration allows: every allowed variable with every value.
 *
 * @param interventions in the order of variables, then of values
 * @param costs of a row of each
 */
public record Candidates(List<Intervention> interventions, double[] costs) {
  private static final double USUAL_VALUE = 2;

  /** The candidates of an experiment. */
  public static Candidates of(Declaration declaration, ProposalSettings settings) {
    TargetLimits limits = declaration.targetLimits();
    List<Double> values = settings.values();
    if (values.isEmpty()) {
      boolean categorical = declaration.domain().isCategorical();
      values = List.of(categorical ? Intervention.UNIFORM : USUAL_VALUE);
    }
    List<Intervention> interventions = new ArrayList<>();
    for (int variable : limits.allowed().members()) {
      for (double value : values) {
        interventions.add(Intervention.on(variable, value));
      }
    }
    double[] costs =
        interventions.stream()
            .mapToDouble(each -> limits.costs()[each.targets().members()[0]])
            .toArray();
    return new Candidates(interventions, costs);
  }

  /** Why values cannot be those of the variables; null if they can. */
  static String fault(Declaration declaration, ProposalSettings settings) {
    int[] categories = declaration.categories();
    for (double value : settings.values()) {
      for (int variable = 0; variable < categories.length; variable++) {
        if (value != Math.rint(value) || value < 0 || value >= categories[variable]) {
          return "--propose-values: %s is no category of '%s', which has %d"
              .formatted(value, declaration.variables()[variable], categories[variable]);
        }
      }
    }
    return null;
  }

  /**
   * What a rule says of the candidates of an experiment: nothing, if it looks at no belief or there
   * are none.
   *
   * @param samples that beliefs are of
   * @param rule that scores them
   * @param chance what the best score would be if nothing were to be learned
   */
  public static TargetScores.Builder rated(
      Declaration declaration,
      ProposalSettings settings,
      long samples,
      Function<List<Intervention>, Scores> rule,
      double chance) {
    Candidates candidates = of(declaration, settings);
    return settings.scores() && !candidates.interventions.isEmpty()
        ? candidates.scored(declaration, samples, rule.apply(candidates.interventions), chance)
        : candidates.unscored(declaration, samples);
  }

  /** Why there are no scores. */
  public static TargetScores failed(
      Declaration declaration, long samples, String failure, FailureReason reason) {
    return begun(declaration, samples).setFailure(failure).setFailureReason(reason).build();
  }

  /**
   * Candidates that nobody has scored.
   *
   * @param samples that beliefs are of
   */
  TargetScores.Builder unscored(Declaration declaration, long samples) {
    return begun(declaration, samples)
        .setCandidates(
            IntStream.range(0, costs.length).mapToObj(i -> candidate(i, 0, 0, false)).toList());
  }

  /**
   * Candidates by their scores per cost.
   *
   * @param chance what the best score would be if nothing were to be learned
   */
  TargetScores.Builder scored(Declaration declaration, long samples, Scores scores, double chance) {
    Scores perCost = scores.per(costs);
    int[] ranking = perCost.ranking();
    List<CandidateScore> ranked = new ArrayList<>();
    for (int rank = 0; rank < ranking.length; rank++) {
      int place = ranking[rank];
      boolean distinct = rank + 1 == ranking.length || perCost.isAbove(place, ranking[rank + 1]);
      ranked.add(candidate(place, scores.of(place), scores.error(place), distinct));
    }
    return begun(declaration, samples)
        .setCandidates(ranked)
        .setSaturated(!scores.isAbove(scores.best(), chance));
  }

  private static TargetScores.Builder begun(Declaration declaration, long samples) {
    return TargetScores.newBuilder().setRevision(declaration.revision()).setSamples(samples);
  }

  private CandidateScore candidate(int place, double score, double error, boolean distinct) {
    Intervention intervention = interventions.get(place);
    return new CandidateScore(
        Arrays.stream(intervention.targets().members()).boxed().toList(),
        Proposals.value(intervention.value()),
        score,
        error,
        costs[place],
        distinct);
  }
}
