// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.schemas.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results with memory of which only the newest is wanted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NewestWithMemoryFunctionTest {

  private static final int OPEN = 1_000_000;

  @BeforeEach
  void shut() {
    Walk.GATE.drainPermits();
  }

  private static Beside<Steps, Place, Sample> walk(int threads) {
    return Beside.newestWinsWithMemory(
        new Walk(),
        TypeInformation.of(Steps.class),
        TypeInformation.of(Place.class),
        threads,
        Nowhere.gauged());
  }

  private static BesideHarness<Steps, Sample> newHarness(int threads) throws Exception {
    return BesideHarness.of(walk(threads), Steps::key);
  }

  private static Steps at(String key, long samples) {
    return new Steps(key, 1, samples, 10 + (int) (samples / 100));
  }

  @Test
  void theNewestIsAnsweredFromWhatWasKnownAfterTheOneThatHadBegun() throws Exception {
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(at("a", 100), at("a", 200), at("a", 300), at("b", 100), at("b", 200));
      // Of a, what has begun, its generation and the newest; of b, the newest.
      assertThat(harness.stateEntries()).isEqualTo(4);
      Walk.GATE.release(OPEN);
      harness.awaitRecords(3);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(at("a", 100), at("a", 300)));
      assertThat(BesideHarness.recordsOf("b", harness.records()))
          .isEqualTo(Walk.batch(at("b", 200)));
      // Of each key its memory and generation.
      assertThat(harness.stateEntries()).isEqualTo(4);
      harness.send(at("a", 400));
      harness.awaitRecords(4);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(at("a", 100), at("a", 300), at("a", 400)));
      assertThat(harness.timers()).isZero();
    }
  }

  /**
   * Two of four keys have one answer, and the next computation has begun and been lost. What comes
   * after the restart does not take the place of it.
   */
  @ParameterizedTest
  @MethodSource("dev.sluice.jobs.beside.BesideHarness#restarts")
  void whatWasLostInARestartIsComputedAgainFromTheSameMemory(StateBackend backend, int parallelism)
      throws Exception {
    List<Keyed<Sample>> records = new ArrayList<>();
    OperatorSubtaskState checkpoint;
    try (BesideHarness<Steps, Sample> harness = newHarness(2).with(backend).open()) {
      harness.send(at("a", 100), at("b", 100));
      Walk.GATE.release(2);
      harness.awaitRecords(2);
      for (String key : List.of("a", "b", "c", "d")) {
        harness.send(at(key, 200), at(key, 300));
      }
      checkpoint = harness.harness().snapshot(1, 0);
      records.addAll(harness.records());
    }
    for (int subtask = 0; subtask < parallelism; subtask++) {
      try (BesideHarness<Steps, Sample> harness =
          BesideHarness.of(walk(1), Steps::key, parallelism, subtask)
              .with(backend)
              .open(List.of(checkpoint))) {
        if (parallelism == 1) {
          for (String key : List.of("a", "b", "c", "d")) {
            harness.send(at(key, 300));
          }
        }
        Walk.GATE.release(OPEN);
        harness.harness().endInput();
        Walk.GATE.drainPermits();
        records.addAll(harness.records());
      }
    }
    for (String key : List.of("a", "b")) {
      assertThat(BesideHarness.recordsOf(key, records))
          .isEqualTo(Walk.batch(at(key, 100), at(key, 200), at(key, 300)));
    }
    assertThat(BesideHarness.recordsOf("d", records)).isEqualTo(Walk.batch(at("d", 300)));
  }

  @Test
  void aNewGenerationBeginsAnewAndTheOldOnesResultIsDropped() throws Exception {
    Steps fresh = new Steps("a", 2, 200, 5);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(at("a", 100));
      Walk.GATE.release(1);
      harness.awaitRecords(1);
      harness.send(at("a", 200), at("a", 300), fresh);
      Walk.GATE.release(OPEN);
      harness.awaitRecords(2);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .containsExactly(Walk.batch(at("a", 100)).get(0), Walk.batch(fresh).get(0));
      assertThat(harness.stateEntries()).isEqualTo(2);
    }
  }

  /** What had begun before the restart belongs to another generation than what comes after it. */
  @Test
  void aNewGenerationAfterARestartBeginsAnew() throws Exception {
    OperatorSubtaskState checkpoint;
    try (BesideHarness<Steps, Sample> harness = newHarness(2).open()) {
      harness.send(at("a", 100), at("b", 100));
      checkpoint = harness.harness().snapshot(1, 0);
    }
    Steps fresh = new Steps("b", 2, 200, 5);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open(List.of(checkpoint))) {
      harness.send(fresh);
      Walk.GATE.release(OPEN);
      harness.awaitRecords(2);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(at("a", 100)));
      assertThat(BesideHarness.recordsOf("b", harness.records())).isEqualTo(Walk.batch(fresh));
    }
  }

  @Test
  void anEndCancelsWhatRunsAndLeavesNothing() throws Exception {
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(at("a", 100));
      Walk.GATE.release(1);
      harness.awaitRecords(1);
      harness.send(at("a", 200), at("a", 300), Steps.end("a"));
      assertThat(harness.records()).last().isEqualTo(new Keyed<Sample>("a", null));
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aFailureAnswersWhatCameSinceAndForgetsAllButItself() throws Exception {
    Steps fails = new Steps("a", 1, 200, Walk.THROWS);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(at("a", 100));
      Walk.GATE.release(1);
      harness.awaitRecords(1);
      harness.send(fails, at("a", 300), at("a", 400));
      Walk.GATE.release(OPEN);
      harness.awaitRecords(3);
      assertThat(BesideHarness.recordsOf("a", harness.records()).subList(1, 3))
          .extracting(Sample::getDrawnAt, Sample::getRegime)
          .containsExactly(
              tuple(200L, "UNSUPPORTED: no such steps"), tuple(400L, "UNSUPPORTED: no such steps"));
      // Failure and generation.
      assertThat(harness.stateEntries()).isEqualTo(2);
    }
  }

  @Test
  void aPassingFailureIsToldAndTheKeyGoesOnFromWhatItKnew() throws Exception {
    Walk.GATE.release(OPEN);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(at("a", 100));
      harness.awaitRecords(1);
      harness.send(new Steps("a", 1, 200, Walk.PASSES));
      harness.awaitRecords(2);
      harness.send(at("a", 300));
      harness.awaitRecords(3);
      assertThat(BesideHarness.recordsOf("a", harness.records()).get(2))
          .isEqualTo(Walk.batch(at("a", 100), at("a", 300)).get(1));
    }
  }

  @Test
  void whatLackedHeapIsOwedWhileItRests() throws Exception {
    OperatorSubtaskState checkpoint;
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(new Steps("a", 1, 100, Walk.TOO_LARGE));
      harness.awaitRecords(1);
      harness.send(at("a", 200));
      harness.awaitRecords(2);
      assertThat(harness.failures("MEMORY")).isEqualTo(1);
      checkpoint = harness.harness().snapshot(1, 0);
    }
    Walk.GATE.release(OPEN);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open(List.of(checkpoint))) {
      harness.awaitRecords(1);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(at("a", 200)));
    }
  }

  /** The walk that begins anew at each request, and no longer knows a failure of before. */
  private record Forgetful(Walk walk, boolean outlives) implements Work<Steps, Place, Sample> {

    private static final long serialVersionUID = 1L;

    @Override
    public long generation(Steps request) {
      return walk.generation(request);
    }

    @Override
    public boolean ends(Steps request) {
      return walk.ends(request);
    }

    @Override
    public long bytes(Steps request, Place memory) {
      return 0;
    }

    @Override
    public Done<Place, Sample> compute(Steps request, Place memory) throws Exception {
      return new Done<>(null, walk.compute(request, null).snapshot());
    }

    @Override
    public boolean hasOutlived(Failure failure) {
      return outlives && failure != null;
    }

    @Override
    public Sample failed(Steps request, Failure failure) {
      return walk.failed(request, failure);
    }
  }

  private static BesideHarness<Steps, Sample> forgetful(boolean outlives) throws Exception {
    return BesideHarness.of(
        Beside.newestWinsWithMemory(
            new Forgetful(new Walk(), outlives),
            TypeInformation.of(Steps.class),
            TypeInformation.of(Place.class),
            1,
            Nowhere.gauged()),
        Steps::key);
  }

  @Test
  void whatKnowsNothingLeavesNothing() throws Exception {
    Walk.GATE.release(OPEN);
    try (BesideHarness<Steps, Sample> harness = forgetful(false).open()) {
      harness.send(at("a", 100));
      harness.awaitRecords(1);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aFailureThatABuildNoLongerHasIsLifted() throws Exception {
    Walk.GATE.release(OPEN);
    OperatorSubtaskState checkpoint;
    try (BesideHarness<Steps, Sample> harness = forgetful(false).open()) {
      harness.send(new Steps("a", 1, 100, Walk.THROWS));
      harness.awaitRecords(1);
      harness.send(at("a", 200));
      assertThat(BesideHarness.recordsOf("a", harness.records()).get(1).getRegime())
          .startsWith("UNSUPPORTED");
      checkpoint = harness.harness().snapshot(1, 0);
    }
    try (BesideHarness<Steps, Sample> harness = forgetful(true).open(List.of(checkpoint))) {
      harness.send(at("a", 300));
      harness.awaitRecords(1);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(at("a", 300)));
      assertThat(harness.stateEntries()).isZero();
    }
  }
}
