// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSnapshot;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's topology on a local cluster, between bounded streams. */
class LesionJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int CASES = 20;

  @TempDir private static Path folder;

  private static BoundedRun<LesionSnapshot> run(
      int parallelism, List<RawRecord> cases, List<RawRecord> predictions) throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    LesionJob.Streams streams =
        LesionJob.define(
            BoundedRun.streamByKey(env, cases),
            BoundedRun.streamByKey(env, predictions),
            Fixture.settings());
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }

  /** The same predictions twice, and a case that is declared twice. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "4, 2"})
  void theTableIsThatOfTheBatchWhateverTheOrder(int parallelism, long shuffle) throws Exception {
    Study study = Study.of(folder, CASES);
    List<String> said = new ArrayList<>(study.earlier);
    said.addAll(study.newest);
    said.addAll(study.newest);
    List<String> declared = new ArrayList<>(study.cases);
    declared.add(study.cases.get(0));
    if (shuffle > 0) {
      Collections.shuffle(said, new Random(shuffle));
      Collections.shuffle(declared, new Random(shuffle));
    }

    BoundedRun<LesionSnapshot> run = run(parallelism, Study.raw(declared), Study.raw(said));

    Map<String, LesionSnapshot> batch = study.snapshots(Fixture.settings());
    assertThat(batch.get("test|a").getDifferences()).hasSize(2);
    assertThat(batch.get("test|a").getDice().getCases()).isEqualTo(15);
    assertThat(batch.get("test|c\\\\").getFailedCases()).isEqualTo(4);
    assertThat(run.last()).isEqualTo(batch);
    assertThat(run.refused())
        .extracting(letter -> letter.reason().code())
        .containsOnly("unreadable-file");
    long read = (long) said.size() + declared.size();
    assertThat(run.count("read")).isEqualTo(read);
    assertThat(
            run.count("accepted")
                + run.count("late")
                + run.count("duplicate")
                + run.refused().size())
        .isEqualTo(read);
    assertThat(run.count("waiting")).isZero();
  }

  @Test
  void inTheOrderOfTimeNothingIsLateAndWhatIsSaidTwiceIsADuplicate() throws Exception {
    Study study = Study.of(folder, CASES);
    List<String> said = new ArrayList<>(study.earlier);
    said.addAll(study.newest);
    said.addAll(study.newest);

    BoundedRun<LesionSnapshot> run = run(2, Study.raw(study.cases), Study.raw(said));

    assertThat(run.count("late")).isZero();
    assertThat(run.count("duplicate")).isEqualTo(3 * CASES);
    assertThat(run.count("deadLettered")).isEqualTo(4);
    assertThat(run.count("accepted")).isEqualTo(CASES + 6 * CASES - 4);
    assertThat(run.refused())
        .extracting(DeadLetter::message)
        .allMatch(message -> message.contains(folder + "/absent.nii"));
  }

  @Test
  void aModelOfWhichNothingCanBeComparedHasNoResults() throws Exception {
    String mask = Fixture.write(folder, "t.nii", Fixture.box(Fixture.GRID, 0, 1, 1, 1));
    String declared = Fixture.caseJson("one", "STROKE", mask, mask);
    String good = Fixture.predictionJson("one", "m", mask, Fixture.TIMESTAMP);
    String gone = Fixture.predictionJson("one", "m", folder + "/absent.nii", Fixture.TIMESTAMP + 1);

    BoundedRun<LesionSnapshot> run =
        run(1, Study.raw(List.of(declared)), Study.raw(List.of(good, gone)));

    LesionSnapshot snapshot = run.last().get("test|m");
    assertThat(snapshot.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(snapshot.getFailure())
        .isEqualTo("none of its 1 predictions can be compared, see the dead letters");
    assertThat(snapshot.getAsOf()).isEqualTo(Fixture.TIMESTAMP + 1);
    assertThat(snapshot.getCases()).isZero();
    assertThat(snapshot.getPhantomCases()).isZero();
    assertThat(snapshot.getFailedCases()).isEqualTo(1);
    assertThat(snapshot.getDice()).isNull();
  }

  @Test
  void whatCannotBeUsedIsRefusedWithAReason() throws Exception {
    String mask = Fixture.write(folder, "m.nii", Fixture.box(Fixture.GRID, 0, 1, 1, 1));
    String known = Fixture.caseJson("known", "STROKE", "/i", mask);
    Map<String, String> cases = new HashMap<>();
    cases.put("garbage", "malformed");
    cases.put(Fixture.caseJson(" ", "STROKE", "/i", mask), "malformed");
    cases.put(Fixture.caseJson("x", "NORMAL", "/i", mask), "invalid-declaration");
    cases.put(Fixture.caseJson("y", "STROKE", "/i", null), "invalid-declaration");
    cases.put(Fixture.caseJson("z", "UNKNOWN", "/i", null), "malformed");
    cases.put(Fixture.caseJson("b", "NORMAL", " ", null), "invalid-declaration");
    cases.put(Fixture.caseJson("l", "NORMAL", "/".repeat(4097), null), "invalid-declaration");
    cases.put(Fixture.caseJson("known", "STROKE", "/other", mask), "contradiction");
    Map<String, String> predictions = new HashMap<>();
    long at = Fixture.TIMESTAMP;
    predictions.put(Fixture.predictionJson("nobody", "m", mask, at), "undeclared-case");
    predictions.put(Fixture.predictionJson("known", " ", mask, at), "malformed");
    predictions.put(Fixture.predictionJson("known", "m", " ", at), "malformed");
    predictions.put(
        Fixture.predictionJson("known", "m", mask, at).replace("}", ",\"threshold\":NaN}"),
        "not-a-number");
    for (String threshold : new String[] {"1", "50", "-1e-9"}) {
      predictions.put(
          Fixture.predictionJson("known", "m", mask, at)
              .replace("}", ",\"threshold\":%s}".formatted(threshold)),
          "malformed");
    }
    predictions.put(Fixture.predictionJson("known", "m", mask, at / 1000), "time-out-of-range");
    predictions.put(Fixture.predictionJson("known", "m4", mask, at), "too-many-models");
    List<String> declared = new ArrayList<>(List.of(known));
    declared.addAll(cases.keySet());
    List<String> said = new ArrayList<>();
    for (int model = 1; model <= 3; model++) {
      said.add(Fixture.predictionJson("known", "m" + model, mask, at));
    }
    said.addAll(predictions.keySet());

    BoundedRun<LesionSnapshot> run = run(1, Study.raw(declared), Study.raw(said));

    Map<String, String> all = new HashMap<>(cases);
    all.putAll(predictions);
    assertThat(run.reasons()).isEqualTo(all);
    assertThat(run.last()).containsOnlyKeys("test|m1", "test|m2", "test|m3");
    assertThat(run.refused())
        .extracting(DeadLetter::message)
        .contains(
            "caseId: 'known' was declared otherwise before",
            "caseId: 'nobody' is not declared",
            "mask: NORMAL case must have none",
            "mask: STROKE case must have one",
            "image: must not be blank",
            "image: 4097 characters, at most 4096 are accepted",
            "threshold: 50.0, expected a probability from 0 on, below 1",
            "model: 3 others have predicted its case (--most-models)");
  }
}
