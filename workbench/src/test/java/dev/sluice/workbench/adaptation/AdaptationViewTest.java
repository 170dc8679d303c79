// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationScope;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearnerFamily;
import dev.sluice.schemas.ShiftAction;
import dev.sluice.schemas.ShiftDetection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptationViewTest {
  private final AdaptationSnapshot snapshot = AdaptationFixture.snapshot();
  private final LossHistory history = new LossHistory();

  @Test
  void plainText() {
    assertThat(new AdaptationView(false).lines(snapshot, history))
        .containsExactly(
            "lab: 2 variables, conjugate learners, learned graph of 1 edges",
            "12,345 samples as of 2023-11-14T22:13:20Z, 3.2 s of CPU",
            "regime shift-1: changed B, 345 shots",
            "",
            "loss, nats per sample, over the last 500 samples; the true law's is 1.500",
            "class      learns        loss   excess  unchanged   regret  transfer   forgets  adapts "
                + "   lately",
            "causal     nothing      2.750    1.250      0.625    0.500     0.000     0.063",
            "causal     all          1.750    0.250      0.625    0.125    -0.250     0.063",
            "table      all          2.000    0.500          -    0.250         -     0.063",
            "",
            "alarm at log e-value 9.9: one false alarm in 20,000 samples (not guaranteed)",
            "mechanism      status         log e                        centred  alarms  ADWIN    P-H"
                + "  library",
            "A              watched        2.476 #####                   -0.002       0      1      0"
                + "        0",
            "B              probation          -                              -      12      3      2"
                + "        1",
            "",
            "1 of 2 declared changes detected, 24 samples late; 1 false alarms, 0 undeclared",
            "  at 11,000: B changed about 10,990, a false alarm",
            "  at 12,024: B changed about 12,001, replaced, in regime shift-1",
            "  at 12,340: A changed about 12,300, on probation, in regime shift-1");
  }

  @Test
  void curvesAreBarsOnATerminal() {
    for (double loss : new double[] {3, 1, 2}) {
      snapshot.getColumns().get(1).setWindowLoss(loss);
      history.observe(snapshot);
    }

    List<String> lines = new AdaptationView(true).lines(snapshot, history);
    assertThat(lines)
        .contains(
            "causal     all          2.000    0.500      0.625    0.125    -0.250     0.063  █▅▁"
                + "       █▁▅")
        .contains(
            "A              watched        2.476 █████                   -0.002       0      1      0"
                + "        0");
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    snapshot.setSamples(345);
    snapshot.setRegime("");
    snapshot.setTargets(null);
    snapshot.setLearnedGraph(null);
    snapshot.setOracleLoss(null);
    snapshot.setColumns(List.of());
    snapshot.setMechanisms(List.of());
    snapshot.setEvents(List.of());
    snapshot.setDetection(new ShiftDetection(0L, 0L, 0L, 0L, null, null, null));
    snapshot.setRunLengthGuaranteed(true);

    assertThat(new AdaptationView(false).lines(snapshot, history))
        .containsExactly(
            "lab: 2 variables, conjugate learners, learned graph none",
            "345 samples as of 2023-11-14T22:13:20Z, 3.2 s of CPU",
            "regime (source): targets unknown, 345 shots",
            "burn-in of 10,000 samples: nothing is compared or detected yet",
            "",
            "alarm at log e-value 9.9: one false alarm in 20,000 samples that are independent given "
                + "their parents",
            "mechanism      status         log e                        centred  alarms  ADWIN    P-H"
                + "  library",
            "",
            "0 of 0 declared changes detected, - samples late; 0 false alarms, 0 undeclared");
  }

  @Test
  void aRecordWithoutResultsSaysWhy() {
    AdaptationSnapshot failed =
        AdaptationSnapshot.newBuilder()
            .setExperimentId("lab")
            .setAsOf(1_700_000_000_000L)
            .setSamples(5)
            .setVariables(List.of("A", "B"))
            .setLearners(LearnerFamily.NEURAL)
            .setBurnIn(10)
            .setWindow(500)
            .setRunLength(20_000)
            .setFailure("loss is NaN")
            .setFailureReason(FailureReason.NOT_FINITE)
            .build();
    history.observe(failed);

    assertThat(new AdaptationView(true).lines(failed, history))
        .containsExactly(
            "lab: 2 variables, neural learners, learned graph none",
            "5 samples as of 2023-11-14T22:13:20Z",
            "no results: loss is NaN (NOT_FINITE)");
    ShiftBoard board = new ShiftBoard("lab");
    board.observe("lab", failed);
    assertThat(board.progress(5))
        .isEqualTo("  5 s  lab                 5 samples   no results: loss is NaN (NOT_FINITE)");
    assertThat(board.summary())
        .containsExactly("lab: 5 samples, no results: loss is NaN (NOT_FINITE)");
  }

  @Test
  void symbolsOfALaterVersionAreShown() {
    snapshot.getColumns().get(0).setScope(AdaptationScope.UNKNOWN);
    snapshot.getColumns().get(0).setCurve(null);
    snapshot.getEvents().get(0).setAction(ShiftAction.UNKNOWN);
    snapshot.getEvents().get(0).setChangeAt(null);

    assertThat(new AdaptationView(false).lines(snapshot, history))
        .contains(
            "causal     ?            2.750    1.250      0.625    0.500     0.000     0.063",
            "  at 11,000: B changed, what came of it is told by a later version");
  }

  @Test
  void anotherExperimentOfTheNameBeginsItsHistory() {
    history.observe(snapshot);
    AdaptationSnapshot anew = AdaptationFixture.snapshot();
    anew.setSamples(12_000);
    history.observe(anew);
    assertThat(history.of(AdaptationModel.TABLE, AdaptationScope.ALL)).containsExactly(2.0);
    history.observe(null);
    assertThat(history.of(AdaptationModel.TABLE, AdaptationScope.ALL)).isEmpty();
  }
}
