// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The latest metrics of surveys, read from their topics. Not thread-safe. */
public final class SurveyBoard implements AutoCloseable {
  private final Snapshots<SurveyModelMetrics> modelTopic;
  private final Snapshots<SurveyDrift> driftTopic;
  private final Snapshots<SurveyClusters> clustersTopic;
  private final Snapshots<SurveyScenario> scenarioTopic;
  private final SortedMap<String, SurveyScenario> scenarios = new TreeMap<>();
  private final SortedMap<String, SurveyModelMetrics> models = new TreeMap<>();
  private final SortedMap<String, SurveyDrift> drifts = new TreeMap<>();
  private final SortedMap<String, SurveyClusters> clusters = new TreeMap<>();
  private boolean changed;

  /** Opens the topics at their beginnings. */
  public SurveyBoard(KafkaSettings settings) {
    scenarioTopic =
        Snapshots.of(settings, Topic.SURVEY_SCENARIOS, SurveyScenario.class, key -> true);
    modelTopic =
        Snapshots.of(settings, Topic.SURVEY_MODEL_LATEST, SurveyModelMetrics.class, key -> true);
    driftTopic = Snapshots.of(settings, Topic.SURVEY_DRIFT_LATEST, SurveyDrift.class, key -> true);
    clustersTopic =
        Snapshots.of(settings, Topic.SURVEY_CLUSTERS_LATEST, SurveyClusters.class, key -> true);
  }

  /** Reads what there is now. */
  void read() {
    scenarioTopic.readToEnd((key, scenario) -> put(scenarios, key, scenario));
    modelTopic.readToEnd((key, metrics) -> put(models, key, metrics));
    driftTopic.readToEnd((key, metrics) -> put(drifts, key, metrics));
    clustersTopic.readToEnd((key, metrics) -> put(clusters, key, metrics));
  }

  /** Waits a little for news of models, then reads what there is. */
  public void poll(Duration patience) {
    modelTopic.poll(patience, (key, metrics) -> put(models, key, metrics));
    read();
  }

  /** Whether there were news since this was asked before. */
  boolean hasChanged() {
    boolean news = changed;
    changed = false;
    return news;
  }

  /** The sets that there are metrics of. */
  SortedSet<String> sets() {
    SortedSet<String> sets = new TreeSet<>();
    models.values().forEach(metrics -> sets.add(metrics.getSet()));
    return sets;
  }

  /** Answers in the metrics of all models over a set. */
  public long answers(String set) {
    return ofSet(set).stream().mapToLong(SurveyModelMetrics::getAnswers).sum();
  }

  /** What is shown of a set. */
  public List<String> lines(String set) {
    List<SurveyScenario> declared =
        scenarios.values().stream().filter(scenario -> scenario.getSet().equals(set)).toList();
    return SurveyView.lines(
        new SurveySet(
            set,
            declared.size(),
            declared.stream().mapToLong(SurveyBoard::expected).sum(),
            ofSet(set),
            drifts.values().stream().filter(drift -> drift.getSet().equals(set)).toList(),
            clusters.get(set)));
  }

  /** What could not be read, one line for each topic with such records. */
  List<String> unread() {
    return Stream.of(scenarioTopic, modelTopic, driftTopic, clustersTopic)
        .flatMap(topic -> topic.unread().text().stream())
        .map(text -> text + "; what is shown may be older")
        .toList();
  }

  private static long expected(SurveyScenario scenario) {
    Integer samples = scenario.getSamplesPerForm();
    return samples == null ? 0 : QuestionForm.values().length * (long) samples;
  }

  private List<SurveyModelMetrics> ofSet(String set) {
    return models.values().stream().filter(metrics -> metrics.getSet().equals(set)).toList();
  }

  private <T> void put(SortedMap<String, T> latest, String key, T metrics) {
    changed = true;
    if (metrics == null) {
      latest.remove(key);
    } else {
      latest.put(key, metrics);
    }
  }

  @Override
  public void close() {
    scenarioTopic.close();
    modelTopic.close();
    driftTopic.close();
    clustersTopic.close();
  }
}
