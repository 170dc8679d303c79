// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.GivenTime;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.function.SerializableFunction;

/**
 * How every job on experiments begins.
 *
 * @param draws decoded samples
 * @param announcements of declarations to each of so many buckets
 * @param refused dead letters of both
 */
public record ExperimentStreams(
    DataStream<Draw> draws,
    DataStream<Announcement> announcements,
    DataStream<DeadLetter> refused) {

  /**
   * Decodes samples and declarations, and checks these. One subtask decodes declarations, so that
   * an end stays behind the declaration that it ends.
   */
  public static ExperimentStreams of(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      JobTopics topics,
      int buckets) {
    return of(samples, experiments, topics, buckets, experiment -> null);
  }

  /**
   * The same for a job that cannot do everything that declarations can ask for.
   *
   * @param limits says what a declaration asks for in vain, after the name of its field; null if
   *     the job can do all of it
   */
  public static ExperimentStreams of(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      JobTopics topics,
      int buckets,
      SerializableFunction<Experiment, String> limits) {
    KafkaSettings kafka = topics.kafka();
    GivenTime times = topics.times();
    SingleOutputStreamOperator<Draw> draws =
        samples
            .process(
                new Decode<>(
                    kafka.inputDecoder(Sample.class),
                    (sample, source, now) -> Draw.check(sample, source, times, now),
                    Draw::of,
                    TypeInformation.of(Draw.class)))
            .name("decode samples")
            .uid("samples-decode");

    DeclarationStreams declarations = DeclarationStreams.of(experiments, topics, buckets, limits);

    return new ExperimentStreams(
        draws,
        declarations.announcements(),
        draws.getSideOutput(DeadLetters.TAG).union(declarations.refused()));
  }
}
