// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.DiscoverySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs of the job's topology on a local cluster, between bounded streams. */
abstract class DiscoveryRuns {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  static final DiscoverySettings SETTINGS = Fixture.settings(true);

  static BoundedRun<DiscoverySnapshot> run(
      int parallelism, String backend, List<RawRecord> experiments, List<RawRecord> samples)
      throws Exception {
    return run(SETTINGS, parallelism, backend, experiments, samples);
  }

  static BoundedRun<DiscoverySnapshot> run(
      DiscoverySettings settings,
      int parallelism,
      String backend,
      List<RawRecord> experiments,
      List<RawRecord> samples)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    env.configure(new Configuration().set(StateBackendOptions.STATE_BACKEND, backend));
    DiscoveryJob.Streams streams =
        DiscoveryJob.define(
            BoundedRun.streamByKey(env, samples), BoundedRun.stream(env, experiments), settings);
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }

  static List<RawRecord> experiments(Map<String, String> declarations) {
    List<RawRecord> records = new ArrayList<>();
    declarations.forEach(
        (id, json) -> records.add(Fixture.raw("sluice.experiments", records.size(), id, json)));
    return records;
  }

  static void samples(String experiment, List<String> values, List<RawRecord> records) {
    values.forEach(
        value -> records.add(Fixture.raw("sluice.samples", records.size(), experiment, value)));
  }
}
