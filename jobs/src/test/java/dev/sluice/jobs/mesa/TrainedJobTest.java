// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.mesa.trained.TrainedSettings;
import dev.sluice.jobs.mesa.trained.WeightsFixture;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.MesaSupport;
import dev.sluice.schemas.MesaVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The topology with trained models on a local cluster, between bounded streams. */
class TrainedJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int N = 4;
  private static final SequenceTask TASK = SequenceTask.linear(N);
  private static final int SEQUENCES = 40;
  private static final int LENGTH = 10;
  private static final List<String> LEARNERS =
      List.of("zero", "gd:0.032", "ridge:0.001", "ridge:0.001 released (lagged)", "oracle");
  private static final double[] STEP = WeightsFixture.gradientStep(N, WeightsFixture.RATE);

  private static BoundedRun<MesaSnapshot> run(
      int parallelism, List<RawRecord> tokens, List<RawRecord> weights, String... models)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    JobTopics topics = new JobTopics(KafkaSettings.of("unused:1"), "test", true);
    TrainedSettings trained =
        new TrainedSettings(List.of(models), SideBySide.compared(LEARNERS), Integer.MAX_VALUE, 4);
    MesaJob.Streams streams =
        MesaJob.define(
            BoundedRun.streamByKey(env, tokens),
            BoundedRun.streamByKey(env, weights),
            Fixture.settings(topics, LEARNERS, LENGTH, 0, trained));
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

  /** Seed 1 is one step and judged, 2 the same without control, 3 noise, 4 of other tokens. */
  private static List<RawRecord> weights() {
    return List.of(
        WeightsFixture.raw(0, WeightsFixture.record(N, 1, 50, WeightsFixture.noise(N, 9)).build()),
        WeightsFixture.raw(1, WeightsFixture.record(N, 1, 100, STEP).build()),
        WeightsFixture.raw(2, WeightsFixture.judged(N, 1, 100, STEP)),
        WeightsFixture.raw(3, WeightsFixture.record(N, 2, 7, STEP).build()),
        WeightsFixture.raw(4, WeightsFixture.judged(N, 3, 7, WeightsFixture.noise(N, 3))),
        WeightsFixture.raw(5, WeightsFixture.judged(5, 4, 7, WeightsFixture.noise(5, 4))));
  }

  @Test
  void verdictsAreWhatWeightsAndStudiesSay() throws Exception {
    BoundedRun<MesaSnapshot> run =
        run(
            1,
            tokens(),
            weights(),
            "lsa-1-linear-1",
            "lsa-1-linear-2",
            "lsa-1-linear-3",
            "lsa-1-linear-4",
            "lsa-1-linear-5");

    assertThat(run.refused()).isEmpty();
    MesaSnapshot snapshot = run.last().get("default");
    assertThat(snapshot.getFailure()).isNull();
    List<MesaVerdict> verdicts = snapshot.getVerdicts();
    assertThat(verdicts)
        .extracting(MesaVerdict::getSupport)
        .containsExactly(
            MesaSupport.SUPPORTED,
            MesaSupport.UNDECIDED,
            MesaSupport.REJECTED,
            MesaSupport.UNDECIDED,
            MesaSupport.UNDECIDED);
    assertThat(verdicts)
        .extracting(MesaVerdict::getVersion)
        .containsExactly("100", "7", "7", "7", "");
    MesaVerdict step = verdicts.get(0);
    assertThat(step.getAlgorithm()).isEqualTo("gd:0.032");
    assertThat(step.getDistance()).isBetween(0.0, 1e-12);
    assertThat(step.getLossGap()).isCloseTo(0, within(1e-12));
    assertThat(step.getDistanceUpper()).isBetween(0.0, 1e-12);
    assertThat(step.getSequences()).isEqualTo(SEQUENCES);
    assertThat(step.getTokens()).isEqualTo(SEQUENCES * (LENGTH - 1L));
    for (int bin = 0; bin < LENGTH - 1; bin++) {
      assertThat(step.getLossByStep().get(bin))
          .isCloseTo(snapshot.getLearners().get(1).getMean().get(bin), within(1e-12));
    }
    assertThat(step.getReason())
        .isEqualTo(
            "it is gd:0.032 within the margins; in its study the control is none, and its"
                + " Jacobian has the cosine 0.978 to that of gd:0.0323");
    assertThat(verdicts.get(1).getReason())
        .isEqualTo(
            "it is gd:0.032 within the margins, but no control of it has been rejected: run study"
                + " mesa");
    assertThat(verdicts.get(3).getReason()).isEqualTo("it predicts tokens of 5 entries, not of 4");
    assertThat(verdicts.get(4).getReason()).isEqualTo("no weights of it have come");
  }

  @Test
  void noBitDependsOnParallelismOrOrder() throws Exception {
    String[] models = {"lsa-1-linear-1", "lsa-1-linear-3"};
    List<RawRecord> shuffled = new ArrayList<>(tokens());
    Collections.shuffle(shuffled, new Random(1));

    MesaSnapshot one = run(1, tokens(), weights(), models).last().get("default");

    assertThat(one.getVerdicts()).hasSize(2);
    assertThat(run(4, shuffled, weights(), models).last().get("default")).isEqualTo(one);
  }

  @Test
  void whatIsNoModelIsRefusedWithAReason() throws Exception {
    String good = WeightsFixture.record(N, 1, 1, STEP).build().toString();
    List<RawRecord> records =
        List.of(
            WeightsFixture.raw(0, "lsa-1-linear-1", "garbage"),
            WeightsFixture.raw(1, "another", good),
            WeightsFixture.raw(2, null, good.replace("lsa-1", "gpt-4")),
            WeightsFixture.raw(3, null, good.replace("lsa-1", "softmax-1")),
            WeightsFixture.raw(4, null, good.replace("linear", "lunar")),
            WeightsFixture.raw(
                5, null, WeightsFixture.record(N, 1, 1, new double[3]).build().toString()),
            WeightsFixture.raw(6, null, WeightsFixture.record(65, 1, 1, STEP).build().toString()),
            WeightsFixture.raw(7, null, WeightsFixture.record(N, 1, -1, STEP).build().toString()),
            WeightsFixture.raw(8, null, good.replaceFirst("0\\.032", "NaN")));
    BoundedRun<MesaSnapshot> run = run(2, tokens().subList(0, 20), records, "lsa-1-linear-1");

    assertThat(run.refused()).hasSize(9);
    assertThat(run.refused())
        .extracting(DeadLetter::message)
        .contains(
            "model, task, seed: are those of 'lsa-1-linear-1', but the record's key is 'another'",
            "weights: a model of 1024 weights got 3",
            "observed: must be 1 to 64, is 65",
            "version: must be at least 0, is -1")
        .anyMatch(message -> message.startsWith("model: there is no model gpt-4"))
        .anyMatch(message -> message.startsWith("task: 'lunar' is none of"))
        .anyMatch(message -> message.startsWith("weights: a model of"));
    assertThat(run.last().get("default").getVerdicts())
        .extracting(MesaVerdict::getReason)
        .containsExactly("no weights of it have come");
  }
}
