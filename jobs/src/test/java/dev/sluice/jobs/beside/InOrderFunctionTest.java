// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Keyed;
import dev.sluice.schemas.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results with memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InOrderFunctionTest {

  private static final int OPEN = 1_000_000;

  @BeforeEach
  void shut() {
    Walk.GATE.drainPermits();
  }

  private static Beside<Steps, Place, Sample> walk(int threads) {
    return Beside.inOrder(
        new Walk(),
        TypeInformation.of(Steps.class),
        TypeInformation.of(Place.class),
        threads,
        Nowhere.gauged());
  }

  private static BesideHarness<Steps, Sample> newHarness(int threads) throws Exception {
    return BesideHarness.of(walk(threads), Steps::key);
  }

  private static Steps[] requests(String key, int count) {
    Steps[] requests = new Steps[count];
    for (int i = 0; i < count; i++) {
      requests[i] = new Steps(key, key.hashCode(), 100L * (i + 1), 10 + i);
    }
    return requests;
  }

  @Test
  void everyRequestIsAnsweredFromWhatWasKnownAfterTheOneBefore() throws Exception {
    Walk.GATE.release(OPEN);
    try (BesideHarness<Steps, Sample> harness = newHarness(2).open()) {
      harness.send(requests("a", 7));
      harness.send(requests("b", 3));
      harness.awaitRecords(10);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .isEqualTo(Walk.batch(requests("a", 7)));
      assertThat(BesideHarness.recordsOf("b", harness.records()))
          .isEqualTo(Walk.batch(requests("b", 3)));
      // Of each key its memory and generation.
      assertThat(harness.stateEntries()).isEqualTo(4);
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void keysTakeTurns() throws Exception {
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(requests("a", 2));
      harness.send(requests("b", 2));
      Walk.GATE.release(OPEN);
      harness.awaitRecords(4);
      assertThat(harness.records()).extracting(Keyed::key).containsExactly("a", "b", "a", "b");
    }
  }

  /** In the middle one computation of each of two keys runs and several requests are owed. */
  @ParameterizedTest
  @MethodSource("dev.sluice.jobs.beside.BesideHarness#restarts")
  void aRestartInTheMiddleGivesTheSameBits(StateBackend backend, int parallelism) throws Exception {
    List<Keyed<Sample>> records = new ArrayList<>();
    OperatorSubtaskState checkpoint;
    try (BesideHarness<Steps, Sample> harness = newHarness(2).with(backend).open()) {
      for (String key : List.of("a", "b", "c", "d")) {
        harness.send(requests(key, 5));
      }
      Walk.GATE.release(6);
      harness.awaitRecords(6);
      checkpoint = harness.harness().snapshot(1, 0);
      records.addAll(harness.records());
    }
    Walk.GATE.release(OPEN);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      try (BesideHarness<Steps, Sample> harness =
          BesideHarness.of(walk(1), Steps::key, parallelism, subtask)
              .with(backend)
              .open(List.of(checkpoint))) {
        harness.harness().endInput();
        records.addAll(harness.records());
      }
    }
    assertThat(records).hasSize(20);
    for (String key : List.of("a", "b", "c", "d")) {
      assertThat(BesideHarness.recordsOf(key, records)).isEqualTo(Walk.batch(requests(key, 5)));
    }
  }

  @Test
  void aNewGenerationBeginsAnewAndTheOldOnesResultIsDropped() throws Exception {
    Steps[] fresh = {new Steps("a", 2, 100, 5), new Steps("a", 2, 200, 5)};
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(requests("a", 3));
      Walk.GATE.release(1);
      harness.awaitRecords(1);
      harness.send(fresh);
      Walk.GATE.release(OPEN);
      harness.awaitRecords(3);
      assertThat(BesideHarness.recordsOf("a", harness.records()).subList(1, 3))
          .isEqualTo(Walk.batch(fresh));
      assertThat(harness.stateEntries()).isEqualTo(2);
    }
  }

  @Test
  void anEndCancelsWhatRunsAndLeavesNothing() throws Exception {
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(requests("a", 3));
      Walk.GATE.release(1);
      harness.awaitRecords(1);
      harness.send(Steps.end("a"));
      assertThat(harness.records()).last().isEqualTo(new Keyed<Sample>("a", null));
      assertThat(harness.stateEntries()).isZero();
      // The only thread is free again without a permit.
      Walk.GATE.release(1);
      harness.send(requests("b", 1));
      harness.awaitRecords(3);
      assertThat(BesideHarness.recordsOf("b", harness.records()))
          .isEqualTo(Walk.batch(requests("b", 1)));
    }
  }

  static List<Arguments> failures() {
    return List.of(
        Arguments.of(Walk.THROWS, "UNSUPPORTED", "no such steps"),
        Arguments.of(Walk.INFINITE, "NOT_FINITE", "values[1] is Infinity, not a finite number"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureStaysWithItsKey(int steps, String reason, String text) throws Exception {
    Walk.GATE.release(OPEN);
    Steps fails = new Steps("a", 1, 200, steps);
    Steps resting = new Steps("a", 1, 300, 10);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(new Steps("a", 1, 100, 10), fails, resting);
      harness.send(requests("b", 2));
      harness.awaitRecords(5);
      harness.send(new Steps("a", 1, 400, 10));
      assertThat(BesideHarness.recordsOf("b", harness.records()))
          .isEqualTo(Walk.batch(requests("b", 2)));
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .extracting(Sample::getDrawnAt, Sample::getRegime)
          .containsExactly(
              tuple(100L, null),
              tuple(200L, reason + ": " + text),
              tuple(300L, reason + ": " + text),
              tuple(400L, reason + ": " + text));
      assertThat(harness.failures(reason)).isEqualTo(1);
      // Of a, failure and generation; of b, memory and generation.
      assertThat(harness.stateEntries()).isEqualTo(4);
      Steps anew = new Steps("a", 2, 500, 10);
      harness.send(anew);
      harness.awaitRecords(7);
      assertThat(BesideHarness.recordsOf("a", harness.records()))
          .last()
          .isEqualTo(Walk.batch(anew).get(0));
    }
  }

  @Test
  void aPassingFailureIsToldAndTheKeyGoesOnFromWhatItKnew() throws Exception {
    Walk.GATE.release(OPEN);
    Steps first = new Steps("a", 1, 100, 10);
    Steps last = new Steps("a", 1, 300, 10);
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(first, new Steps("a", 1, 200, Walk.PASSES), last);
      harness.awaitRecords(3);
      assertThat(harness.records().get(1).record().getRegime())
          .isEqualTo("DEPENDENT_VARIABLES: no steps yet");
      List<Sample> batch = Walk.batch(first, last);
      assertThat(harness.records().get(0).record()).isEqualTo(batch.get(0));
      assertThat(harness.records().get(2).record()).isEqualTo(batch.get(1));
      assertThat(harness.failures("DEPENDENT_VARIABLES")).isEqualTo(1);
      // Memory and generation, and no failure.
      assertThat(harness.stateEntries()).isEqualTo(2);
    }
  }

  @Test
  void whatNeedsMoreHeapThanThereIsIsNotBegun() throws Exception {
    try (BesideHarness<Steps, Sample> harness = newHarness(1).open()) {
      harness.send(new Steps("a", 1, 100, Walk.TOO_LARGE));
      harness.awaitRecords(1);
      assertThat(BesideHarness.recordsOf("a", harness.records()).get(0).getRegime())
          .matches("MEMORY: needs \\d+ MiB of heap, but computations may take \\d+ MiB .*");
      assertThat(harness.failures("MEMORY")).isEqualTo(1);
    }
  }

  @Test
  void aThousandOwedKeysRingOnceAndAreReadOnce() throws Exception {
    int keys = 1000;
    try (BesideHarness<Steps, Sample> harness =
        newHarness(1).with(new EmbeddedRocksDBStateBackend()).open()) {
      for (int k = 0; k < keys; k++) {
        harness.send(new Steps("k" + k, 1, 100, 2));
      }
      long made = Steps.MADE.get();
      assertThat(harness.timers()).isZero();
      Walk.GATE.release(OPEN);
      harness.awaitRecords(keys);
      assertThat(harness.mails()).isEqualTo(keys);
      // The first was read when it came.
      assertThat(Steps.MADE.get() - made).isEqualTo(keys - 1);
      assertThat(harness.records())
          .extracting(Keyed::key)
          .isEqualTo(IntStream.range(0, keys).mapToObj(k -> "k" + k).toList());
    }
  }

  @Test
  void theThreadsEndWithTheOperator() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (BesideHarness<Steps, Sample> harness = newHarness(2).open()) {
      for (String key : List.of("a", "b", "c")) {
        harness.send(requests(key, 2));
      }
      await().atMost(PATIENCE).until(() -> threads(before) == 2);
    }
    await().atMost(PATIENCE).until(() -> threads(before) == 0);
  }

  private static long threads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("beside-") && !before.contains(thread))
        .count();
  }
}
