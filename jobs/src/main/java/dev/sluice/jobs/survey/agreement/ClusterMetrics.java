// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.models.survey.agreement.Clustering;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyMerge;
import dev.sluice.schemas.SurveyRespondent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the clusters of those who agree over a set of scenarios into their wire form. */
final class ClusterMetrics {

  /** Of more respondents there are no clusters: computing them takes their number to the third. */
  static final int MOST_RESPONDENTS = 500;

  private ClusterMetrics() {}

  static SurveyClusters of(String set, SetAgreement agreement) {
    SurveyClusters.Builder metrics = identified(set, agreement);
    List<String> names = agreement.correlations().models;
    if (names.size() > MOST_RESPONDENTS) {
      return metrics.setOtherRespondents(names.size()).build();
    }
    Clustering clusters = agreement.correlations().clusters();
    Map<String, Integer> positions = new HashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return metrics
        .setRespondents(names.stream().map(ClusterMetrics::respondent).toList())
        .setOtherRespondents(0)
        .setOrder(clusters.order().stream().map(positions::get).toList())
        .setMerges(clusters.merges().stream().map(ClusterMetrics::merge).toList())
        .build();
  }

  /** Says why there are no results. */
  static SurveyClusters failed(String set, SetAgreement agreement, Failure failure) {
    return identified(set, agreement)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static SurveyClusters.Builder identified(String set, SetAgreement agreement) {
    return SurveyClusters.newBuilder().setSet(set).setAsOf(agreement.asOf());
  }

  private static SurveyRespondent respondent(String name) {
    List<String> names = NaturalKey.names(name);
    return new SurveyRespondent(names.get(0), names.get(1));
  }

  private static SurveyMerge merge(Clustering.Merge merge) {
    return new SurveyMerge(merge.leftNumber(), merge.rightNumber(), merge.distance());
  }
}
