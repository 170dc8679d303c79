// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.schemas.FailureReason;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** When rounds fall due, what they are asked with, and what is not let in. */
class GatherFunctionTest extends GatherHarness {

  @Test
  void roundsFallDueByCountsOfSamplesAlone() throws Exception {
    open(false);
    declare(1);
    send(0, 350);
    harness.setProcessingTime(1_000_000_000);
    assertThat(requests()).extracting(TrainRequest::samples).containsExactly(0L, 100L, 200L, 300L);
    assertThat(requests())
        .extracting(TrainRequest::trains)
        .containsExactly(false, true, true, true);
    assertThat(requests())
        .extracting(TrainRequest::asOf)
        .containsExactly(Fixture.DRAWN_AT, 99L, 199L, 299L);
  }

  @Test
  void aRequestHasOnlyTheDrawsThatAreNew() throws Exception {
    open(false);
    declare(1);
    send(0, 200);
    assertThat(requests()).extracting(GatherHarness::rows).containsExactly(0L, 100L, 100L);
    PlacedDraws observations = requests().get(2).draws().get(0);
    assertThat(observations.intervention().name()).isEmpty();
    assertThat(observations.places()).hasSize(50).startsWith(50).endsWith(99);
    // A, B, C: the order of names, not the declared one.
    double[] declared = Fixture.values(100);
    assertThat(observations.values()).startsWith(declared[1], declared[2], declared[0]);
    assertThat(requests().get(1).draws())
        .extracting(draws -> draws.intervention().name() + " " + draws.places().length)
        .containsExactlyInAnyOrder(" 50", "A 17", "B 17", "C 16");
  }

  @Test
  void aFastStreamOwesFewRoundsAndHoldsFewSamples() throws Exception {
    open(false);
    declare(1);
    send(0, 100_000);
    assertThat(requests()).hasSize(1 + 10 + (int) (Math.log(100) / Math.log(1.1)));
    assertThat(requests().stream().mapToLong(GatherHarness::rows).max()).hasValue(100);
    declare(2);
    TrainRequest before = requests().get(requests().size() - 1);
    assertThat(rows(before)).isEqualTo(150 + 3 * 40);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(requests()).as("the end of a run without --bounded").last().isEqualTo(before);
  }

  @Test
  void aBoundedRunAsksForAllItsRoundsAtItsEnd() throws Exception {
    open(true);
    declare(1);
    send(0, 350);
    assertThat(requests()).hasSize(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(requests())
        .hasSize(5)
        .allMatch(request -> request.trains() == request.samples() > 0);
    assertThat(requests())
        .extracting(GatherHarness::rows)
        .containsExactly(0L, 150L + 3 * 40, 0L, 0L, 0L);
  }

  @Test
  void aRevisionAsksForARoundOnAllThatIsHeld() throws Exception {
    open(false);
    declare(1);
    send(0, 120);
    declare(1);
    assertThat(requests()).as("the same again is no revision").hasSize(2);
    declare(2);
    assertThat(requests()).hasSize(3);
    TrainRequest last = requests().get(2);
    assertThat(last.declaration().revision()).isEqualTo(2);
    assertThat(last.trains()).isTrue();
    assertThat(rows(last)).isEqualTo(120);
    assertThat(last.samples()).isEqualTo(120);
  }

  @Test
  void refusesWhatEncoCannotLearnFrom() throws Exception {
    open(false);
    declare(1);
    send(0, null, "summer", 1, 2, 0);
    send(1, new String[0], null, 1, 2);
    send(2, new String[] {"D"}, null, 1, 2, 0);
    send(3, new String[0], null, 1, 3, 0);
    send(4);
    send(4);
    assertThat(deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(
            Reason.UNKNOWN_TARGETS,
            Reason.WRONG_DIMENSION,
            Reason.UNKNOWN_TARGET,
            Reason.CATEGORY_OUT_OF_RANGE);
    assertThat(deadLetters().get(0).message())
        .isEqualTo("targets: null, but ENCO needs known targets");
    assertThat(deadLetters().get(0).source().value()).asString().isEqualTo("bytes of 0");
  }

  @Test
  void anExperimentThatNeedsTooMuchStateIsOnlyCounted() throws Exception {
    open(Fixture.settings(UNBOUNDED, 30, 40_000), null);
    declare(1);
    send(0, 100);
    assertThat(requests()).hasSize(2);
    TrainRequest last = requests().get(1);
    assertThat(last.trains()).isFalse();
    assertThat(last.samples()).isEqualTo(100);
    assertThat(last.failure().reason()).isEqualTo(FailureReason.MEMORY);
    assertThat(last.failure().text())
        .matches(
            "needs 1 MiB: 3 variables of up to 3 categories, networks of width 16, 270 samples held"
                + " of 4 interventions; --max-state is 0 MiB: raise it, or lower --hidden,"
                + " --capacity or --intervention-capacity");
    assertThat(deadLetters()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(STATES - 3);
  }

  @Test
  void moreInterventionsThanThereIsRoomForEndTheLearning() throws Exception {
    Declaration declaration = Fixture.declared(Fixture.declaration("e", ""), 1);
    long learner =
        Subject.of(declaration, Fixture.settings(false))
            .learner()
            .bytes(2 + Fixture.targets(1).length);
    open(Fixture.settings(UNBOUNDED, 30, learner + 60_000), null);
    declare(1);
    assertThat(requests().get(0).failure()).isNull();
    String[][] targets = {
      {"A", "B"}, {"A", "C"}, {"B", "C"}, {"A", "B", "C"}, {"A"}, {"B"}, {"C"}, {}
    };
    for (int t = 0; t < 800; t++) {
      send(t, targets[t % targets.length], null, 0, 1, 2);
    }
    assertThat(requests()).hasSize(9);
    assertThat(requests().get(3).trains()).isTrue();
    TrainRequest last = requests().get(8);
    assertThat(last.trains()).isFalse();
    assertThat(last.draws()).isEmpty();
    assertThat(last.samples()).isEqualTo(800);
    assertThat(last.failure().reason()).isEqualTo(FailureReason.MEMORY);
    assertThat(last.failure().text()).contains(" samples held of 8 interventions;");
    assertThat(harness.numKeyedStateEntries()).isEqualTo(STATES - 3);
  }
}
