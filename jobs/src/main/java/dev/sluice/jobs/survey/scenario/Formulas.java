// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.models.survey.FormulaVersion;
import dev.sluice.models.survey.RuleLabels;
import dev.sluice.models.survey.ScenarioContribution;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.ScenarioStatistics;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import java.io.Serializable;
import java.util.Map;

/**
 * What the job's operators compute from the counters of a scenario, and the version of it: state
 * that another version has made is begun anew, from changes that all are told again.
 *
 * @param version of all of them together
 * @param contribution what a scenario adds to the statistics of its model
 * @param likelihood the marginal likelihood of the first action
 * @param drift how two versions of a model differ
 */
public record Formulas(int version, Contribution contribution, Likelihood likelihood, DriftOf drift)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Those of this release. */
  public static final Formulas CURRENT =
      new Formulas(
          FormulaVersion.CURRENT,
          ScenarioContribution::of,
          counts -> ScenarioStatistics.of(counts).malAction1(),
          ScenarioDrift::of);

  /** Makes counters a contribution. */
  @FunctionalInterface
  public interface Contribution extends Serializable {
    /** The contribution of a scenario with these counters and labels of its actions by rule. */
    ScenarioContribution of(
        String scenarioId, ScenarioCounts counts, Map<String, RuleLabels> rules);
  }

  /** Makes counters a likelihood. */
  @FunctionalInterface
  public interface Likelihood extends Serializable {
    /** The marginal likelihood of the first action. */
    double of(ScenarioCounts counts);
  }

  /** Compares the counters of two versions. */
  @FunctionalInterface
  public interface DriftOf extends Serializable {
    /** How the candidate's answers to a scenario differ from the baseline's. */
    ScenarioDrift of(String scenarioId, ScenarioCounts baseline, ScenarioCounts candidate);
  }
}
