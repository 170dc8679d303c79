// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.survey.drift.DriftThresholds;
import dev.sluice.jobs.survey.scenario.AnswerSettings;
import dev.sluice.jobs.survey.scenario.MatcherSettings;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.jobs.survey.scenario.Uncertainty;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.ResponseTemplates;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Records and settings of the tests. */
public final class Fixture {

  public static final long AT = 1_700_000_000_000L;

  public static final String ACTION1 = "I hand it in.";
  public static final String ACTION2 = "I keep it.";

  /** 20 replicates and draws. */
  public static final Uncertainty UNCERTAINTY = new Uncertainty(0.95, 1, 20, 20);

  private Fixture() {}

  public static String scenario(String id, String set, String more) {
    return "{\"scenarioId\":\"%s\",\"set\":\"%s\",\"action1\":\"%s\",\"action2\":\"%s\"%s}"
        .formatted(id, set, ACTION1, ACTION2, more);
  }

  /** Action 2 breaks the rule of duty. */
  public static String scenario(String id) {
    return scenario(
        id,
        "low",
        ",\"samplesPerForm\":5,\"rules\":{\"duty\":{\"action1\":\"NO\",\"action2\":\"YES\"}}");
  }

  /** An answer that was mapped already. */
  public static String decided(
      ModelVersion who, String scenario, QuestionForm form, int sample, Label label, long at) {
    return response(who, scenario, form, sample, "\"decision\":\"" + label.code() + "\"", at);
  }

  /** An answer in words. */
  public static String said(
      ModelVersion who, String scenario, QuestionForm form, int sample, String text, long at) {
    return response(who, scenario, form, sample, "\"answer\":\"" + text + "\"", at);
  }

  private static String response(
      ModelVersion who, String scenario, QuestionForm form, int sample, String meaning, long at) {
    return String.format(
        Locale.ROOT,
        "{\"model\":\"%s\",\"modelVersion\":\"%s\",\"scenarioId\":\"%s\",\"questionType\":\"%s\","
            + "\"ordering\":%d,\"sample\":%d,%s,\"answeredAt\":%d}",
        who.model(),
        who.version(),
        scenario,
        form.type().code(),
        form.ordering(),
        sample,
        meaning,
        at);
  }

  public static RawRecord raw(Topic topic, long offset, String key, String value) {
    return new RawRecord(
        topic.name(Topic.DEFAULT_PREFIX),
        0,
        offset,
        AT,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** 20 replicates and draws, 100 answers may wait. */
  public static SurveySettings settings(KafkaSettings kafka, boolean bounded, long emitInterval) {
    return new SurveySettings(
        new JobTopics(kafka, kafka.prefix() + "survey", bounded),
        new AnswerSettings(
            MatcherSettings.of(MatcherMode.STRICT, ResponseTemplates.shipped()),
            new Pace(emitInterval),
            100,
            600_000),
        UNCERTAINTY,
        new DriftThresholds(0.05, 0.1));
  }

  /** Bounded, emits every 100 ms. */
  public static SurveySettings settings() {
    return settings(100);
  }

  /** Bounded. */
  public static SurveySettings settings(long emitInterval) {
    return settings(true, emitInterval);
  }

  public static SurveySettings settings(boolean bounded, long emitInterval) {
    return settings(KafkaSettings.of("unused:1"), bounded, emitInterval);
  }

  /** 100 answers may wait. */
  public static AnswerSettings answers(boolean bounded, long emitInterval) {
    return settings(bounded, emitInterval).answersInRun();
  }
}
