// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyShare;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard and Prometheus see of the respondents of one subtask: {@code respondents} (how
 * many) and gauges of each in the group {@code survey.<model, version and set>}.
 */
final class ModelGauges {

  private static final Map<String, ToDoubleFunction<SurveyModelMetrics>> NUMBERS = numbers();

  private ModelGauges() {}

  static SnapshotGauges<SurveyModelMetrics> open(MetricGroup group) {
    SnapshotGauges<SurveyModelMetrics> gauges = new SnapshotGauges<>(group, "survey", NUMBERS);
    gauges.count("respondents");
    return gauges;
  }

  private static Map<String, ToDoubleFunction<SurveyModelMetrics>> numbers() {
    Map<String, ToDoubleFunction<SurveyModelMetrics>> numbers = new HashMap<>();
    numbers.put("scenarios", SurveyModelMetrics::getScenarios);
    numbers.put("answers", SurveyModelMetrics::getAnswers);
    numbers.put("refusalRate", m -> share(m.getRefusals()));
    numbers.put("invalidRate", m -> share(m.getInvalids()));
    numbers.put("commonsenseShare", m -> share(m.getCommonsense()));
    for (String measure : new String[] {"malAction1", "mae", "qfE", "qfC", "qfCAdjusted"}) {
      numbers.put(measure, m -> mean(m.getMeans().get(measure)));
    }
    return numbers;
  }

  private static double mean(SurveyMean mean) {
    return mean == null || mean.getMean() == null ? Double.NaN : mean.getMean();
  }

  private static double share(SurveyShare share) {
    return share == null || share.getShare() == null ? Double.NaN : share.getShare();
  }
}
