// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static dev.sluice.jobs.lesion.Fixture.GRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionDifference;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummariseModelFunctionTest {

  private static final Mask TRUTH = Fixture.box(GRID, 0, 3, 1, 1);

  /** All of it; three quarters; and a voxel of 2 mm3 where nothing is. */
  private static final CaseScore HIT = Fixture.score(TRUTH, TRUTH);

  private static final CaseScore NEAR = Fixture.score(Fixture.box(GRID, 1, 4, 1, 1), TRUTH);
  private static final CaseScore SPECK =
      Fixture.score(Fixture.box(GRID, 0, 0, 0, 0), Fixture.empty(GRID));

  private KeyedOneInputStreamOperatorTestHarness<String, ScoreChange, Keyed<LesionSnapshot>>
      harness;

  @BeforeEach
  void open() throws Exception {
    open(Fixture.settings(), null);
  }

  private void open(LesionSettings settings, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SummariseModel(settings)),
            each -> NaturalKey.of(each.group(), each.model()),
            Types.STRING);
    harness.setup(
        Keyed.typeInfo(LesionSnapshot.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static ScoreChange own(
      String caseId, CaseScore before, CaseScore after, int failed, long at) {
    return ScoreChange.own(
        new Comparison(Fixture.stroke(caseId, "/t"), Fixture.prediction(caseId, "m", "/p", at)),
        before,
        after,
        failed);
  }

  private void send(ScoreChange change) throws Exception {
    harness.processElement(change, 0);
  }

  private LesionSnapshot snapshot() throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + 100);
    List<Keyed<LesionSnapshot>> all = harness.extractOutputValues();
    assertThat(all).extracting(Keyed::key).containsOnly("test|m");
    return all.get(all.size() - 1).record();
  }

  private static LesionShare share(long successes, long trials) {
    LesionShare share = new LesionShare();
    share.setSuccesses(successes);
    share.setTrials(trials);
    return share;
  }

  private static void assertIs(LesionShare found, LesionShare expected) {
    assertThat(found.getSuccesses()).isEqualTo(expected.getSuccesses());
    assertThat(found.getTrials()).isEqualTo(expected.getTrials());
  }

  @Test
  void numbersAreThoseOfTheCases() throws Exception {
    send(own("a", null, HIT, 0, 5));
    send(own("b", null, NEAR, 0, 3));
    send(own("c", null, SPECK, 0, 4));
    send(own("d", null, null, 1, 6));

    LesionSnapshot snapshot = snapshot();

    assertThat(snapshot.getGroup()).isEqualTo("test");
    assertThat(snapshot.getModel()).isEqualTo("m");
    assertThat(snapshot.getAsOf()).isEqualTo(6);
    assertThat(snapshot.getCases()).isEqualTo(3);
    assertThat(snapshot.getPhantomCases()).isEqualTo(3);
    assertThat(snapshot.getFailedCases()).isEqualTo(1);
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getLevel()).isEqualTo(0.9);
    assertThat(snapshot.getMinimumVolume()).isEqualTo(8);
    assertThat(snapshot.getWithLesion()).isEqualTo(2);
    assertThat(snapshot.getBothEmpty()).isZero();
    assertThat(snapshot.getDice().getCases()).isEqualTo(2);
    assertThat(snapshot.getDice().getMean()).isEqualTo(0.875);
    assertThat(snapshot.getDice().getStandardError()).isEqualTo(0.125);
    assertThat(snapshot.getPooledDice()).isEqualTo(2 * 28 / (2 * 28 + 5 + 4.0));
    assertThat(snapshot.getVolume().getBias()).isZero();
    assertThat(snapshot.getVolume().getCorrelation()).as("of one volume").isNull();
    assertThat(snapshot.getFalseVolume()).isCloseTo(0.002, within(1e-9));
    assertIs(snapshot.getSensitivity(), share(2, 2));
    assertIs(snapshot.getSpecificity(), share(1, 1));
    assertIs(snapshot.getLesionRecall(), share(2, 2));
    assertIs(snapshot.getLesionPrecision(), share(2, 3));
    assertThat(snapshot.getLesionF1()).isEqualTo(0.8);
    assertThat(snapshot.getDifferences()).isEmpty();
  }

  @Test
  void whatIsTakenBackLeavesNoTrace() throws Exception {
    send(own("a", null, HIT, 0, 1));
    LesionSnapshot before = snapshot();
    send(own("b", null, NEAR, 0, 1));
    assertThat(snapshot()).isNotEqualTo(before);
    send(own("b", NEAR, null, 1, 1));
    assertThat(snapshot().getFailedCases()).isEqualTo(1);
    send(own("b", null, HIT, -1, 1));
    send(own("b", HIT, null, 0, 1));

    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  void differencesAreOfThePairsThatThereAre() throws Exception {
    send(own("a", null, NEAR, 0, 1));
    send(own("a", null, NEAR, 0, 1).with("n", HIT));
    send(own("a", null, NEAR, 0, 1).with("k", NEAR));

    List<LesionDifference> differences = snapshot().getDifferences();

    assertThat(differences).extracting(LesionDifference::getModel).containsExactly("k", "n");
    assertThat(differences.get(0).getDifference().getMean()).isZero();
    assertThat(differences.get(0).getBetter()).isZero();
    assertThat(differences.get(0).getWorse()).isZero();
    assertThat(differences.get(1).getDifference().getMean()).isEqualTo(-0.25);
    assertThat(differences.get(1).getWorse()).isEqualTo(1);
    send(own("a", NEAR, null, 0, 2).with("n", HIT));
    assertThat(snapshot().getDifferences())
        .extracting(LesionDifference::getModel)
        .containsExactly("k");
  }

  @Test
  void thereIsOneRecordAnInterval() throws Exception {
    harness.setProcessingTime(1_000);
    send(own("a", null, HIT, 0, 1));
    send(own("b", null, HIT, 0, 1));
    assertThat(harness.extractOutputValues()).isEmpty();

    assertThat(snapshot().getCases()).isEqualTo(2);
    harness.setProcessingTime(2_000);

    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anErrorOfTheStatisticsIsTheModelsFailure() throws Exception {
    send(own("a", null, HIT, 0, 1));
    CaseScore another = Fixture.score(TRUTH, Fixture.box(GRID, 0, 4, 1, 1));
    send(own("a", null, HIT, 0, 2).with("n", another));

    LesionSnapshot snapshot = snapshot();

    assertThat(snapshot.getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(snapshot.getFailure())
        .isEqualTo("IllegalArgumentException: true masks of 16 and 20 voxels");
    assertThat(snapshot.getDice()).isNull();
  }

  @Test
  void stateGoesOnAndIsRefusedByOtherScoring() throws Exception {
    send(own("a", null, HIT, 0, 1));
    OperatorSubtaskState state = harness.snapshot(1, 0);
    close();
    open(Fixture.settings(), state);
    send(own("b", null, NEAR, 0, 2));
    assertThat(snapshot().getCases()).isEqualTo(2);
    close();

    LesionSettings same = Fixture.settings();
    LesionSettings other =
        new LesionSettings(same.topics(), 9, 2, 60_000, 3, 1 << 20, 2, 0.9, 50, 7, new Pace(100));
    assertThatThrownBy(() -> open(other, state))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage(
            "the state was scored with --minimum-volume 8.0 --bootstrap-replicates 50 --seed 7,"
                + " not with --minimum-volume 9.0 --bootstrap-replicates 50 --seed 7");
  }
}
