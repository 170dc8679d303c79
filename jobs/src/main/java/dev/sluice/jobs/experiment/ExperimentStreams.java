// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

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

  /** Decodes samples and declarations, and checks these. */
  public static ExperimentStreams of(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      KafkaSettings kafka,
      int buckets) {
    SingleOutputStreamOperator<Draw> draws =
        samples
            .process(
                new Decode<>(kafka.decoder(Sample.class), Draw::of, TypeInformation.of(Draw.class)))
            .name("decode samples")
            .uid("samples-decode");

    SingleOutputStreamOperator<DeclarationRecord> declarations =
        experiments
            .process(
                new Decode<>(
                    kafka.decoder(Experiment.class),
                    DeclarationRecord::declared,
                    DeclarationRecord::ended,
                    TypeInformation.of(DeclarationRecord.class)))
            .name("decode declarations")
            .uid("experiments-decode");

    SingleOutputStreamOperator<Announcement> announcements =
        declarations
            .keyBy(DeclarationRecord::experimentId)
            .process(new Declare(buckets))
            .name("declare")
            .uid("declare");

    return new ExperimentStreams(
        draws,
        announcements,
        draws
            .getSideOutput(DeadLetters.TAG)
            .union(
                declarations.getSideOutput(DeadLetters.TAG),
                announcements.getSideOutput(DeadLetters.TAG)));
  }
}
