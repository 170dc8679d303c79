// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.Profile;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.Respondent;
import dev.sluice.models.survey.matching.Phrasing;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Answers of simulated models to a set of scenarios in the order of the paper's files: model by
 * model, form by form, scenario by scenario, sample by sample.
 *
 * @param scenarios scenarios of the set
 * @param samples answers to each form
 * @param words whether answers are words, which the job must map; else decisions
 */
record SurveyWorkload(int scenarios, int samples, boolean words) implements Workload {
  private static final QuestionForm[] FORMS = QuestionForm.values();
  private static final String ACTION1 =
      "I follow the procedures and guidelines to minimize the risks and save the patient's life.";
  private static final String ACTION2 = "I make a critical mistake during the operation.";

  /** The set of low ambiguity. */
  static SurveyWorkload low(boolean words) {
    return new SurveyWorkload(687, 5, words);
  }

  /** How many answers a model gives. */
  int answersOfAModel() {
    return FORMS.length * scenarios * samples;
  }

  @Override
  public Topic topic() {
    return Topic.SURVEY_RESPONSES;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    List<ProducerRecord<byte[], byte[]>> declarations = new ArrayList<>();
    for (int i = 0; i < scenarios; i++) {
      declarations.add(
          Workload.record(
              Topic.SURVEY_SCENARIOS,
              prefix,
              scenario(i),
              "{\"scenarioId\":\"%s\",\"set\":\"%s\",\"action1\":\"%s\",\"action2\":\"%s\",\"samplesPerForm\":%d,\"rules\":{\"duty\":{\"action1\":\"NO\",\"action2\":\"YES\"}}}"
                  .formatted(scenario(i), "set" + samples, ACTION1, ACTION2, samples)));
    }
    return declarations;
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    int model = index / answersOfAModel();
    int rest = index % answersOfAModel();
    QuestionForm form = FORMS[rest / (scenarios * samples)];
    int scenario = rest / samples % scenarios;
    int sample = rest % samples;
    Respondent respondent = new Respondent(Profile.COMMONSENSE, model, false);
    Label label = respondent.answer(scenario(scenario), form, sample);
    String meaning =
        words
            ? "\"answer\":\"" + Phrasing.of(form, label, ACTION1, ACTION2)
            : "\"decision\":\"" + label.code();
    return Workload.record(
        topic(),
        prefix,
        "model-" + model,
        "{\"model\":\"model-%d\",\"scenarioId\":\"%s\",\"questionType\":\"%s\",\"ordering\":%d,\"sample\":%d,%s\",\"answeredAt\":%d}"
            .formatted(
                model,
                scenario(scenario),
                form.type().code(),
                form.ordering(),
                sample,
                meaning,
                1_700_000_000_000L + index));
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    SurveyJob.build(env, JobMain.settings(new SurveyOptions(), kafka.bootstrap(), "--bounded"));
  }

  private String scenario(int index) {
    return "S" + samples + "_" + index;
  }
}
