// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.survey.ScenarioAnswers.Outcome;
import dev.sluice.models.survey.agreement.AgreementMatrix;
import dev.sluice.models.survey.agreement.AgreementRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Four models answer; a tenth of the answers is sent twice, some are corrected, and corrections
 * come before or after what they correct. In any order of arrival the statistics end up as those of
 * the final answers alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningEqualsBatchTest {
  private static final int SCENARIOS = 40;
  private static final int SAMPLES = 5;
  private static final Map<String, Respondent> MODELS =
      Map.of(
          "commonsense", new Respondent(Profile.COMMONSENSE, 1, false),
          "random", new Respondent(Profile.RANDOM, 2, false),
          "refuser", new Respondent(Profile.REFUSER, 3, false),
          "first-biased", new Respondent(Profile.FIRST_BIASED, 4, false));
  private static final Map<String, RuleLabels> RULES =
      Map.of("duty", new RuleLabels(RuleLabel.NO, RuleLabel.YES));

  private record Key(String model, String scenarioId) {}

  private record Answer(Key key, QuestionForm form, int sample, Label label, long at) {}

  private final Map<Key, ScenarioCounts> finalCounts = new HashMap<>();
  private final List<Answer> records = new ArrayList<>();
  private int duplicates;
  private int corrected;

  /** Keyed state and what it leads to, as a job holds it. */
  private static final class Running {
    final Map<Key, ScenarioAnswers> answers = new HashMap<>();
    final Map<Key, ScenarioContribution> contributions = new HashMap<>();
    final Map<String, ModelStatistics> models = new HashMap<>();
    final Map<String, AgreementRow> rows = new HashMap<>();
    final AgreementMatrix agreement = new AgreementMatrix();
    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    void observe(Answer answer) {
      ScenarioAnswers.Update update =
          answers
              .getOrDefault(answer.key, ScenarioAnswers.empty())
              .observe(answer.form, answer.sample, answer.label, answer.at);
      outcomes.merge(update.outcome(), 1, Integer::sum);
      answers.put(answer.key, update.answers());
      contribute(answer.key, update.answers().counts());
    }

    void contribute(Key key, ScenarioCounts counts) {
      ScenarioContribution after = ScenarioContribution.of(key.scenarioId, counts, RULES);
      models
          .computeIfAbsent(key.model, model -> ModelStatistics.empty(5, 20))
          .replace(contributions.put(key, after), after);
      AgreementRow.Update update =
          rows.getOrDefault(key.scenarioId, AgreementRow.EMPTY)
              .set(key.model, ScenarioStatistics.of(counts).malAction1());
      rows.put(key.scenarioId, update.row());
      update.changes().forEach(agreement::apply);
    }
  }

  @BeforeAll
  void answer() {
    UniformRandomProvider random = KeyedRandom.of(6, "records");
    MODELS.forEach(
        (model, respondent) -> {
          for (int i = 0; i < SCENARIOS; i++) {
            Key key = new Key(model, "S" + i);
            for (QuestionForm form : QuestionForm.values()) {
              for (int sample = 0; sample < SAMPLES; sample++) {
                Label label = respondent.answer(key.scenarioId, form, sample);
                send(random, new Answer(key, form, sample, label, 1_000));
                finalCounts.merge(
                    key, ScenarioCounts.empty().observe(form, label), ScenarioCounts::merge);
              }
            }
          }
        });
  }

  /** The answer itself, and perhaps its copy or an earlier answer that it corrects. */
  private void send(UniformRandomProvider random, Answer answer) {
    records.add(answer);
    if (random.nextInt(10) == 0) {
      records.add(answer);
      duplicates++;
    }
    if (random.nextInt(10) == 0) {
      Label wrong = Label.at(random.nextInt(Label.COUNT));
      records.add(new Answer(answer.key, answer.form, answer.sample, wrong, 999));
      corrected++;
    }
  }

  @Test
  void inAnyOrder() {
    Running batch = new Running();
    finalCounts.forEach(batch::contribute);
    UniformRandomProvider random = KeyedRandom.of(7, "order");
    for (int round = 0; round < 3; round++) {
      ListSampler.shuffle(random, records);
      Running running = new Running();
      records.forEach(running::observe);
      assertThat(running.models).usingRecursiveComparison().isEqualTo(batch.models);
      assertThat(running.agreement.pairs).isEqualTo(batch.agreement.pairs);
      assertThat(running.outcomes.get(Outcome.ACCEPTED)).isEqualTo(finalCounts.size() * 30);
      assertThat(running.outcomes.values().stream().mapToInt(n -> n).sum())
          .isEqualTo(finalCounts.size() * 30 + duplicates + corrected);
    }
  }
}
