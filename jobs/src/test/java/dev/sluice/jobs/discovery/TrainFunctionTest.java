// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.schemas.DiscoverySnapshot;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** What training keeps of an experiment, and until when. */
class TrainFunctionTest extends GatherHarness {

  @Test
  void anEndFreesBuffersAndWeights() throws Exception {
    open(true);
    declare(1);
    send(0, 350);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    int rounds = requests().size();
    harness.processElement2(new Announcement("e", 0, null), 0);
    assertThat(requests()).hasSize(rounds + 1);
    try (BesideHarness<TrainRequest, DiscoverySnapshot> train = train()) {
      for (TrainRequest request : requests().subList(0, rounds)) {
        train.send(request);
      }
      train.awaitRecords(rounds);
      assertThat(train.records().get(rounds - 1).record().getEpochs()).isPositive();
      assertThat(train.records().get(rounds - 1).record().getFailure()).isNull();
      assertThat(train.stateEntries()).isPositive();
      train.send(requests().get(rounds));
      train.awaitRecords(rounds + 1);
      assertThat(train.records().get(rounds).record()).isNull();
      assertThat(train.stateEntries()).isZero();
      assertThat(train.timers()).isZero();
    }
  }

  private static BesideHarness<TrainRequest, DiscoverySnapshot> train() throws Exception {
    return BesideHarness.of(
            Beside.inOrder(
                new Train(Fixture.settings(true)),
                TypeInformation.of(TrainRequest.class),
                TypeInformation.of(Learned.class),
                1,
                DiscoveryGauges.of(1)),
            request -> request.declaration().experimentId())
        .open();
  }
}
