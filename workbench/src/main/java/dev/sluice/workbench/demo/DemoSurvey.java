// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.survey.Profile;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.survey.DemoScenarios;
import dev.sluice.workbench.survey.SimulatedSurvey;
import dev.sluice.workbench.survey.SurveyScenarios;
import dev.sluice.workbench.topics.Publisher;
import java.util.ArrayList;
import java.util.List;

/**
 * The survey of the demo: simulated models of four kinds that answer Sluice's own scenarios, one of
 * them in two versions that differ. Runs in a thread of its own until it is closed.
 */
final class DemoSurvey implements AutoCloseable {
  /** Answers per second of all together: five or six to every form in a minute. */
  private static final double RATE = 60;

  /** More than anybody will wait for. */
  private static final int SAMPLES = 10_000;

  private final KafkaSettings settings;
  private final List<SurveyScenario> scenarios;
  private final SimulatedSurvey survey;
  private final Producer producer = new Producer("demo-survey", "the demo's survey", this::produce);
  private long answers;

  private DemoSurvey(long seed, KafkaSettings settings) {
    this.settings = settings;
    scenarios = DemoScenarios.all();
    survey = new SimulatedSurvey(respondents(seed), scenarios, SAMPLES);
  }

  /** Who answers. */
  static List<SimulatedSurvey.Named> respondents(long seed) {
    List<SimulatedSurvey.Named> respondents = new ArrayList<>();
    respondents.addAll(SimulatedSurvey.named(Profile.COMMONSENSE, List.of("sage"), seed));
    respondents.addAll(SimulatedSurvey.named(Profile.FIRST_BIASED, List.of("parrot"), seed));
    respondents.addAll(SimulatedSurvey.named(Profile.REFUSER, List.of("clam"), seed));
    respondents.addAll(SimulatedSurvey.named(Profile.DRIFTING, List.of("eel"), seed));
    return respondents;
  }

  /** Declares the scenarios and begins to answer. */
  static DemoSurvey start(long seed, KafkaSettings settings) {
    DemoSurvey survey = new DemoSurvey(seed, settings);
    SurveyScenarios.declare("the demo", survey.scenarios, settings);
    survey.producer.start();
    return survey;
  }

  private void produce() {
    Pace pace = new Pace(RATE);
    try (Publisher<SurveyResponse> publisher =
        Publisher.of(settings, Topic.SURVEY_RESPONSES, SurveyResponse.class)) {
      for (; !producer.isClosed(); answers++) {
        pace.await();
        SurveyResponse response = survey.response(answers);
        publisher.send(response.getModel(), response);
      }
    }
  }

  /**
   * Answers no more, and waits until everything sent is stored.
   *
   * @throws Failure if sending failed
   */
  void stop() throws InterruptedException {
    producer.stop();
  }

  /**
   * Does nothing while all is well.
   *
   * @throws Failure if sending failed
   */
  void check() {
    producer.check();
  }

  /** Answers sent, after {@link #stop}. */
  long answers() {
    return answers;
  }

  /** Records sent, after {@link #stop}: answers and scenarios. */
  long records() {
    return answers + scenarios.size();
  }

  /** Answers no more, and waits a little for what is on its way. */
  @Override
  public void close() {
    producer.close();
  }
}
