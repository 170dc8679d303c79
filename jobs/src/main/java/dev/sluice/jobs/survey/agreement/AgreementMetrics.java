// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import static dev.sluice.jobs.survey.scenario.Blank.orNull;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.models.survey.agreement.ModelPair;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.SurveyAgreement;
import java.util.ArrayList;
import java.util.List;

/** Puts the agreement of two respondents over a set of scenarios into its wire form. */
final class AgreementMetrics {

  private AgreementMetrics() {}

  /** The key of the record of a pair. */
  static String key(String set, ModelPair pair) {
    List<String> names = new ArrayList<>(List.of(set));
    names.addAll(NaturalKey.names(pair.first()));
    names.addAll(NaturalKey.names(pair.second()));
    return NaturalKey.of(names.toArray(String[]::new));
  }

  static SurveyAgreement of(String set, ModelPair pair, PairAgreement agreement, double level) {
    long failed = agreement.moments().failures();
    if (failed > 0) {
      return identified(set, pair, agreement, level)
          .setFailure(
              "in "
                  + failed
                  + " of the scenarios that both have answered a likelihood cannot be computed")
          .setFailureReason(
              agreement.moments().notFinite() == failed
                  ? FailureReason.NOT_FINITE
                  : FailureReason.ERROR)
          .build();
    }
    Correlation correlation = agreement.moments().correlation(level);
    Proportion strong = agreement.moments().strongAgreement();
    SurveyAgreement metrics =
        identified(set, pair, agreement, level)
            .setScenarios(agreement.moments().n())
            .setCorrelation(orNull(correlation.r()))
            .setLower(orNull(correlation.interval().lower()))
            .setUpper(orNull(correlation.interval().upper()))
            .setBothStrong(strong.trials())
            .setSameStrong(strong.successes())
            .build();
    Failures.requireFinite(metrics);
    return metrics;
  }

  /** Says why there are no results. */
  static SurveyAgreement failed(
      String set, ModelPair pair, PairAgreement agreement, double level, Failure failure) {
    return identified(set, pair, agreement, level)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static SurveyAgreement.Builder identified(
      String set, ModelPair pair, PairAgreement agreement, double level) {
    List<String> first = NaturalKey.names(pair.first());
    List<String> second = NaturalKey.names(pair.second());
    return SurveyAgreement.newBuilder()
        .setSet(set)
        .setModel(first.get(0))
        .setModelVersion(first.get(1))
        .setOtherModel(second.get(0))
        .setOtherModelVersion(second.get(1))
        .setAsOf(agreement.asOf())
        .setLevel(level);
  }
}
