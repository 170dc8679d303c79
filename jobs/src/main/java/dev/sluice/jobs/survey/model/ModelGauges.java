// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyShare;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard and Prometheus see of the respondents of one subtask: {@code respondents} (how
 * many) and, for the first {@value #MOST_RESPONDENTS}, gauges in the group {@code survey.<model,
 * version and set>}. Flink cannot take a gauge back, so those of one that has ended show NaN.
 */
final class ModelGauges {

  private static final int MOST_RESPONDENTS = 1000;

  private final MetricGroup group;
  private final Map<String, SurveyModelMetrics> latest = new ConcurrentHashMap<>();
  private final Set<String> withGauges = new HashSet<>();

  ModelGauges(MetricGroup group) {
    this.group = group;
    group.gauge("respondents", latest::size);
  }

  void show(String key, SurveyModelMetrics metrics) {
    latest.put(key, metrics);
    if (withGauges.size() < MOST_RESPONDENTS && withGauges.add(key)) {
      MetricGroup survey = group.addGroup("survey", key);
      gauge(survey, key, "scenarios", SurveyModelMetrics::getScenarios);
      gauge(survey, key, "answers", SurveyModelMetrics::getAnswers);
      gauge(survey, key, "refusalRate", m -> share(m.getRefusals()));
      gauge(survey, key, "invalidRate", m -> share(m.getInvalids()));
      gauge(survey, key, "commonsenseShare", m -> share(m.getCommonsense()));
      for (String measure : new String[] {"malAction1", "mae", "qfE", "qfC", "qfCAdjusted"}) {
        gauge(survey, key, measure, m -> mean(m.getMeans().get(measure)));
      }
    }
  }

  void ended(String key) {
    latest.remove(key);
  }

  private void gauge(
      MetricGroup survey, String key, String name, ToDoubleFunction<SurveyModelMetrics> value) {
    survey.gauge(
        name,
        () -> {
          SurveyModelMetrics metrics = latest.get(key);
          return metrics == null ? Double.NaN : value.applyAsDouble(metrics);
        });
  }

  private static double mean(SurveyMean mean) {
    return mean == null || mean.getMean() == null ? Double.NaN : mean.getMean();
  }

  private static double share(SurveyShare share) {
    return share == null || share.getShare() == null ? Double.NaN : share.getShare();
  }
}
