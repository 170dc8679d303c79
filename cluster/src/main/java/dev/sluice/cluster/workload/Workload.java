// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job, and the numbered records that it is fed. Step after step sends a good record, now and then
 * the one before again, one that is none, or one whose declaration never comes, so that loss and
 * duplication show in every account.
 */
public interface Workload {

  /** Every so many steps end in a state that a run without a break ends in too. */
  int ROUND = 200;

  /** Name of the job. */
  String name();

  /** Its entry class. */
  String main();

  /** Its options, but for those of its topics and delivery. */
  List<String> options();

  /**
   * Those of its topics.
   *
   * @param bootstrap brokers
   * @param prefix of the topics' names
   */
  default List<String> topicOptions(String bootstrap, String prefix) {
    return List.of("--bootstrap=" + bootstrap, "--topic-prefix=" + prefix);
  }

  /** What it reads and writes. */
  List<Topic> topics();

  /** What it reads: declarations first, then records. */
  List<Topic> inputs();

  /**
   * By topic of all results, the field that grows from result to result of a key; or fields joined
   * by +, whose sum does.
   */
  Map<Topic, String> growing();

  /** The topics of the latest results. */
  default List<Topic> latest() {
    return topics().stream().filter(Topic::compacted).filter(t -> !inputs().contains(t)).toList();
  }

  /** What is sent before the job starts. */
  List<Message> declarations();

  /** The records of a step, from 0 upwards. */
  List<Message> step(long number);

  /** Adds the job to an environment, as its main method does. */
  void build(StreamExecutionEnvironment env, KafkaSettings kafka);

  /**
   * The same results without Kafka and Flink: by topic and key the fields that must be equal to
   * 1e-9.
   *
   * @param steps how many were sent
   * @return empty if a job that was never disturbed is the only reference
   */
  default Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    return Map.of();
  }

  /**
   * What else is wrong with results, such as files that they name.
   *
   * @param steps how many were sent
   * @param latest the latest results, by topic and key
   * @return a line for each fault
   */
  default List<String> faults(long steps, Map<Topic, Map<String, JsonNode>> latest) {
    return List.of();
  }
}
