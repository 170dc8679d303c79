// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

/** Runs the job's topology on a local cluster, between bounded streams. */
final class BoundedJob {

  private final InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();

  private static final PosteriorSettings SETTINGS = Fixture.settings("unused:1", true);

  /** A cluster of four slots whose metrics an {@link Outcome} tells. */
  MiniClusterExtension cluster() {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(metrics.addToConfiguration(new Configuration()))
            .build());
  }

  /** What came of a run: the last snapshot of each experiment, and all dead letters. */
  record Outcome(
      InMemoryReporter metrics,
      JobID job,
      Map<String, PosteriorSnapshot> last,
      List<DeadLetter> refused) {

    /** A count summed over operators and subtasks. */
    long count(String name) {
      return metrics.getMetricsByGroup().entrySet().stream()
          .filter(group -> job.toString().equals(group.getKey().getAllVariables().get("<job_id>")))
          .map(group -> group.getValue().get(name))
          .filter(Counter.class::isInstance)
          .mapToLong(metric -> ((Counter) metric).getCount())
          .sum();
    }

    /** Failures with a reason, summed over operators and subtasks. */
    long failures(FailureReason reason) {
      return metrics.getMetricsByGroup().entrySet().stream()
          .filter(group -> job.toString().equals(group.getKey().getAllVariables().get("<job_id>")))
          .filter(group -> reason.name().equals(group.getKey().getAllVariables().get("<reason>")))
          .mapToLong(group -> ((Counter) group.getValue().get("failures")).getCount())
          .sum();
    }
  }

  /** Runs the job to the end of its streams. */
  @SuppressWarnings("try") // the iterators are read to their end before they are closed
  Outcome run(int parallelism, List<RawRecord> experiments, List<RawRecord> samples, Models models)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    PosteriorJob.Streams streams =
        PosteriorJob.define(stream(env, samples), stream(env, experiments), SETTINGS, models);
    try (CloseableIterator<Keyed<PosteriorSnapshot>> snapshots =
            streams.snapshots().collectAsync();
        CloseableIterator<DeadLetter> refused = streams.refused().collectAsync()) {
      JobID job = env.executeAsync().getJobID();
      Map<String, PosteriorSnapshot> last = new HashMap<>();
      snapshots.forEachRemaining(keyed -> last.put(keyed.key(), keyed.record()));
      List<DeadLetter> letters = new ArrayList<>();
      refused.forEachRemaining(letters::add);
      return new Outcome(metrics, job, last, letters);
    }
  }

  private static DataStream<RawRecord> stream(
      StreamExecutionEnvironment env, List<RawRecord> records) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    return records.isEmpty()
        ? env.fromData(type, Fixture.raw("none", 0, null, null)).filter(record -> false)
        : env.fromData(records, type);
  }

  /** Declarations as records of their topic, each with its key. */
  static List<RawRecord> experiments(String... declarations) {
    List<RawRecord> records = new ArrayList<>();
    for (String declaration : declarations) {
      String id = declaration.replaceFirst(".*\"experimentId\":\"(\\w+)\".*", "$1");
      records.add(Fixture.raw("sluice.experiments", records.size(), id, declaration));
    }
    return records;
  }

  /** Samples as records of their topic. */
  static List<RawRecord> samples(List<String> samples) {
    List<RawRecord> records = new ArrayList<>();
    for (String sample : samples) {
      records.add(Fixture.raw("sluice.samples", records.size(), null, sample));
    }
    return records;
  }
}
