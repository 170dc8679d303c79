// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void partsComeInTheirOrder(int threads) {
    try (Workers workers = Workers.of(threads)) {
      assertThat(workers.all(20, part -> part * part))
          .isEqualTo(IntStream.range(0, 20).map(part -> part * part).boxed().toList());
      assertThat(workers.all(0, part -> part)).isEmpty();
    }
  }

  /** Each part waits for the other: one thread would never be done. */
  @Test
  void partsAreBesideOneAnother() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (Workers workers = Workers.of(2)) {
      workers.all(
          2,
          part -> {
            seen.add(Thread.currentThread());
            return await(barrier);
          });
    }

    assertThat(seen).hasSize(2).doesNotContain(Thread.currentThread());
  }

  private static int await(CyclicBarrier barrier) {
    try {
      return barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThreadIsTheCallers() {
    assertThat(Workers.NONE.all(2, part -> Thread.currentThread()))
        .containsOnly(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatAPartThrowsIsThrownAsItIs(int threads) {
    ArithmeticException failure = new ArithmeticException("of part 2");
    try (Workers workers = Workers.of(threads)) {
      assertThatThrownBy(() -> workers.all(5, part -> fail(part, failure))).isSameAs(failure);
      assertThat(workers.all(2, part -> part)).containsExactly(0, 1);
      StackOverflowError error = new StackOverflowError();
      assertThatThrownBy(() -> workers.all(3, part -> fail(part, error))).isSameAs(error);
    }
  }

  private static int fail(int part, Throwable failure) {
    if (part == 2 && failure instanceof RuntimeException e) {
      throw e;
    }
    if (part == 2 && failure instanceof Error e) {
      throw e;
    }
    return part;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anInterruptedThreadStops(int threads) {
    try (Workers workers = Workers.of(threads)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> workers.all(2, part -> part))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void nobodyIsNoWorker() {
    assertThatThrownBy(() -> Workers.of(0)).hasMessage("nobody works on 0 threads");
  }
}
