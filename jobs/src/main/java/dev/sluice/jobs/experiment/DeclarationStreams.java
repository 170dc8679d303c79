// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.Experiment;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Declarations of experiments, and nothing else of them.
 *
 * @param announcements of declarations to each of so many buckets
 * @param refused dead letters of declarations
 */
public record DeclarationStreams(
    DataStream<Announcement> announcements, DataStream<DeadLetter> refused) {

  /** Declarations are few, and must not come later than the samples that were sent after them. */
  private static final long AT_ONCE = 0;

  /**
   * Decodes declarations and checks them. One subtask decodes them, so that an end stays behind the
   * declaration that it ends.
   *
   * @param limits says what a declaration asks for in vain, after the name of its field; null if
   *     the job can do all of it
   */
  public static DeclarationStreams of(
      DataStream<RawRecord> experiments,
      JobTopics topics,
      int buckets,
      SerializableFunction<Experiment, String> limits) {
    SingleOutputStreamOperator<DeclarationRecord> declarations =
        experiments
            .process(
                new Decode<>(
                    topics.kafka().inputDecoder(Experiment.class),
                    DeclarationRecord::declared,
                    DeclarationRecord::ended,
                    TypeInformation.of(DeclarationRecord.class)))
            .name("decode declarations")
            .uid("experiments-decode")
            .forceNonParallel()
            .setBufferTimeout(AT_ONCE);

    SingleOutputStreamOperator<Announcement> announcements =
        declarations
            .keyBy(DeclarationRecord::experimentId)
            .process(new Declare(buckets, limits))
            .name("declare")
            .uid("declare")
            .setBufferTimeout(AT_ONCE);

    return new DeclarationStreams(
        announcements,
        declarations
            .getSideOutput(DeadLetters.TAG)
            .union(announcements.getSideOutput(DeadLetters.TAG)));
  }
}
