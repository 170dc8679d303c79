// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.JobMetrics;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.schemas.FailureReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * What came of a job's topology on a cluster between bounded streams.
 *
 * @param last the last snapshot of each key; null where that is a tombstone
 * @param refused all dead letters
 */
public record BoundedRun<T>(
    JobMetrics metrics, JobID job, Map<String, T> last, List<DeadLetter> refused) {

  private static final TypeInformation<RawRecord> TYPE = TypeInformation.of(RawRecord.class);

  /** An environment of the cluster that refuses Kryo. */
  public static StreamExecutionEnvironment environment(int parallelism) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    env.setParallelism(parallelism);
    return env;
  }

  /** Runs an environment's job to the end of its streams. */
  @SuppressWarnings("try") // the iterators are read to their end before they are closed
  public static <T> BoundedRun<T> of(
      TestCluster cluster,
      StreamExecutionEnvironment env,
      DataStream<Keyed<T>> snapshots,
      DataStream<DeadLetter> refused)
      throws Exception {
    try (CloseableIterator<Keyed<T>> collected = snapshots.collectAsync();
        CloseableIterator<DeadLetter> letters = refused.collectAsync()) {
      JobID job = env.executeAsync().getJobID();
      Map<String, T> last = new HashMap<>();
      collected.forEachRemaining(keyed -> last.put(keyed.key(), keyed.record()));
      List<DeadLetter> all = new ArrayList<>();
      letters.forEachRemaining(all::add);
      return new BoundedRun<>(cluster.metrics(), job, last, all);
    }
  }

  /** Records as a stream, also if there are none. */
  public static DataStream<RawRecord> stream(
      StreamExecutionEnvironment env, List<RawRecord> records) {
    return records.isEmpty() ? empty(env) : env.fromData(records, TYPE);
  }

  /** The same, but records of one key stay in order, as those of a partition do. */
  public static DataStream<RawRecord> streamByKey(
      StreamExecutionEnvironment env, List<RawRecord> records) {
    return records.isEmpty()
        ? empty(env)
        : env.fromData(records, TYPE)
            .setParallelism(1)
            .partitionCustom(
                (key, partitions) -> Math.floorMod(key.hashCode(), partitions), RawRecord::keyText);
  }

  private static DataStream<RawRecord> empty(StreamExecutionEnvironment env) {
    return env.fromData(TYPE, new RawRecord("none", 0, 0, 0, null, null)).filter(record -> false);
  }

  /** A count of the job, summed over operators and subtasks. */
  public long count(String name) {
    return metrics.count(job, name);
  }

  /** A count of the job with a label, summed over operators and subtasks. */
  public long count(String name, String label, String value) {
    return metrics.count(job, name, label, value);
  }

  /** Failures with a reason, summed over operators and subtasks. */
  public long failures(FailureReason reason) {
    return metrics.count(job, "failures", "reason", reason.name());
  }

  /** By the text of each dead letter, the code of its reason. */
  public Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    for (DeadLetter letter : refused) {
      reasons.put(
          new String(letter.source().value(), StandardCharsets.UTF_8), letter.reason().code());
    }
    return reasons;
  }
}
