// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.Profile;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.Respondent;
import dev.sluice.models.survey.matching.Phrasing;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Simulated language models that answer a survey. All records are functions of the seed and the
 * names, so that those of two runs are the same.
 *
 * @param respondents who answers
 * @param scenarios what is asked
 * @param samples answers to each question form
 */
public record SimulatedSurvey(
    List<Named> respondents, List<SurveyScenario> scenarios, int samples) {
  /** An answer's time is this and the number of its sample, in seconds. */
  private static final long FIRST_ANSWER = 1_700_000_000_000L;

  private static final long SAMPLE_MILLIS = 1000;
  private static final QuestionForm[] FORMS = QuestionForm.values();

  /** A respondent under its name and version. */
  public record Named(String model, String version, Respondent respondent) {}

  /**
   * Respondents of one profile. A drifting one answers in the versions 1 and 2.
   *
   * @param models their names; the seeds of their answers differ
   */
  public static List<Named> named(Profile profile, List<String> models, long seed) {
    List<Named> named = new ArrayList<>();
    for (String model : models) {
      long own = seed * 31 + model.hashCode();
      if (profile == Profile.DRIFTING) {
        named.add(new Named(model, "1", new Respondent(profile, own, false)));
        named.add(new Named(model, "2", new Respondent(profile, own, true)));
      } else {
        named.add(new Named(model, "", new Respondent(profile, own, false)));
      }
    }
    return named;
  }

  /** How many answers there are. */
  long size() {
    return (long) respondents.size() * scenarios.size() * samples * FORMS.length;
  }

  /** Gives every answer to a consumer; first the first of everybody to everything. */
  void forEach(Consumer<SurveyResponse> consumer) {
    for (long number = 0; number < size(); number++) {
      consumer.accept(response(number));
    }
  }

  /**
   * One of the answers.
   *
   * @param number from 0 to {@link #size} - 1
   */
  public SurveyResponse response(long number) {
    Named named = respondents.get((int) (number % respondents.size()));
    long asked = number / respondents.size();
    QuestionForm form = FORMS[(int) (asked % FORMS.length)];
    long round = asked / FORMS.length;
    SurveyScenario scenario = scenarios.get((int) (round % scenarios.size()));
    int sample = (int) (round / scenarios.size());
    Label label = named.respondent().answer(scenario.getScenarioId(), form, sample);
    return SurveyResponse.newBuilder()
        .setModel(named.model())
        .setModelVersion(named.version())
        .setScenarioId(scenario.getScenarioId())
        .setQuestionType(form.type().code())
        .setOrdering(form.ordering())
        .setSample(sample)
        .setAnswer(Phrasing.of(form, label, scenario.getAction1(), scenario.getAction2()))
        .setAnsweredAt(FIRST_ANSWER + sample * SAMPLE_MILLIS)
        .build();
  }
}
