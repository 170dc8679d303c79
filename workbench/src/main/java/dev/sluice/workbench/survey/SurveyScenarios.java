// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicReader;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scenarios that are declared in Kafka now. */
public final class SurveyScenarios {
  private final SortedMap<String, SurveyScenario> scenarios = new TreeMap<>();

  private SurveyScenarios() {}

  /** Reads the topic of scenarios to its present end; what is no scenario is left out. */
  static SurveyScenarios read(KafkaSettings settings) {
    Decoder<SurveyScenario> decoder = settings.inputDecoder(SurveyScenario.class);
    SurveyScenarios declared = new SurveyScenarios();
    try (TopicReader topic = TopicReader.of(settings, Topic.SURVEY_SCENARIOS)) {
      topic.readToEnd(record -> declared.add(record.key(), record.value(), decoder));
    }
    return declared;
  }

  /** Sends declarations. */
  public static void send(Collection<SurveyScenario> scenarios, KafkaSettings settings) {
    try (Publisher<SurveyScenario> publisher =
        Publisher.of(settings, Topic.SURVEY_SCENARIOS, SurveyScenario.class)) {
      scenarios.forEach(scenario -> publisher.send(scenario.getScenarioId(), scenario));
    }
  }

  /**
   * The scenarios of a set, in the order of their ids.
   *
   * @throws Failure if there is none; names the sets that there are
   */
  List<SurveyScenario> of(String set) {
    List<SurveyScenario> found =
        scenarios.values().stream().filter(scenario -> scenario.getSet().equals(set)).toList();
    if (found.isEmpty()) {
      throw new Failure(
          "--set %s: no scenario of this set is declared; there are %s"
              .formatted(set, scenarios.isEmpty() ? "no scenarios" : "the sets " + sets()));
    }
    return found;
  }

  private List<String> sets() {
    return scenarios.values().stream()
        .map(SurveyScenario::getSet)
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  private void add(String key, byte[] value, Decoder<SurveyScenario> decoder) {
    if (value == null) {
      if (key != null) {
        scenarios.remove(key);
      }
      return;
    }
    SurveyScenario scenario = decoder.decode(value).record();
    if (scenario != null) {
      scenarios.put(scenario.getScenarioId(), scenario);
    }
  }
}
