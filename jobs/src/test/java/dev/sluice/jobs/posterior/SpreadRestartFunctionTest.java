// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.SpreadFunctionTest.SAMPLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One slice has come when the savepoint is taken, and the other is being computed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpreadRestartFunctionTest {

  private static BesideHarness<SliceRequest, Part> newSlices() throws Exception {
    return BesideHarness.of(
        Beside.newestWins(
            new ScoreSlice(SAMPLING),
            TypeInformation.of(SliceRequest.class),
            1,
            new Gauged<>(0, () -> Numbers.of("slice", part -> 0, part -> 0))),
        SliceRequest::key);
  }

  @Test
  void aSavepointInTheMidstChangesNoBit() throws Exception {
    RefreshRequest request = SpreadFunctionTest.request(SpreadFunctionTest.declaration(24, 1), 40);
    BesideHarness<SliceRequest, Part> slices = newSlices().open();
    KeyedOneInputStreamOperatorTestHarness<String, Keyed<Part>, RefreshRequest> gather =
        SpreadFunctionTest.newGather();
    gather.open();
    slices.send(new SliceRequest("first", 0, 0, 2, request));
    slices.awaitRecords(1);
    gather.processElement(slices.records().get(0), 0);
    slices.send(new SliceRequest("second", 0, 1, 2, request));
    OperatorSubtaskState computing = slices.harness().snapshot(1, 0);
    OperatorSubtaskState gathering = gather.snapshot(1, 0);
    slices.close();
    gather.close();

    slices = newSlices().open(List.of(computing));
    gather = SpreadFunctionTest.newGather();
    gather.initializeState(gathering);
    gather.open();
    slices.awaitRecords(1);
    assertThat(slices.stateEntries()).isZero();
    gather.processElement(slices.records().get(0), 0);
    RefreshRequest end = SpreadFunctionTest.end(request.declaration());
    slices.send(new SliceRequest("first", 1, 0, 2, end));
    assertThat(slices.records().get(1).record().request().ends()).isTrue();
    slices.close();

    RefreshRequest whole = gather.extractOutputValues().get(0);
    gather.close();
    assertThat(whole.known().nodes()).hasSize(24);
    assertThat(SAMPLING.infer(whole, null))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(SAMPLING.infer(request, null));
  }
}
