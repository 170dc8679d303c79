// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.LesionSynthetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job's topology on a local cluster, between bounded streams. */
class EnhanceJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int DONORS = 4;
  private static final int REPLICAS = 3;

  @TempDir private Path folder;

  private BoundedRun<LesionSynthetic> run(int parallelism, List<RawRecord> cases) throws Exception {
    Fixture files = new Fixture(folder);
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    EnhanceJob.Streams streams =
        EnhanceJob.define(
            BoundedRun.streamByKey(env, cases), files.settings(files.acceptors(3), REPLICAS));
    return BoundedRun.of(CLUSTER, env, streams.synthetic(), streams.refused());
  }

  private List<RawRecord> donors() throws Exception {
    List<RawRecord> records = new ArrayList<>();
    for (int patient = 0; patient < DONORS; patient++) {
      records.add(Fixture.raw(patient, "stroke" + patient, new Fixture(folder).donor(patient)));
    }
    return records;
  }

  @Test
  void noByteDependsOnParallelismOrOrder() throws Exception {
    List<RawRecord> cases = donors();
    BoundedRun<LesionSynthetic> alone = run(1, cases);
    Map<String, String> written = new Fixture(folder).written();
    Collections.shuffle(cases, new Random(2));
    BoundedRun<LesionSynthetic> together = run(4, cases);

    assertThat(alone.last()).hasSize(DONORS * REPLICAS);
    assertThat(alone.last().values())
        .allSatisfy(record -> assertThat(record.getFailure()).isNull());
    assertThat(together.last()).isEqualTo(alone.last());
    assertThat(written).hasSize(2 * DONORS * REPLICAS);
    assertThat(new Fixture(folder).written()).isEqualTo(written);
    assertThat(together.refused()).isEmpty();
    assertThat(together.count("accepted")).isEqualTo(DONORS);
    assertThat(together.count("synthetic")).isEqualTo(DONORS * REPLICAS);
  }

  @Test
  void whatNoCaseCanBeIsRefusedWithAReason() throws Exception {
    Fixture files = new Fixture(folder);
    String mask = ",\"mask\":\"/m\"";
    Map<String, String> sent = new HashMap<>();
    sent.put("garbage", "malformed");
    sent.put(files.json(" ", "p", "STROKE", "TRAINING", "x"), "malformed");
    sent.put(files.json("b", " ", "STROKE", "TRAINING", "x"), "malformed");
    sent.put(files.json("c", "p", "STROKE", "TRAINING", " ", mask), "invalid-declaration");
    sent.put(files.json("d", "p", "STROKE", "TRAINING", "/x", ""), "invalid-declaration");
    sent.put(files.json("e".repeat(256), "p", "STROKE", "TRAINING", "x"), "malformed");
    sent.put(files.json("f", "p", "STROKE", "TRAINING", "x"), "unreadable-file");
    sent.put(
        files.json("g", "p", "STROKE", "TRAINING", "x").replace("image", "im"), "unknown-field");
    sent.put(files.json("i", "p", "STROKE", "UNKNOWN", "x"), "malformed");
    sent.put(files.json("j", "p", "NORMAL", "TRAINING", "/x", mask), "invalid-declaration");
    sent.put(files.json("k", "p", "STROKE", "TEST", "/x", ""), "invalid-declaration");
    List<RawRecord> records = new ArrayList<>();
    sent.keySet().forEach(value -> records.add(Fixture.raw(records.size(), null, value)));
    String other = files.json("h", "p", "NORMAL", "TRAINING", "x");
    records.add(Fixture.raw(records.size(), "another", other));
    sent.put(other, "malformed");
    BoundedRun<LesionSynthetic> run = run(1, records);

    assertThat(run.reasons()).isEqualTo(sent);
    assertThat(run.last()).isEmpty();
    assertThat(run.refused())
        .extracting(letter -> letter.message())
        .contains(
            "mask: STROKE case must have one",
            "mask: NORMAL case must have none",
            "caseId: is 'h', but the record's key 'another'",
            "image: must not be blank");
  }
}
