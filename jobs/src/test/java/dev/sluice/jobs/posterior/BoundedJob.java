// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job's topology on a local cluster, between bounded streams. */
final class BoundedJob {

  private static final PosteriorSettings SETTINGS = Fixture.settings("unused:1", true);

  private final TestCluster cluster;

  BoundedJob(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Runs the job to the end of its streams. */
  BoundedRun<PosteriorSnapshot> run(
      int parallelism, List<RawRecord> experiments, List<RawRecord> samples, Models models)
      throws Exception {
    return run(parallelism, experiments, samples, SETTINGS, models);
  }

  /** Runs the job to the end of its streams. */
  BoundedRun<PosteriorSnapshot> run(
      int parallelism,
      List<RawRecord> experiments,
      List<RawRecord> samples,
      PosteriorSettings settings,
      Models models)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    PosteriorJob.Streams streams =
        PosteriorJob.define(
            BoundedRun.stream(env, samples), BoundedRun.stream(env, experiments), settings, models);
    return BoundedRun.of(cluster, env, streams.snapshots(), streams.refused());
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
