// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** Beginnings, ends and restarts of experiments. */
class GatherLivesFunctionTest extends GatherHarness {

  @Test
  void anEndFreesEverything() throws Exception {
    open(true);
    declare(1);
    send(0, 350);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(STATES);
    harness.processElement2(new Announcement("e", 0, null), 0);
    assertThat(requests()).last().satisfies(request -> assertThat(request.draws()).isNull());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void samplesWaitForTheirDeclaration() throws Exception {
    open(true);
    send(0, 10);
    declare(1);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(requests()).last().satisfies(last -> assertThat(last.samples()).isEqualTo(10));
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aRestoredOperatorGoesOn() throws Exception {
    open(false);
    declare(1);
    send(0, 150);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(Fixture.settings(false), state);
    harness.processBothWatermarks(new Watermark(2));
    send(140, 200);
    assertThat(requests()).hasSize(1);
    assertThat(requests().get(0).samples()).isEqualTo(200);
    assertThat(rows(requests().get(0))).isEqualTo(100);
  }

  @Test
  void aBoundedRunThatBeginsFromASavepointTrainsAtItsEndToo() throws Exception {
    open(false);
    declare(1);
    send(0, 150);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(Fixture.settings(true), state);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(requests()).hasSize(4).allMatch(TrainRequest::trains);
    assertThat(requests()).extracting(GatherHarness::rows).containsExactly(50L, 0L, 0L, 0L);
  }

  @Test
  void stateThatWasLearnedWithOtherSettingsIsAFaultOfConfiguration() throws Exception {
    open(false);
    declare(1);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    DiscoverySettings settings = Fixture.settings(false);
    DiscoverySettings other =
        new DiscoverySettings(
            settings.topics(),
            MethodChoice.usual(MethodName.ENCO, 3),
            settings.training(),
            settings.capacity(),
            settings.maxState(),
            settings.admission());
    assertThatThrownBy(() -> open(other, state))
        .hasStackTraceContaining(
            "the state was learned with --method ENCO --hidden 16 --batch 32 --graphs 10"
                + " --sparsity (own) --latent-confounders false --seed 3 --capacity 150"
                + " --intervention-capacity 40, not with --method ENCO --hidden (own)");
  }
}
