// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.topics.ForgottenLives;
import dev.sluice.workbench.topics.LifeStart;
import dev.sluice.workbench.topics.TopicReader;
import dev.sluice.workbench.topics.Unread;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The experiments that are declared in Kafka now, by the rules of the job. */
public final class Declarations {
  private static final ForgottenLives<Sample> SAMPLES =
      new ForgottenLives<>(Topic.EXPERIMENTS, Topic.SAMPLES, Sample.class, Sample::getExperimentId);

  private final SortedMap<String, Experiment> experiments = new TreeMap<>();
  private final Map<String, Declaration> live = new HashMap<>();
  private final Unread unread = new Unread();

  /** Experiments that have ended, with the times from which their samples counted, or -1. */
  private final Map<String, Long> former = new HashMap<>();

  /** Offsets from which on declarations are of the live experiment; 0 if no other life is seen. */
  private final Map<String, Long> began = new HashMap<>();

  private Declarations() {}

  /**
   * Reads the topic of declarations to its present end; what the job refuses is left out.
   *
   * @throws Failure if a record cannot be read without a schema registry, and none is given: the
   *     job may have one, so that nobody here knows what is declared
   */
  public static Declarations read(KafkaSettings settings) {
    Decoder<Experiment> decoder = settings.inputDecoder(Experiment.class);
    Declarations declarations = new Declarations();
    try (TopicReader topic = TopicReader.of(settings, Topic.EXPERIMENTS)) {
      topic.readToEnd(record -> declarations.add(record, decoder));
    }
    declarations.unread.requireRegistry();
    return declarations;
  }

  /** Whether an experiment is declared and not ended. */
  public boolean contains(String experimentId) {
    return experiments.containsKey(experimentId);
  }

  /** Whether an experiment is declared in these words, and not ended. */
  boolean contains(Experiment experiment) {
    Experiment now = experiments.get(experiment.getExperimentId());
    return now != null
        && Experiment.newBuilder(now)
            .setSamplesFrom(experiment.getSamplesFrom())
            .build()
            .equals(experiment);
  }

  /**
   * The offset of the first declaration of the live experiment, if declarations of a former life
   * come before it: what is based on an earlier one is of that life. Else 0.
   */
  public long beganAt(String experimentId) {
    return began.getOrDefault(experimentId, 0L);
  }

  /** The offset of the declaration of an experiment; -1 if it is not declared. */
  public long revision(String experimentId) {
    return contains(experimentId) ? live.get(experimentId).revision() : -1;
  }

  /**
   * The declaration of an experiment.
   *
   * @throws Failure if it is not declared; names those that are
   */
  public Experiment get(String option, String experimentId) {
    if (!contains(experimentId)) {
      throw new Failure(
          "%s %s: no such experiment is declared; %s%s"
              .formatted(
                  option,
                  experimentId,
                  Names.known(experimentId, experiments.keySet()),
                  unread.text().map(text -> "; " + text).orElse("")));
    }
    return experiments.get(experimentId);
  }

  /** What the job makes of a declaration; null if the experiment is not declared. */
  Declaration live(String experimentId) {
    return live.get(experimentId);
  }

  /**
   * A declaration with the time from which its samples count: that of the live one if it revises
   * it, none if it is the first, and else one later than all samples that there are. Returns after
   * that time.
   *
   * @param source where the declaration comes from, named in errors
   * @throws Failure if it would begin a new life before the end of the live one
   */
  Experiment inItsLife(String source, Experiment experiment, KafkaSettings settings) {
    Long given = experiment.getSamplesFrom();
    Declaration now = live.get(experiment.getExperimentId());
    if (now != null && given != null && !given.equals(now.samplesFrom())) {
      throw new Failure(
          "%s: samplesFrom: %d, but those of the live experiment %s count from %s on; end it first:"
                  .formatted(source, given, now.experimentId(), now.samplesFrom())
              + " declare --end "
              + now.experimentId());
    }
    Long from = given;
    if (now != null) {
      from = now.samplesFrom();
    } else if (given == null && former.containsKey(experiment.getExperimentId())) {
      long before = former.get(experiment.getExperimentId());
      from = LifeStart.of(settings, Topic.SAMPLES, before, "say samplesFrom in the declaration");
    } else if (given == null) {
      String id = experiment.getExperimentId();
      SAMPLES.requireNone(
          settings,
          Set.of(id),
          end ->
              "say \"samplesFrom\" in the declaration: 0 if they count, %d if not".formatted(end));
    }
    return Experiment.newBuilder(experiment).setSamplesFrom(from).build();
  }

  private void add(ConsumerRecord<String, byte[]> record, Decoder<Experiment> decoder) {
    String key = record.key();
    if (key == null) {
      return;
    }
    if (record.value() == null) {
      experiments.remove(key);
      began.put(key, record.offset());
      Declaration ended = live.remove(key);
      former.put(key, ended == null || ended.samplesFrom() == null ? -1 : ended.samplesFrom());
      return;
    }
    Experiment experiment = unread.read(decoder, record);
    Declaration declaration =
        experiment == null
            ? null
            : Declaration.of(experiment, record.offset(), record.timestamp()).record();
    if (declaration == null || !declaration.experimentId().equals(key)) {
      return;
    }
    Declaration before = live.get(key);
    if (before == null || declaration.beginsAnew(before)) {
      boolean isFirst = before == null && !former.containsKey(key);
      began.put(key, isFirst ? 0 : record.offset());
      experiments.put(key, experiment);
      live.put(key, declaration);
    } else if (declaration.revises(before)) {
      experiments.put(key, experiment);
      live.put(key, declaration.revising(before));
    }
  }
}
