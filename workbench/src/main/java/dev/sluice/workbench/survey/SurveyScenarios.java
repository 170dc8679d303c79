// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.jobs.survey.scenario.Scenario;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.ForgottenLives;
import dev.sluice.workbench.topics.LifeStart;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicReader;
import dev.sluice.workbench.topics.Unread;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The scenarios that are declared in Kafka now. */
public final class SurveyScenarios {
  /** A file of scenarios cannot say it. */
  private static final String REMEDY = "send the scenarios as JSON, with \"answersFrom\"";

  private static final ForgottenLives<SurveyResponse> ANSWERS =
      new ForgottenLives<>(
          Topic.SURVEY_SCENARIOS,
          Topic.SURVEY_RESPONSES,
          SurveyResponse.class,
          SurveyResponse::getScenarioId);

  private final SortedMap<String, SurveyScenario> scenarios = new TreeMap<>();
  private final Unread unread = new Unread();

  /** What the job makes of them. */
  private final Map<String, Scenario> live = new HashMap<>();

  /** Scenarios that have ended, with the times from which their answers counted, or -1. */
  private final Map<String, Long> former = new HashMap<>();

  private SurveyScenarios() {}

  /**
   * Reads the topic of scenarios to its present end; what the job refuses is left out.
   *
   * @throws Failure if a record cannot be read without a schema registry, and none is given
   */
  static SurveyScenarios read(KafkaSettings settings) {
    Decoder<SurveyScenario> decoder = settings.inputDecoder(SurveyScenario.class);
    SurveyScenarios declared = new SurveyScenarios();
    try (TopicReader topic = TopicReader.of(settings, Topic.SURVEY_SCENARIOS)) {
      topic.readToEnd(record -> declared.add(record, decoder));
    }
    declared.unread.requireRegistry();
    return declared;
  }

  /**
   * Sends declarations, all or none. Those of scenarios that have ended are given the time from
   * which their answers count, see {@link LifeStart}.
   *
   * @param source where they come from, named in errors
   * @return that time; null if none of them had ended
   * @throws Failure if the job would refuse one, or if one asks for other things than the live
   *     scenario of its id
   */
  public static Long declare(
      String source, Collection<SurveyScenario> scenarios, KafkaSettings settings) {
    SurveyScenarios declared = read(settings);
    new ScenarioChanges(source, declared.scenarios, declared.live).require(scenarios);
    Long from = declared.newLife(scenarios, settings);
    try (Publisher<SurveyScenario> publisher =
        Publisher.of(settings, Topic.SURVEY_SCENARIOS, SurveyScenario.class)) {
      for (SurveyScenario scenario : scenarios) {
        publisher.send(scenario.getScenarioId(), declared.inItsLife(scenario, from));
      }
    }
    return from;
  }

  /** Ends scenarios. */
  static void end(Collection<String> scenarioIds, KafkaSettings settings) {
    try (Publisher<SurveyScenario> publisher =
        Publisher.of(settings, Topic.SURVEY_SCENARIOS, SurveyScenario.class)) {
      scenarioIds.forEach(scenarioId -> publisher.send(scenarioId, null));
    }
  }

  /** Whether a scenario is declared and has not ended. */
  boolean contains(String scenarioId) {
    return scenarios.containsKey(scenarioId);
  }

  private Long newLife(Collection<SurveyScenario> declared, KafkaSettings settings) {
    ANSWERS.requireNone(
        settings,
        declared.stream()
            .filter(scenario -> scenario.getAnswersFrom() == null)
            .map(SurveyScenario::getScenarioId)
            .filter(id -> !live.containsKey(id) && !former.containsKey(id))
            .collect(Collectors.toSet()),
        end -> "%s: 0 if they count, %d if not".formatted(REMEDY, end));
    OptionalLong before =
        declared.stream()
            .filter(scenario -> beginsAnew(scenario.getScenarioId()))
            .mapToLong(scenario -> former.get(scenario.getScenarioId()))
            .max();
    return before.isEmpty()
        ? null
        : (Long) LifeStart.of(settings, Topic.SURVEY_RESPONSES, before.getAsLong(), REMEDY);
  }

  private SurveyScenario inItsLife(SurveyScenario scenario, Long newLife) {
    Scenario now = live.get(scenario.getScenarioId());
    Long from = now == null ? scenario.getAnswersFrom() : now.answersFrom();
    return SurveyScenario.newBuilder(scenario)
        .setAnswersFrom(beginsAnew(scenario.getScenarioId()) ? newLife : from)
        .build();
  }

  private boolean beginsAnew(String scenarioId) {
    return !live.containsKey(scenarioId) && former.containsKey(scenarioId);
  }

  /**
   * The scenarios of a set, in the order of their ids.
   *
   * @throws Failure if there is none; names the sets that there are
   */
  List<SurveyScenario> of(String set) {
    return of("--set", set);
  }

  /** The same for another option. */
  List<SurveyScenario> of(String option, String set) {
    List<SurveyScenario> found =
        scenarios.values().stream().filter(scenario -> scenario.getSet().equals(set)).toList();
    if (found.isEmpty()) {
      throw new Failure(
          "%s %s: no scenario of this set is declared; there are %s%s"
              .formatted(
                  option,
                  set,
                  scenarios.isEmpty() ? "no scenarios" : "the sets " + sets(),
                  unread.text().map(text -> "; " + text).orElse("")));
    }
    return found;
  }

  /** Names of the sets. */
  List<String> sets() {
    return scenarios.values().stream()
        .map(SurveyScenario::getSet)
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  private void add(ConsumerRecord<String, byte[]> record, Decoder<SurveyScenario> decoder) {
    String key = record.key();
    if (key == null) {
      return;
    }
    if (record.value() == null) {
      scenarios.remove(key);
      Scenario ended = live.remove(key);
      former.put(key, ended == null || ended.answersFrom() == null ? -1 : ended.answersFrom());
      return;
    }
    SurveyScenario scenario = unread.read(decoder, record);
    Scenario declared =
        scenario == null ? null : Scenario.of(scenario, record.timestamp()).record();
    if (declared == null || !declared.scenarioId().equals(key)) {
      return;
    }
    Scenario before = live.get(key);
    Scenario after =
        before == null ? declared : declared.after(before, record.timestamp()).record();
    if (after != null) {
      scenarios.put(key, scenario);
      live.put(key, after);
    }
  }
}
