// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.models.mesa.LossHistogram;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's topology on a local cluster, between bounded streams. */
class MesaJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final SequenceTask TASK = SequenceTask.linear();
  private static final int SEQUENCES = 12;
  private static final int LENGTH = 24;
  private static final List<String> LEARNERS =
      List.of("zero", "gd:0.032", "mesanet:5:0.25", "rls:0.001", "ridge:0.001", "oracle");
  private static final int RIDGE = 4;

  private static BoundedRun<MesaSnapshot> run(int parallelism, List<RawRecord> tokens)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    MesaJob.Streams streams =
        MesaJob.define(
            BoundedRun.streamByKey(env, tokens), null, Fixture.settings(LEARNERS, LENGTH, 0));
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }

  private static List<RawRecord> tokens() {
    List<RawRecord> records = new ArrayList<>();
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      String id = "s" + sequence;
      for (String message : Fixture.messages(TASK, id, sequence, 1, LENGTH)) {
        records.add(Fixture.raw(records.size(), id, message));
      }
    }
    return records;
  }

  /** Tests 12 and 13. */
  @ParameterizedTest
  @CsvSource({"1, 0", "4, 0", "2, 1", "4, 2"})
  void noBitDependsOnParallelismOrOrder(int parallelism, long shuffle) throws Exception {
    List<RawRecord> tokens = tokens();
    if (shuffle > 0) {
      Collections.shuffle(tokens, new Random(shuffle));
    }
    BoundedRun<MesaSnapshot> run = run(parallelism, tokens);

    assertThat(run.refused()).isEmpty();
    MesaSnapshot snapshot = run.last().get("default");
    LossTable table = LossTable.of(LEARNERS.size());
    double[][][] losses = new double[SEQUENCES][][];
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      losses[sequence] = Fixture.losses(TASK, sequence, LENGTH, LEARNERS, table);
    }
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getAsOf()).isEqualTo(Fixture.TIMESTAMP + SEQUENCES * LENGTH - 1);
    assertThat(snapshot.getSequences()).isEqualTo(SEQUENCES);
    assertThat(snapshot.getTokens()).isEqualTo(SEQUENCES * LENGTH);
    assertThat(snapshot.getDuplicates()).isZero();
    assertThat(snapshot.getDimension()).isEqualTo(10);
    assertThat(snapshot.getTask()).isEqualTo("linear");
    assertThat(snapshot.getReference()).isEqualTo("ridge:0.001");
    assertThat(snapshot.getSteps())
        .isEqualTo(IntStream.range(1, LENGTH).mapToObj(step -> (long) step).toList());
    assertThat(snapshot.getVerdicts()).isEmpty();
    for (int learner = 0; learner < LEARNERS.size(); learner++) {
      assertIsOf(table, learner, snapshot.getLearners().get(learner));
      assertHasQuantiles(losses, learner, snapshot.getLearners().get(learner));
    }
    assertThat(run.count("accepted")).isEqualTo(SEQUENCES * LENGTH);
    assertThat(run.count("waiting")).isZero();
  }

  private static void assertIsOf(LossTable table, int learner, MesaLearner found) {
    int last = LENGTH - 1;
    assertThat(found.getLearner()).isEqualTo(LEARNERS.get(learner));
    for (int step = 1; step <= last; step++) {
      assertThat(found.getN().get(step - 1)).isEqualTo(SEQUENCES);
      assertThat(found.getMean().get(step - 1)).isEqualTo(table.mean(step, learner));
      assertThat(found.getStandardError().get(step - 1))
          .isEqualTo(table.standardError(step, learner));
    }
    double mean = table.meanOverSteps(last, learner);
    assertThat(found.getMeanOverSteps()).isEqualTo(mean);
    assertThat(found.getRatioToRidge()).isEqualTo(mean / table.meanOverSteps(last, RIDGE));
    assertThat(found.getRatioToFloor()).isEqualTo(mean / 0.0005);
    assertThat(found.getRegret()).isEqualTo(table.regret(last, learner, RIDGE));
  }

  /** Of twelve losses in their order the first, the sixth and the last, to four digits. */
  private static void assertHasQuantiles(double[][][] losses, int learner, MesaLearner found) {
    for (int step = 1; step < LENGTH; step++) {
      int at = step - 1;
      double[] sorted =
          Arrays.stream(losses).mapToDouble(sequence -> sequence[at][learner]).sorted().toArray();
      assertThat(found.getQ05().get(at)).isEqualTo(digits(sorted[0]));
      assertThat(found.getMedian().get(at)).isEqualTo(digits(sorted[5]));
      assertThat(found.getQ95().get(at)).isEqualTo(digits(sorted[11]));
      assertThat(found.getMedian().get(at)).isCloseTo(sorted[5], within(sorted[5] / 30));
    }
    assertThat(found.getMedian()).hasSize(LENGTH - 1);
  }

  private static double digits(double loss) {
    double middle = LossHistogram.quantile(LossHistogram.add(null, new double[] {loss}), 0, 1);
    return Double.parseDouble(String.format(Locale.ROOT, "%.3e", new BigDecimal(middle)));
  }

  @Test
  void groupsAreKeptApartAndWhatCannotBeComparedIsNot() throws Exception {
    List<RawRecord> records = new ArrayList<>();
    for (int t = 1; t <= 3; t++) {
      records.add(raw(records.size(), "a", t, ",\"group\":\"g\"", 1, 0));
      records.add(raw(records.size(), "b", t, ",\"group\":\"mixed\"", 1, 0));
      records.add(raw(records.size(), "c", t, ",\"group\":\"mixed\"", 1, 0, 0));
    }
    for (int t = 1; t <= 3; t++) {
      records.add(raw(records.size(), "d", t, ",\"group\":\"partly\"", 1, 0));
      String origin = Fixture.origin(SequenceTask.linear(2), 1) + ",\"group\":\"partly\"";
      records.add(raw(records.size(), "e", t, origin, 0.5, t));
    }
    records.add(raw(records.size(), "a", 2, ",\"group\":\"g\"", 5, 5));
    BoundedRun<MesaSnapshot> run = run(2, records);

    MesaSnapshot alone = run.last().get("g");
    assertThat(alone.getDuplicates()).isEqualTo(1);
    assertThat(alone.getTask()).isNull();
    assertThat(alone.getFloor()).isNull();
    assertThat(alone.getLearners().get(0).getMean()).containsExactly(0.5, 0.5);
    assertThat(alone.getLearners().get(0).getStandardError()).containsExactly(null, null);
    assertThat(alone.getLearners().get(5).getN()).as("no truth, no oracle").containsExactly(0L, 0L);
    assertThat(alone.getLearners().get(5).getMedian()).containsExactly(null, null);
    assertThat(alone.getLearners().get(5).getMeanOverSteps()).isNull();
    assertThat(alone.getLearners().get(5).getRatioToRidge()).isNull();
    MesaSnapshot partly = run.last().get("partly");
    assertThat(partly.getLearners().get(5).getN()).containsExactly(1L, 1L);
    assertThat(partly.getLearners().get(RIDGE).getN()).containsExactly(2L, 2L);
    assertThat(partly.getLearners().get(5).getMeanOverSteps()).isNotNull();
    assertThat(partly.getLearners().get(5).getRatioToRidge()).as("of other tokens").isNull();
    assertThat(partly.getLearners().get(5).getRegret()).isNull();
    MesaSnapshot mixed = run.last().get("mixed");
    assertThat(mixed.getTokens()).isEqualTo(6);
    assertThat(mixed.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(mixed.getFailure())
        .isEqualTo("its sequences have tokens of 2 to 3 entries, whose losses cannot be compared");
    assertThat(mixed.getLearners()).isEmpty();
    assertThat(run.refused()).isEmpty();
  }

  private static RawRecord raw(long offset, String id, long t, String more, double... values) {
    return Fixture.raw(offset, id, Fixture.json(id, t, values, more));
  }

  @Test
  void whatNoSequenceCanHaveIsRefusedWithAReason() throws Exception {
    double[] one = {1};
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            Fixture.json(" ", 1, one, ""),
            "malformed",
            Fixture.json("t", 0, one, ""),
            "value-out-of-range",
            Fixture.json("d", 1, new double[0], ""),
            "wrong-dimension",
            Fixture.json("e", 1, new double[65], ""),
            "wrong-dimension",
            Fixture.json("n", 1, new double[] {Double.NaN}, ""),
            "not-a-number",
            Fixture.json("u", 1, one, ",\"task\":\"lunar\",\"seed\":1,\"number\":1"),
            "unknown-task",
            Fixture.json("h", 1, one, ",\"task\":\"linear\",\"seed\":1"),
            "unknown-task",
            Fixture.json("p", 1, one, ",\"task\":\"partial\",\"seed\":1,\"number\":1"),
            "wrong-dimension",
            Fixture.json("m", 1, one, "").replace("\"t\"", "\"tt\""),
            "unknown-field");
    List<RawRecord> records = new ArrayList<>();
    sent.keySet().forEach(value -> records.add(Fixture.raw(records.size(), null, value)));
    records.add(Fixture.raw(records.size(), "another", Fixture.json("k", 1, one, "")));
    BoundedRun<MesaSnapshot> run = run(1, records);

    Map<String, String> reasons = run.reasons();
    assertThat(reasons.remove(Fixture.json("k", 1, one, ""))).isEqualTo("malformed");
    assertThat(reasons).isEqualTo(sent);
    assertThat(run.last()).isEmpty();
    assertThat(run.refused())
        .extracting(DeadLetter::message)
        .contains(
            "sequenceId: is 'k', but the record's key 'another'",
            "t: must be at least 1, is 0",
            "values: must be 1 to 64 numbers, are 65",
            "values: tokens of task partial have not 1 entries");
  }
}
