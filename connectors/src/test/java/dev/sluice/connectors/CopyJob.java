// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.lease.Transactions;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The smallest job: samples in, the same samples and dead letters out. */
final class CopyJob {
  /** Where tombstones go too. */
  static final Topic OUTPUT = Topic.POSTERIOR_LATEST;

  private static final Topic ALL = Topic.POSTERIOR_METRICS;
  private static final List<Topic> TOPICS = List.of(Topic.SAMPLES, ALL, OUTPUT, Topic.DEAD_LETTERS);

  private final KafkaSettings settings;
  private final MapFunction<Keyed<Sample>, Keyed<Sample>> step;
  private final Transactions transactions;

  /**
   * A job.
   *
   * @param settings with a prefix of its own for every test
   * @param step what happens between decoding and the sink
   */
  CopyJob(KafkaSettings settings, MapFunction<Keyed<Sample>, Keyed<Sample>> step) {
    this(settings, step, Transactions.of(settings.prefix() + "copy"));
  }

  /** The same, whose transactions are these. */
  CopyJob(
      KafkaSettings settings,
      MapFunction<Keyed<Sample>, Keyed<Sample>> step,
      Transactions transactions) {
    this.settings = settings;
    this.step = step;
    this.transactions = transactions;
    Topics.create(settings, TOPICS, 2);
  }

  /** Copies what is there now. */
  JobExecutionResult runToTheEnd() throws Exception {
    return environment(true).execute();
  }

  /** Copies until the job is cancelled. */
  JobClient start() throws Exception {
    return environment(false).executeAsync();
  }

  private StreamExecutionEnvironment environment(boolean bounded) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofMillis(100)));
    env.setParallelism(2);
    build(env, bounded);
    return env;
  }

  /** Adds the job to an environment. */
  void build(StreamExecutionEnvironment env, boolean bounded) {
    SingleOutputStreamOperator<Keyed<Sample>> samples =
        env.fromSource(
                KafkaSources.of(settings, Topic.SAMPLES, "copy", bounded),
                WatermarkStrategy.noWatermarks(),
                "source")
            .uid("source")
            .process(
                new Decode<>(
                    settings.decoder(Sample.class),
                    (sample, source) -> new Keyed<>(sample.getExperimentId(), sample),
                    source -> new Keyed<>("ended", null),
                    Keyed.typeInfo(Sample.class)))
            .uid("decode");
    samples
        .map(step)
        .returns(Keyed.typeInfo(Sample.class))
        .uid("step")
        .flatMap(new Encode<>(Sample.class, settings, ALL, OUTPUT))
        .returns(Encoded.class)
        .uid("encode")
        .sinkTo(KafkaSinks.encoded(settings, List.of(ALL, OUTPUT), transactions, "copy"))
        .uid("sink");
    samples
        .getSideOutput(DeadLetters.TAG)
        .sinkTo(KafkaSinks.deadLetters(settings, transactions))
        .uid("dead-letters");
  }
}
