// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.Decoder;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.posterior.Declaration;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import java.util.SortedMap;
import java.util.TreeMap;

/** The experiments that are declared in Kafka now. */
final class Declarations {
  private final SortedMap<String, Experiment> experiments = new TreeMap<>();

  private Declarations() {}

  /** Reads the topic of declarations to its present end; what the job refuses is left out. */
  static Declarations read(KafkaSettings settings) {
    Decoder<Experiment> decoder = Decoder.of(Experiment.class, settings);
    Declarations declarations = new Declarations();
    try (TopicReader topic = TopicReader.of(settings, Topic.EXPERIMENTS)) {
      topic.readToEnd(record -> declarations.add(record.key(), record.value(), decoder));
    }
    return declarations;
  }

  /** Whether an experiment is declared and not ended. */
  boolean contains(String experimentId) {
    return experiments.containsKey(experimentId);
  }

  /**
   * The declaration of an experiment.
   *
   * @throws Failure if it is not declared; names those that are
   */
  Experiment get(String option, String experimentId) {
    if (!contains(experimentId)) {
      throw new Failure(
          "%s %s: no such experiment is declared; there %s"
              .formatted(
                  option,
                  experimentId,
                  experiments.isEmpty() ? "is none" : "are " + experiments.keySet()));
    }
    return experiments.get(experimentId);
  }

  private void add(String key, byte[] value, Decoder<Experiment> decoder) {
    if (value == null) {
      experiments.remove(key);
      return;
    }
    Experiment experiment = decoder.decode(value).record();
    if (experiment != null && Declaration.of(experiment, 0, 0).record() != null) {
      experiments.put(experiment.getExperimentId(), experiment);
    }
  }
}
