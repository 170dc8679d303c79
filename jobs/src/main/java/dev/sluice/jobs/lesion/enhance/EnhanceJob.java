// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.lesion.CaseCheck;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionSynthetic;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Moves the lesions of strokes to healthy brains (Federau et al. 2020), a phantom study unless
 * somebody brings images of patients.
 *
 * <pre>
 * cases ──> decode ──> enhance ──> synthetic cases
 *             │           │
 *             └───────────┴──> dead letters
 * </pre>
 *
 * <p>Of each stroke of the training set come so many synthetic cases; all other cases pass without
 * output, so that nothing of a test patient can get into them. What comes is a function of the
 * case, the acceptors, the seed and the settings: a case that comes again makes the same files and
 * the same records again.
 *
 * <p>All synthetic cases of a donor are made between two checkpoints: as many as take longer than a
 * checkpoint may are too many for one job.
 */
public final class EnhanceJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(Topic.LESION_CASES, Topic.LESION_SYNTHETIC, Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.LESION_CASES);

  private EnhanceJob() {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<LesionSynthetic>> synthetic, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("enhance", new EnhanceOptions(), arguments, EnhanceJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, EnhanceSettings settings) {
    build(env, settings);
    settings.topics().require(TOPICS);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints
   */
  public static void build(StreamExecutionEnvironment env, EnhanceSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams = define(topics.source(env, Topic.LESION_CASES, "cases"), settings);
    topics.write(streams.synthetic(), LesionSynthetic.class, "synthetic", Topic.LESION_SYNTHETIC);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(DataStream<RawRecord> cases, EnhanceSettings settings) {
    SingleOutputStreamOperator<GivenCase> given =
        cases
            .process(
                new Decode<>(
                    settings.topics().kafka().inputDecoder(LesionCase.class),
                    CaseCheck::check,
                    GivenCase::of,
                    TypeInformation.of(GivenCase.class)))
            .name("decode cases")
            .uid("cases-decode");
    SingleOutputStreamOperator<Keyed<LesionSynthetic>> synthetic =
        given
            .rebalance()
            .process(new Enhance(settings))
            .returns(Keyed.typeInfo(LesionSynthetic.class))
            .name("enhance")
            .uid("enhance");
    return new Streams(
        synthetic,
        given.getSideOutput(DeadLetters.TAG).union(synthetic.getSideOutput(DeadLetters.TAG)));
  }
}
