// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.sluice.workbench.survey.RunSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Answers of simulated models to a set of scenarios. Without end, the order is that of the paper's
 * files: model by model, form by form, scenario by scenario, sample by sample. Else models take
 * turns, and when all have given all their answers, they give them again, which corrects them.
 *
 * @param models how many answer; 0 for as many as the records need
 * @param scenarios scenarios of the set
 * @param samples answers to each form
 * @param words whether answers are words, which the job must map; else decisions
 */
public record SurveyWorkload(int models, int scenarios, int samples, boolean words)
    implements Workload {
  private static final QuestionForm[] FORMS = QuestionForm.values();
  private static final long FIRST_ANSWER = 1_700_000_000_000L;
  private static final String ACTION1 =
      "I follow the procedures and guidelines to minimize the risks and save the patient's life.";
  private static final String ACTION2 = "I make a critical mistake during the operation.";

  /** The set of low ambiguity. */
  public static SurveyWorkload low(boolean words) {
    return new SurveyWorkload(0, 687, 5, words);
  }

  /** How many answers a model gives. */
  public int answersOfAModel() {
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
    int model = model(index);
    int rest = rest(index);
    QuestionForm form = FORMS[rest / (scenarios * samples)];
    int sample = rest % samples;
    String scenario = scenario(rest / samples % scenarios);
    Label label = new Respondent(Profile.COMMONSENSE, model, false).answer(scenario, form, sample);
    String meaning =
        words
            ? "\"answer\":\"" + Phrasing.of(form, label, ACTION1, ACTION2)
            : "\"decision\":\"" + label.code();
    return Workload.record(
        topic(),
        prefix,
        "model-" + model,
        "{\"model\":\"model-"
            + model
            + "\",\"scenarioId\":\""
            + scenario
            + "\",\"questionType\":\""
            + form.type().code()
            + "\",\"ordering\":"
            + form.ordering()
            + ",\"sample\":"
            + sample
            + ","
            + meaning
            + "\",\"answeredAt\":"
            + markOf(index)
            + "}");
  }

  private int model(int index) {
    return models == 0 ? index / answersOfAModel() : index % models;
  }

  private int rest(int index) {
    return (models == 0 ? index : index / models) % answersOfAModel();
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    SurveyJob.build(
        env,
        JobMain.settings(new SurveyOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunSurvey.RECORDS;
  }

  @Override
  public long accepted(long records) {
    return records + scenarios;
  }

  @Override
  public Topic results() {
    return Topic.SURVEY_SCENARIO_METRICS;
  }

  @Override
  public String keyOf(int index) {
    return "model-" + model(index) + "|" + scenario(rest(index) / samples % scenarios);
  }

  /** The time of the answer: each is given a millisecond after the one before. */
  @Override
  public long markOf(int index) {
    return FIRST_ANSWER + index;
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return snapshot.get("model").textValue() + "|" + snapshot.get("scenarioId").textValue();
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return snapshot.get("asOf").longValue();
  }

  private String scenario(int index) {
    return "S" + samples + "_" + index;
  }
}
