// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.Profile;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.Respondent;
import dev.sluice.models.survey.matching.Phrasing;
import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyScenarioMetrics;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job's topology on a local cluster, between bounded streams. */
class SurveyJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  /** The shape of the set of low ambiguity. */
  private static final int SCENARIOS = 687;

  private static final int SAMPLES = 5;

  private static final ModelVersion OLD = new ModelVersion("drifting", "1");
  private static final ModelVersion NEW = new ModelVersion("drifting", "2");

  private static final Map<ModelVersion, Respondent> RESPONDENTS = new LinkedHashMap<>();

  static {
    RESPONDENTS.put(
        new ModelVersion("commonsense", ""), new Respondent(Profile.COMMONSENSE, 1, false));
    RESPONDENTS.put(new ModelVersion("refuser", ""), new Respondent(Profile.REFUSER, 2, false));
    RESPONDENTS.put(OLD, new Respondent(Profile.DRIFTING, 3, false));
    RESPONDENTS.put(NEW, new Respondent(Profile.DRIFTING, 3, true));
  }

  private static double gauge(LocalRun run, String key, String name) {
    return CLUSTER.metrics().gauge(run.job(), name, "survey", key);
  }

  private static long count(LocalRun run, String name) {
    return CLUSTER.metrics().count(run.job(), name);
  }

  private static List<RawRecord> scenarios(int size) {
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String id = "S" + i;
      records.add(Fixture.raw(Topic.SURVEY_SCENARIOS, i, id, Fixture.scenario(id)));
    }
    return records;
  }

  private static List<RawRecord> responses(List<String> values) {
    List<RawRecord> records = new ArrayList<>();
    for (String value : values) {
      records.add(Fixture.raw(Topic.SURVEY_RESPONSES, records.size(), null, value));
    }
    return records;
  }

  /** Every second answer in words, the others mapped already. */
  private static String answer(
      ModelVersion who, String scenario, QuestionForm form, int sample, Label label, long at) {
    return sample % 2 == 0
        ? Fixture.decided(who, scenario, form, sample, label, at)
        : Fixture.said(
            who,
            scenario,
            form,
            sample,
            Phrasing.of(form, label, Fixture.ACTION1, Fixture.ACTION2),
            at);
  }

  /** The answers of all respondents once, in order. */
  private static List<String> finalAnswers(Batch batch) {
    List<String> answers = new ArrayList<>();
    RESPONDENTS.forEach(
        (who, respondent) -> {
          for (int i = 0; i < SCENARIOS; i++) {
            for (QuestionForm form : QuestionForm.values()) {
              for (int sample = 0; sample < SAMPLES; sample++) {
                Label label = respondent.answer("S" + i, form, sample);
                batch.answer(who, "S" + i, form, label);
                answers.add(answer(who, "S" + i, form, sample, label, Fixture.AT + i));
              }
            }
          }
        });
    return answers;
  }

  /** Wrong answers that were given before the final ones; which come first is up to chance. */
  private static List<String> earlierAnswers(Random random, int size) {
    List<String> answers = new ArrayList<>();
    ModelVersion[] who = RESPONDENTS.keySet().toArray(ModelVersion[]::new);
    for (int n = 0; n < size; n++) {
      int i = random.nextInt(SCENARIOS);
      answers.add(
          answer(
              oneOf(random, who),
              "S" + i,
              oneOf(random, QuestionForm.values()),
              random.nextInt(SAMPLES),
              oneOf(random, Label.values()),
              Fixture.AT - 1 - n));
    }
    return answers;
  }

  private static <T> T oneOf(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  @Test
  void theWholeSetInAnyOrderGivesWhatTheBatchGives() throws Exception {
    Batch batch = new Batch();
    List<String> answers = finalAnswers(batch);
    LocalRun ordered =
        LocalRun.of(1, scenarios(SCENARIOS), responses(answers), Fixture.settings(1000));
    assertIsTheBatch(ordered, batch);
    assertThat(count(ordered, "accepted")).isEqualTo(SCENARIOS + answers.size());

    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Random random = new Random(parallelism);
      List<String> sent = new ArrayList<>(answers);
      sent.addAll(earlierAnswers(random, answers.size() / 20));
      answers.stream().filter(answer -> random.nextInt(10) == 0).forEach(sent::add);
      Collections.shuffle(sent, random);
      LocalRun shuffled =
          LocalRun.of(parallelism, scenarios(SCENARIOS), responses(sent), Fixture.settings(1000));
      assertThat(shuffled.refused).isEmpty();
      assertThat(shuffled.scenarios).isEqualTo(ordered.scenarios);
      assertThat(shuffled.models).isEqualTo(ordered.models);
      assertThat(shuffled.agreement).isEqualTo(ordered.agreement);
      assertThat(shuffled.clusters).isEqualTo(ordered.clusters);
      assertThat(shuffled.drift).isEqualTo(ordered.drift);
      assertThat(count(shuffled, "read")).isEqualTo(SCENARIOS + sent.size());
      assertThat(
              count(shuffled, "accepted") + count(shuffled, "duplicate") + count(shuffled, "late"))
          .isEqualTo(SCENARIOS + sent.size());
      assertThat(count(shuffled, "corrected")).isPositive();
    }
  }

  private static void assertIsTheBatch(LocalRun run, Batch batch) {
    assertThat(run.scenarios).containsOnlyKeys(batch.keys());
    run.scenarios.forEach(
        (key, metrics) -> {
          assertThat(metrics.getMalAction1()).isCloseTo(batch.mal(key), within(1e-9));
          assertThat(metrics.getMae()).isCloseTo(batch.mae(key), within(1e-9));
          assertThat(metrics.getQfE()).isCloseTo(batch.qfE(key), within(1e-9));
          assertThat(metrics.getQfC()).isCloseTo(batch.qfC(key), within(1e-9));
          assertThat(metrics.getCompleteness()).isEqualTo(1);
        });
    for (ModelVersion who : RESPONDENTS.keySet()) {
      String key = NaturalKey.of(who.model(), who.version(), "low");
      assertMean(run, key, "malAction1", batch.values(who, Batch::mal));
      assertMean(run, key, "mae", batch.values(who, Batch::mae));
      assertMean(run, key, "qfE", batch.values(who, Batch::qfE));
      assertMean(run, key, "qfC", batch.values(who, Batch::qfC));
      double[] violations = batch.values(who, (b, k) -> 1 - b.mal(k));
      assertThat(run.models.get(key).getViolations().get("duty").getMean())
          .isCloseTo(Batch.mean(violations), within(1e-9));
    }
    assertThat(run.agreement).hasSize(6);
    for (SurveyAgreement pair : run.agreement.values()) {
      assertThat(pair.getScenarios()).isEqualTo(SCENARIOS);
      assertThat(pair.getCorrelation())
          .isCloseTo(
              Batch.correlation(
                  batch.values(
                      new ModelVersion(pair.getModel(), pair.getModelVersion()), Batch::mal),
                  batch.values(
                      new ModelVersion(pair.getOtherModel(), pair.getOtherModelVersion()),
                      Batch::mal)),
              within(1e-9));
    }
    List<ModelVersion> who =
        run.clusters.get("low").getRespondents().stream()
            .map(each -> new ModelVersion(each.getModel(), each.getModelVersion()))
            .toList();
    assertThat(who).containsExactlyInAnyOrderElementsOf(RESPONDENTS.keySet());
    assertDrift(run, batch);
  }

  private static void assertMean(LocalRun run, String key, String measure, double[] values) {
    assertThat(run.models.get(key).getScenarios()).isEqualTo(SCENARIOS);
    assertThat(run.models.get(key).getMeans().get(measure).getMean())
        .isCloseTo(Batch.mean(values), within(1e-9));
    assertThat(run.models.get(key).getMeans().get(measure).getStandardError())
        .isCloseTo(Batch.standardError(values), within(1e-9));
  }

  private static void assertDrift(LocalRun run, Batch batch) {
    SurveyDrift drift = run.drift.get("drifting|1|2|low");
    assertThat(run.drift).hasSize(1);
    double[] differences = new double[SCENARIOS];
    for (int i = 0; i < SCENARIOS; i++) {
      differences[i] = batch.difference("drifting|1|S" + i, "drifting|2|S" + i);
    }
    assertThat(drift.getTested()).isEqualTo(SCENARIOS);
    assertThat(drift.getMeanDifference()).isCloseTo(Batch.mean(differences), within(1e-9));
    assertThat(drift.getStandardError()).isCloseTo(Batch.standardError(differences), within(1e-9));
    assertThat(drift.getDrifted()).isNotEmpty();
    for (DriftedScenario flag : drift.getDrifted()) {
      String id = flag.getScenarioId();
      assertThat(flag.getDifference())
          .isCloseTo(batch.difference("drifting|1|" + id, "drifting|2|" + id), within(1e-9));
    }
  }

  @Test
  void whatCannotBeUsedComesBackByteForByte() throws Exception {
    ModelVersion who = new ModelVersion("m", "");
    String good = Fixture.decided(who, "S0", QuestionForm.AB_0, 0, Label.ACTION1, 1);
    List<String> sent =
        List.of(
            "garbage",
            good.replace("sample", "smaple"),
            good.replace("\"ab\"", "\"abc\""),
            good.replace("action1", "first"),
            good.replace("S0", "S9"),
            good);
    List<RawRecord> declared = scenarios(1);
    declared.add(
        Fixture.raw(
            Topic.SURVEY_SCENARIOS,
            1,
            "S1",
            Fixture.scenario("S1", "low", ",\"samplesPerForm\":0")));
    LocalRun run = LocalRun.of(2, declared, responses(sent), Fixture.settings());

    Map<String, String> reasons = new HashMap<>();
    for (DeadLetter letter : run.refused) {
      reasons.put(
          new String(letter.source().value(), StandardCharsets.UTF_8), letter.reason().code());
    }
    assertThat(reasons)
        .isEqualTo(
            Map.of(
                sent.get(0),
                "malformed",
                sent.get(1),
                "unknown-field",
                sent.get(2),
                "unknown-form",
                sent.get(3),
                "unknown-decision",
                sent.get(4),
                "unknown-scenario",
                new String(declared.get(1).value(), StandardCharsets.UTF_8),
                "invalid-declaration"));
    assertThat(count(run, "read")).isEqualTo(8);
    assertThat(count(run, "accepted")).isEqualTo(2);
    assertThat(count(run, "deadLettered")).isEqualTo(6);
    assertThat(CLUSTER.metrics().count(run.job(), "deadLettered", "reason", "unknown-scenario"))
        .isEqualTo(1);
    assertThat(count(run, "waiting")).isZero();
  }

  @Test
  void aFewAnswersByHand() throws Exception {
    ModelVersion who = new ModelVersion("openai/gpt-4", "");
    List<String> sent = new ArrayList<>();
    for (QuestionForm form : QuestionForm.values()) {
      Label label = form == QuestionForm.COMPARE_1 ? Label.REFUSAL : Label.ACTION1;
      sent.add(Fixture.decided(who, "S0", form, 0, label, Fixture.AT));
    }
    LocalRun run = LocalRun.of(1, scenarios(1), responses(sent), Fixture.settings());

    SurveyScenarioMetrics metrics = run.scenarios.get("openai/gpt-4||S0");
    assertThat(metrics.getMalAction1()).isCloseTo(0.916667, within(5e-7));
    assertThat(metrics.getMae()).isCloseTo(0.413817, within(5e-7));
    assertThat(metrics.getQfE()).isCloseTo(0.166667, within(5e-7));
    assertThat(metrics.getQfC()).isCloseTo(0.752850, within(5e-7));
    assertThat(metrics.getQfCDropEmpty()).isEqualTo(1);
    assertThat(metrics.getQfEPsi()).isNull();
    assertThat(metrics.getMalLower()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(metrics.getFormsEmpty()).isEqualTo(1);
    assertThat(metrics.getForms()).hasSize(6);
    assertThat(metrics.getCompleteness()).isCloseTo(0.2, within(1e-12));
    assertThat(run.models.get("openai/gpt-4||low").getCommonsense().getSuccesses()).isEqualTo(1);
    assertThat(run.agreement).isEmpty();
    assertThat(run.clusters).isEmpty();
    assertThat(run.drift).isEmpty();
    assertThat(gauge(run, "openai/gpt-4||low", "qfC")).isCloseTo(0.752850, within(5e-7));
    assertThat(gauge(run, "openai/gpt-4||low", "refusalRate")).isCloseTo(1.0 / 6, within(1e-12));
  }

  @Test
  void emptyTopicsGiveNothing() throws Exception {
    LocalRun run = LocalRun.of(1, List.of(), List.of(), Fixture.settings());
    assertThat(run.scenarios).isEmpty();
    assertThat(run.models).isEmpty();
    assertThat(run.refused).isEmpty();
  }

  @Test
  void anEndedScenarioLeavesNothingBehind() throws Exception {
    List<RawRecord> declared = scenarios(1);
    declared.add(Fixture.raw(Topic.SURVEY_SCENARIOS, 1, "S0", null));
    LocalRun run = LocalRun.of(1, declared, List.of(), Fixture.settings());
    assertThat(run.scenarios).isEmpty();
    assertThat(count(run, "accepted")).isEqualTo(2);
  }
}
