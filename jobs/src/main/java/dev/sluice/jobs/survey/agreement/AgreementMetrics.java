// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.jobs.survey.Blank.orNull;

import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.models.survey.agreement.AgreementMatrix;
import dev.sluice.models.survey.agreement.Clustering;
import dev.sluice.models.survey.agreement.PairMoments;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyMerge;
import dev.sluice.schemas.SurveyPair;
import dev.sluice.schemas.SurveyRespondent;
import java.util.ArrayList;
import java.util.List;

/** Puts the agreement over a set of scenarios into its wire form. */
final class AgreementMetrics {

  private AgreementMetrics() {}

  static SurveyAgreement of(String set, AgreementMatrix matrix, long asOf, double level) {
    List<String> names = matrix.models();
    Clustering clusters = matrix.clusters();
    return SurveyAgreement.newBuilder()
        .setSet(set)
        .setAsOf(asOf)
        .setLevel(level)
        .setRespondents(names.stream().map(AgreementMetrics::respondent).toList())
        .setPairs(pairs(names, matrix, level))
        .setOrder(positions(clusters.order(), names))
        .setMerges(clusters.merges().stream().map(merge -> merge(merge, names)).toList())
        .build();
  }

  private static SurveyRespondent respondent(String name) {
    List<String> names = NaturalKey.names(name);
    return new SurveyRespondent(names.get(0), names.get(1));
  }

  private static List<SurveyPair> pairs(List<String> names, AgreementMatrix matrix, double level) {
    List<SurveyPair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        PairMoments moments = matrix.pair(names.get(i), names.get(j));
        Correlation correlation = moments.correlation(level);
        Proportion strong = moments.strongAgreement();
        pairs.add(
            new SurveyPair(
                i,
                j,
                moments.n(),
                orNull(correlation.r()),
                orNull(correlation.interval().lower()),
                orNull(correlation.interval().upper()),
                strong.trials(),
                strong.successes()));
      }
    }
    return pairs;
  }

  private static SurveyMerge merge(Clustering.Merge merge, List<String> names) {
    return new SurveyMerge(
        positions(merge.left(), names), positions(merge.right(), names), orNull(merge.distance()));
  }

  private static List<Integer> positions(List<String> some, List<String> names) {
    return some.stream().map(names::indexOf).toList();
  }
}
