// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
  private static final long MANY_STEPS = 1 << 20;

  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void clearStatus() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyTaskIsDoneOnceByOneThreadOfEachNumber(int threads) {
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    try (Team team = new Team(threads)) {
      for (int round = 1; round <= 20; round++) {
        team.forEach(
            100,
            MANY_STEPS,
            (thread, number) -> {
              seen.add(Thread.currentThread());
              assertThat(busy.incrementAndGet(thread)).isEqualTo(1);
              done.incrementAndGet(number);
              busy.decrementAndGet(thread);
            });
        for (int number = 0; number < 100; number++) {
          assertThat(done.get(number)).isEqualTo(round);
        }
      }
    }
    assertThat(seen).hasSizeLessThanOrEqualTo(threads);
    assertNoneIsLeft();
  }

  @Test
  void allThreadsAreAtItTogether() {
    CyclicBarrier all = new CyclicBarrier(3);
    try (Team team = new Team(3)) {
      team.forEach(3, MANY_STEPS, (thread, number) -> await(all));
    }
    assertThat(all.getNumberWaiting()).isZero();
    assertThat(seen).hasSize(3);
    assertNoneIsLeft();
  }

  @Test
  void fewStepsAndSingleTasksAreDoneByTheCaller() {
    try (Team team = new Team(3)) {
      team.forEach(50, 1000, (thread, number) -> seen.add(Thread.currentThread()));
      team.forEach(1, MANY_STEPS, (thread, number) -> seen.add(Thread.currentThread()));
      team.forEach(0, MANY_STEPS, (thread, number) -> seen.add(new Thread()));
    }
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  /** As a single thread would; the other one has begun and fails later. */
  @Test
  void ofSeveralFailuresThatOfTheFirstTaskIsThrownAsItIs() {
    for (Throwable failure : List.of(new OutOfMemoryError("first"), new ArithmeticException())) {
      CyclicBarrier both = new CyclicBarrier(2);
      CountDownLatch later = new CountDownLatch(1);
      try (Team team = new Team(2)) {
        assertThatThrownBy(
                () ->
                    team.forEach(
                        10,
                        MANY_STEPS,
                        (thread, number) -> {
                          await(both);
                          if (number == 1) {
                            later.countDown();
                            throw new IllegalStateException("second");
                          }
                          await(later);
                          raise(failure);
                        }))
            .isSameAs(failure);
      }
      assertNoneIsLeft();
    }
  }

  @Test
  void afterAFailureNoTaskBeginsAndTheTeamGoesOn() {
    try (Team team = new Team(2)) {
      AtomicIntegerArray done = new AtomicIntegerArray(1000);
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(
              () ->
                  team.forEach(
                      1000,
                      MANY_STEPS,
                      (thread, number) -> {
                        done.set(number, 1);
                        throw new ArithmeticException();
                      }));
      assertThat(done.get(0)).isEqualTo(1);
      for (int number = 2; number < 1000; number++) {
        assertThat(done.get(number)).isZero();
      }
      team.forEach(1000, MANY_STEPS, (thread, number) -> done.set(number, 2));
      for (int number = 0; number < 1000; number++) {
        assertThat(done.get(number)).isEqualTo(2);
      }
    }
  }

  /** The caller has nothing left to do and waits; the other's task ends when it is interrupted. */
  @Test
  void anInterruptedCallerThatWaitsInterruptsTheOthers() {
    Thread caller = Thread.currentThread();
    assertBothEnd(
        thread -> {
          if (thread == 1) {
            caller.interrupt();
            await(new CountDownLatch(1));
          }
        });
    assertThat(caller.isInterrupted()).isFalse();
    assertNoneIsLeft();
  }

  @Test
  void whatInterruptsTheCallersTaskInterruptsTheOthers() {
    assertBothEnd(
        thread -> {
          if (thread == 0) {
            throw new CancellationException("interrupted");
          }
          await(new CountDownLatch(1));
        });
    assertNoneIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65})
  void impossibleSizesAreRefused(int threads) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Team(threads))
        .withMessage("threads is %d; expected from 1 to 64", threads);
  }

  /** Two threads have one task each, and have begun both before what is given happens. */
  private void assertBothEnd(IntConsumer inThread) {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Team team = new Team(2)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(
              () ->
                  team.forEach(
                      2,
                      MANY_STEPS,
                      (thread, number) -> {
                        await(both);
                        inThread.accept(thread);
                      }));
    }
  }

  private void await(CyclicBarrier barrier) {
    seen.add(Thread.currentThread());
    try {
      barrier.await();
    } catch (Exception e) {
      throw new CancellationException("interrupted");
    }
  }

  private void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
  }

  private static void raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private void assertNoneIsLeft() {
    seen.remove(Thread.currentThread());
    assertThat(seen).noneMatch(Thread::isAlive);
    seen.clear();
  }
}
