// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.chain;
import static dev.sluice.workbench.targeting.Proposals.proposal;
import static dev.sluice.workbench.targeting.Proposals.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a laboratory sends what, and what it says. */
class LabWorkTest {
  private static final SimulatedExperiment SYSTEM = chain("linear-gaussian");
  private static final LabWork.Life LIFE = new LabWork.Life(0, 0);
  private static final int ALL = Integer.MAX_VALUE;

  private final List<String> sent = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  @Test
  void answersAtOnceWithoutLatency() {
    LabWork lab = lab(0, ALL);

    lab.take(proposal(1).setRows(2).build(), 7);
    lab.take(proposal(1).setRows(2).setStatus(DecisionStatus.REPEATED).setAttempt(2).build(), 7);

    assertThat(sent)
        .containsExactly(
            "lab/1-00000001#0", "lab/1-00000001#1", "lab/1-00000001#0", "lab/1-00000001#1");
    assertThat(said)
        .containsExactly(
            "lab/1-00000001: X2 = 2, 2 rows: answered",
            "lab/1-00000001: X2 = 2, 2 rows, attempt 2: answered");
    assertThat(lab.summary())
        .isEqualTo("answered 1 decision with 4 samples; 0 proposals lost, 0 passed over");
  }

  @Test
  void batchesComeOneAfterTheOtherAndDecisionsBesideEachOther() {
    LabWork lab = lab(10, 2);

    lab.take(proposal(1).setRows(3).build(), 100);
    lab.take(proposal(2).setRows(1).build(), 105);
    assertThat(sent).isEmpty();
    assertThat(lab.nanosToNext(105)).isEqualTo(5);
    lab.send(109);
    assertThat(sent).isEmpty();
    lab.send(110);
    assertThat(sent).containsExactly("lab/1-00000001#0", "lab/1-00000001#1");
    lab.take(proposal(1).setStatus(DecisionStatus.REPEATED).setRows(3).setAttempt(2).build(), 111);
    lab.send(115);
    assertThat(sent).endsWith("lab/2-00000002#0").hasSize(3);
    assertThat(lab.nanosToNext(115)).isEqualTo(5);
    lab.send(1_000);

    assertThat(sent).endsWith("lab/1-00000001#2").hasSize(4);
    assertThat(lab.nanosToNext(1_000)).isEqualTo(Long.MAX_VALUE);
    assertThat(said)
        .containsExactly(
            "lab/1-00000001: X2 = 2, 3 rows: begun",
            "lab/2-00000002: X2 = 2, 1 row: begun",
            "lab/1-00000001: X2 = 2, 3 rows: answered to row 2 of 3",
            "lab/1-00000001: X2 = 2, 3 rows, attempt 2: is under way",
            "lab/2-00000002: X2 = 2, 1 row: answered",
            "lab/1-00000001: X2 = 2, 3 rows: answered to row 3 of 3");
  }

  @Test
  void clocksThatBeginBelowZeroAndPassIt() {
    LabWork lab = lab(10, ALL);

    lab.take(proposal(1).build(), Long.MAX_VALUE - 2);
    lab.send(Long.MIN_VALUE + 6);
    assertThat(sent).isEmpty();
    lab.send(Long.MIN_VALUE + 7);

    assertThat(sent).hasSize(10);
  }

  @Test
  void losesAndPassesOverInWords() {
    LabWork lab =
        new LabWork(new Laboratory(SYSTEM, 5, 1), bench(0, ALL), LIFE, ALL, this::sent, said::add);

    lab.take(proposal(1).build(), 0);
    lab.take(proposal(2).setRows(0).setDecisionId("lab/a\tb/2-0").build(), 0);
    lab.take(proposal(3).setStatus(DecisionStatus.PENDING).setAttempt(0).build(), 0);
    lab.take(proposal(4).setStatus(DecisionStatus.ANSWERED).build(), 0);
    lab.take(proposal(5).setStatus(DecisionStatus.GIVEN_UP).build(), 0);
    lab.take(proposal(6).setStatus(DecisionStatus.UNKNOWN).build(), 0);

    assertThat(sent).isEmpty();
    assertThat(said)
        .containsExactly(
            "lab/1-00000001: X2 = 2, 10 rows: lost",
            "lab/aU+0009b/2-0: X2 = 2, 0 rows: passed over: rows: must be at least 1, not 0");
    assertThat(lab.summary())
        .isEqualTo("answered 0 decisions with 0 samples; 1 proposal lost, 1 passed over");
  }

  @Test
  void goesOnWhereAnEarlierRunEnded() {
    LabWork lab =
        new LabWork(
            new Laboratory(SYSTEM, 5, 0),
            bench(0, ALL),
            new LabWork.Life(3, 4),
            ALL,
            this::sent,
            said::add);

    lab.catchUp(
        List.of(
            proposal(1).setRows(1).setRevision(2).build(), // of a former life
            proposal(2).setRows(1).setRevision(3).build(),
            proposal(3).setRows(1).setRevision(3).build(),
            proposal(2).setRevision(3).setStatus(DecisionStatus.ANSWERED).build(),
            stop(3), // before the latest declaration
            proposal(4).setRows(1).setRevision(4).build(),
            proposal(4).setRevision(4).setStatus(DecisionStatus.GIVEN_UP).build()),
        0);

    assertThat(sent).containsExactly("lab/3-00000003#0", "lab/4-00000004#0");
    assertThat(lab.isOver()).isFalse();
  }

  @Test
  void isOverWhenNothingIsProposedOrUnderWay() {
    LabWork lab = lab(10, ALL);
    lab.take(proposal(1).build(), 0);
    assertThat(lab.isOver()).isFalse();
    lab.take(stop(0), 0);
    assertThat(lab.isOver()).isFalse();
    lab.send(10);
    assertThat(lab.isOver()).isTrue();
    assertThat(said).contains("stopped: the budget of 100 is spent");

    lab.take(proposal(2).setRevision(1).build(), 20); // it has been declared again
    lab.send(30);
    assertThat(lab.isOver()).isFalse();
    lab.take(stop(1), 40);
    assertThat(lab.isOver()).isTrue();
  }

  @Test
  void endsAfterSoManyDecisions() {
    LabWork lab =
        new LabWork(new Laboratory(SYSTEM, 5, 0), bench(0, ALL), LIFE, 2, this::sent, said::add);

    lab.catchUp(
        List.of(
            proposal(1).setRows(1).build(),
            proposal(1).setRows(1).setStatus(DecisionStatus.REPEATED).build(),
            proposal(2).setRows(1).build(),
            proposal(3).setRows(1).build()),
        0);

    assertThat(lab.isDone()).isTrue();
    assertThat(sent).containsExactly("lab/1-00000001#0", "lab/1-00000001#0", "lab/2-00000002#0");
  }

  @Test
  void anotherRunSendsTheSame() {
    List<Sample> first = new ArrayList<>();
    List<Sample> second = new ArrayList<>();
    ProposedIntervention proposal = proposal(1).build();
    new LabWork(new Laboratory(SYSTEM, 5, 0), bench(0, ALL), LIFE, ALL, first::add, said::add)
        .take(proposal, 0);
    LabWork slow =
        new LabWork(
            new Laboratory(chain("linear-gaussian"), 5, 0.3),
            bench(9, 3),
            LIFE,
            ALL,
            second::add,
            said::add);
    slow.take(proposal, 5);
    slow.send(100);

    assertThat(second).isEqualTo(first).hasSize(10);
  }

  private LabWork lab(long latency, int batch) {
    return new LabWork(
        new Laboratory(SYSTEM, 5, 0), bench(latency, batch), LIFE, ALL, this::sent, said::add);
  }

  private static Bench bench(long latency, int batch) {
    return new Bench(latency, batch);
  }

  private void sent(Sample sample) {
    sent.add(sample.getSampleId());
  }
}
