// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.Encode;
import dev.sluice.connectors.Encoded;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.KafkaSinks;
import dev.sluice.connectors.KafkaSources;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.ReadToEnd;
import dev.sluice.connectors.Secrets;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.Unhurried;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.schemas.Topic;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics at the ends of a job.
 *
 * @param kafka where they are
 * @param group consumer group
 * @param bounded whether sources end at the present end of their topics
 * @param times which times records may give of themselves
 * @param gauges how many keys of a subtask have gauges of their own
 * @param transactions whose the transactions are, with exactly-once delivery
 */
public record JobTopics(
    KafkaSettings kafka,
    String group,
    boolean bounded,
    GivenTime times,
    int gauges,
    Transactions transactions)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(JobTopics.class);

  /** What the transactional ids begin with, among the job's parameters. */
  private static final String TRANSACTIONS = "sluice.transactional-id-prefix";

  /** Topics whose records may give times at most a day ahead; the group names transactions too. */
  public JobTopics(KafkaSettings kafka, String group, boolean bounded) {
    this(
        kafka,
        group,
        bounded,
        new GivenTime(GivenTime.DEFAULT_MAX_AHEAD.toMillis()),
        Gauged.DEFAULT_MOST,
        Transactions.of(group));
  }

  /**
   * Refuses exactly-once delivery without checkpoints, on which nothing would ever be committed;
   * with them, says in the log and in the job's configuration how its transactions are named.
   *
   * @throws IllegalArgumentException if that is asked for
   */
  public void requireCheckpoints(StreamExecutionEnvironment env) {
    if (kafka.delivery() != Delivery.EXACTLY_ONCE) {
      return;
    }
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)");
    }
    LOG.info("Transactional ids begin with {}-", transactions.prefix());
    Map<String, String> shown = new HashMap<>(env.getConfig().getGlobalJobParameters().toMap());
    shown.put(TRANSACTIONS, transactions.prefix());
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(shown));
  }

  /**
   * Refuses a job whose topics are missing, on which it would fail again after each restart, and
   * warns of secrets that Flink would store in clear. Where no broker answers, nobody knows: where
   * a job is submitted need not be where it runs.
   *
   * @param topics what the job reads and writes
   * @throws IllegalArgumentException that names those that are missing, or says that the broker
   *     speaks TLS and the settings do not
   */
  public void require(Collection<Topic> topics) {
    List<String> secrets = Secrets.inClear(kafka);
    if (!secrets.isEmpty()) {
      LOG.warn(
          "In what Flink stores of this job lie in clear: {}. See docs/operations.md, Secrets.",
          String.join(", ", secrets));
    }
    List<String> missing;
    try {
      missing = Topics.missing(kafka, topics);
    } catch (UnavailableException e) {
      if (Topics.needTls(kafka)) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      LOG.warn("{}. Whether the topics exist is left to the job to find out.", e.getMessage());
      return;
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "topics missing at %s: %s (to be created, or named otherwise by --topic-prefix)"
              .formatted(kafka.bootstrap(), String.join(", ", missing)));
    }
  }

  /**
   * How many records may wait for what they need: any number in a bounded run, which gives up
   * waiting at its end, when all declarations have been read.
   *
   * @param places how many otherwise
   */
  public int waitingPlaces(int places) {
    return bounded ? Integer.MAX_VALUE : places;
  }

  /** A topic as a stream. */
  public DataStream<RawRecord> source(StreamExecutionEnvironment env, Topic topic, String name) {
    return read(env, topic, name)
        .transform("unhurried " + name, TypeInformation.of(RawRecord.class), new Unhurried())
        .uid(name + "-unhurried");
  }

  /**
   * A topic as a stream that tells when it has been read to the end that the topic had at the job's
   * start, see {@link ReadToEnd}. One subtask reads it, so that records of a key keep their order.
   */
  public DataStream<RawRecord> declarations(
      StreamExecutionEnvironment env, Topic topic, String name) {
    return read(env, topic, name)
        .forceNonParallel()
        .transform(
            name + " to their end",
            TypeInformation.of(RawRecord.class),
            new ReadToEnd(kafka, topic))
        .uid(name + "-to-end")
        .forceNonParallel();
  }

  private SingleOutputStreamOperator<RawRecord> read(
      StreamExecutionEnvironment env, Topic topic, String name) {
    return env.fromSource(
            KafkaSources.of(kafka, topic, group, bounded),
            WatermarkStrategy.noWatermarks(),
            name,
            TypeInformation.of(RawRecord.class))
        .uid(name + "-source");
  }

  /**
   * Writes records into the topic of all and into that of the latest of each key.
   *
   * @param type class of the records
   * @param name of the operators' uids, unique within the job
   */
  public <T extends SpecificRecordBase> void write(
      DataStream<Keyed<T>> records, Class<T> type, String name, Topic all, Topic latest) {
    write(records, new Encode<>(type, kafka, all, latest), name, List.of(all, latest));
  }

  /** Writes records into one topic; of a key that ends nothing is told there. */
  public <T extends SpecificRecordBase> void write(
      DataStream<Keyed<T>> records, Class<T> type, String name, Topic all) {
    write(records, new Encode<>(type, kafka, all, null), name, List.of(all));
  }

  /** Writes the latest record of each key into one topic, and tombstones of those that end. */
  public <T extends SpecificRecordBase> void writeLatest(
      DataStream<Keyed<T>> records, Class<T> type, String name, Topic latest) {
    write(records, new Encode<>(type, kafka, latest, latest), name, List.of(latest));
  }

  private <T extends SpecificRecordBase> void write(
      DataStream<Keyed<T>> records, Encode<T> encode, String name, List<Topic> to) {
    records
        .flatMap(encode)
        .returns(Encoded.class)
        .name("encode " + name)
        .uid(name + "-encode")
        .sinkTo(KafkaSinks.encoded(kafka, to, transactions, name))
        .name(to.stream().map(Topic::suffix).collect(Collectors.joining(", ")))
        .uid(name + "-sink");
  }

  /** Writes what the job refuses into the topic of dead letters. */
  public void write(DataStream<DeadLetter> refused) {
    refused
        .sinkTo(KafkaSinks.deadLetters(kafka, transactions))
        .name("dead-letters")
        .uid("dead-letters-sink");
  }
}
