// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A job of which golden savepoints are kept, and the records that they are made of. All of this
 * speaks of topics, JSON and options only, so that it outlives any change within the job.
 *
 * <p>Records come in stages: a stage is sent when the job has read all before it, so that what it
 * learns does not depend on which topic is read first.
 */
public interface GoldenJob {

  /**
   * A record to be sent.
   *
   * @param topic where to
   * @param key never null, because the partition must always be the same
   * @param value null for a tombstone
   */
  record Message(Topic topic, String key, String value) {}

  /**
   * Whether the latest record of each key of a topic says what a job has come to; those of most
   * topics are in the topic of the latest again.
   */
  static boolean tells(Topic topic) {
    return switch (topic) {
      case INTERVENTIONS, FED_KEYS, FED_SHARES, FED_UPDATE, FED_AUDIT -> true;
      default -> topic.compacted();
    };
  }

  /** Keeps the records of topics whatever their age: those that are sent are years old. */
  static void keepAll(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    var keep = List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), OpType.SET));
    Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
    topics.forEach(topic -> all.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), keep));
    admin.incrementalAlterConfigs(all).all().get();
  }

  /** Name of the job, of its files and of its topics. */
  String name();

  /** Its entry class. */
  String main();

  /** Options that say where its topics are. */
  default List<String> address(String bootstrap, String prefix) {
    return List.of("--bootstrap", bootstrap, "--topic-prefix", prefix);
  }

  /** Consumer groups whose offsets say what it has read, of a job whose {@code --group} is this. */
  default List<String> groups(String group, String prefix) {
    return List.of(group);
  }

  /**
   * Its options, but for those of its topics and delivery.
   *
   * @param slow whether it should keep as long as possible what it keeps for a moment only
   */
  List<String> options(boolean slow);

  /**
   * Makes the environment of the run that the savepoint is taken of keep as long as possible what
   * it keeps for a moment only.
   */
  default void slowDown(StreamExecutionEnvironment env) {}

  /**
   * Adds the job to an environment.
   *
   * @param options all of its options
   */
  void build(StreamExecutionEnvironment env, List<String> options);

  /** What is sent before the savepoint. The last stage makes what is kept for a moment only. */
  List<List<Message>> before();

  /** Whether everything before the last stage has had its effect. */
  boolean settled(Map<Topic, Map<String, JsonNode>> latest);

  /**
   * Whether a stage was answered, where that takes longer than to read it, and either the next
   * stage is an answer again, or a job that is drained keeps its own.
   */
  default boolean answered(List<Message> stage, Map<Topic, Map<String, JsonNode>> latest) {
    return true;
  }

  /** What is sent after the savepoint; touches every key that has state. */
  List<List<Message>> after();

  /**
   * Fields that a learner computes by gradients or a sampler by its steps, of all keys or, as
   * {@code key.name}, of one. One that is made better goes on from what an older one has learned,
   * but not to the same numbers: in savepoints older than the newest they are passed over. And
   * fields that say nothing where an older savepoint does not know enough.
   */
  default Set<String> learned() {
    return Set.of();
  }

  /** Asserts what the latest records say in the end, with numbers that no job has computed. */
  void check(Map<Topic, Map<String, JsonNode>> latest);
}
