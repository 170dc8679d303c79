// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.schemas.Sample;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results without memory whose computation needs more heap than there is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LackOfHeapFunctionTest {

  private static final long LITTLE = 1 << 20;

  /** What computations need. */
  private static volatile long need;

  private BesideHarness<Steps, Sample> harness;

  /** A computation of {@link #OUT_OF_MEMORY} steps ends in an error of the virtual machine. */
  private static final class Needy implements Work<Steps, Void, Sample> {

    static final int OUT_OF_MEMORY = 7;

    private static final long serialVersionUID = 1L;

    @Override
    public long generation(Steps request) {
      return request.generation();
    }

    @Override
    public boolean ends(Steps request) {
      return request.steps() == 0;
    }

    @Override
    public long bytes(Steps request, Void memory) {
      return need;
    }

    @Override
    public Done<Void, Sample> compute(Steps request, Void memory) {
      if (request.steps() == OUT_OF_MEMORY) {
        throw new OutOfMemoryError("Java heap space");
      }
      return new Done<>(null, sample(request).build());
    }

    @Override
    public Sample failed(Steps request, Failure failure) {
      return sample(request).setRegime(failure.reason().name()).build();
    }

    private static Sample.Builder sample(Steps request) {
      return Sample.newBuilder()
          .setExperimentId(request.key())
          .setDrawnAt(request.samples())
          .setTargets(null)
          .setValues(List.of());
    }
  }

  private static Steps at(long samples) {
    return new Steps("a", 1, samples, 1);
  }

  private static BesideHarness<Steps, Sample> newHarness() throws Exception {
    return BesideHarness.of(
        Beside.newestWins(new Needy(), TypeInformation.of(Steps.class), 1, Nowhere.gauged()),
        Steps::key);
  }

  @BeforeEach
  void failTwice() throws Exception {
    need = Long.MAX_VALUE;
    harness = newHarness().open();
    harness.send(at(10));
    harness.awaitRecords(1);
    harness.send(at(20));
    assertThat(told()).containsExactly("10 MEMORY", "20 MEMORY");
    assertThat(harness.failures("MEMORY")).isEqualTo(1);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    harness.close();
    harness = newHarness().open(List.of(state));
  }

  private List<String> told() {
    return harness.records().stream()
        .map(Keyed::record)
        .map(
            record ->
                record.getDrawnAt() + " " + Objects.requireNonNullElse(record.getRegime(), "done"))
        .toList();
  }

  @Test
  void aRestartWithEnoughOfItAnswersTheNewestRequest() throws Exception {
    need = LITTLE;
    restart();
    harness.awaitRecords(1);
    assertThat(told()).containsExactly("20 done");
    assertThat(harness.failures("MEMORY")).isZero();
    assertThat(harness.stateEntries()).isZero();
    harness.send(at(30));
    harness.awaitRecords(2);
    assertThat(told()).containsExactly("20 done", "30 done");
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void aRestartWithoutItFailsOnceMoreAndStillRests() throws Exception {
    restart();
    harness.awaitRecords(1);
    need = LITTLE;
    harness.send(at(30));
    assertThat(told()).containsExactly("20 MEMORY", "30 MEMORY");
    assertThat(harness.failures("MEMORY")).isEqualTo(1);
    restart();
    harness.awaitRecords(1);
    assertThat(told()).containsExactly("30 done");
  }

  @Test
  void withoutARestartNothingIsTriedAgain() throws Exception {
    need = LITTLE;
    harness.send(at(30));
    assertThat(told()).containsExactly("10 MEMORY", "20 MEMORY", "30 MEMORY");
    // What it is owed, why it rests, and the generation of that.
    assertThat(harness.stateEntries()).isEqualTo(3);
  }

  @Test
  void anotherGenerationOrTheEndForgetsIt() throws Exception {
    need = LITTLE;
    harness.send(new Steps("a", 2, 5, 1));
    harness.awaitRecords(3);
    assertThat(told()).containsExactly("10 MEMORY", "20 MEMORY", "5 done");
    assertThat(harness.stateEntries()).isZero();
    need = Long.MAX_VALUE;
    harness.send(new Steps("a", 2, 6, 1));
    harness.awaitRecords(4);
    harness.send(Steps.end("a"));
    assertThat(harness.stateEntries()).isZero();
    assertThat(harness.timers()).isZero();
  }

  @Test
  void anErrorOfTheVirtualMachineIsNotTriedAgain() throws Exception {
    need = LITTLE;
    harness.send(new Steps("b", 1, 10, Needy.OUT_OF_MEMORY));
    harness.awaitRecords(3);
    harness.send(Steps.end("a"));
    restart();
    harness.send(new Steps("b", 1, 20, 1));
    assertThat(told()).containsExactly("20 MEMORY");
    // Why it rests, and the generation of that.
    assertThat(harness.stateEntries()).isEqualTo(2);
  }
}
