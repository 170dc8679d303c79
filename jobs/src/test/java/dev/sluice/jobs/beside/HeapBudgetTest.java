// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.jobs.KeyFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {

  private static final long MEBIBYTE = 1 << 20;

  private final HeapBudget budget = new HeapBudget(10 * MEBIBYTE);

  @Test
  void refusesWhatNeverFits() {
    assertThatThrownBy(() -> budget.compute(10 * MEBIBYTE + 1, () -> 1))
        .isInstanceOf(KeyFailure.class)
        .hasMessage(
            "needs 11 MiB of heap, but computations may take 10 MiB of this JVM's: raise -Xmx");
  }

  @Test
  void twoThatDoNotFitTogetherFollowEachOther() {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompletableFuture<?>[] computations = new CompletableFuture<?>[4];
    for (int i = 0; i < computations.length; i++) {
      computations[i] =
          CompletableFuture.runAsync(
              () ->
                  compute(
                      () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        return atOnce.decrementAndGet();
                      }),
              onThreadOfItsOwn());
    }
    CompletableFuture.allOf(computations).join();
    assertThat(most).hasValue(1);
  }

  private void compute(Callable<Integer> computation) {
    try {
      budget.compute(6 * MEBIBYTE, computation);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailedComputationGivesItsRoomBack() throws Exception {
    assertThatThrownBy(
            () ->
                budget.compute(
                    10 * MEBIBYTE,
                    () -> {
                      throw new ArithmeticException("singular");
                    }))
        .isInstanceOf(ArithmeticException.class);
    assertThat(budget.<Integer>compute(10 * MEBIBYTE, () -> 1)).isEqualTo(1);
  }

  /** Defines the budget anew, as Flink does for each job. */
  private static final class JobLoader extends ClassLoader {

    JobLoader() {
      super(HeapBudgetTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(HeapBudget.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The budget of the process, as one job sees it. */
  private static final class OfJob {

    private final Object budget;

    OfJob() throws Exception {
      Class<?> type = Class.forName(HeapBudget.class.getName(), true, new JobLoader());
      assertThat(type).isNotEqualTo(HeapBudget.class);
      Method ofProcess = type.getDeclaredMethod("ofProcess");
      ofProcess.setAccessible(true);
      budget = ofProcess.invoke(null);
    }

    private Object field(String name) throws Exception {
      Field field = budget.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(budget);
    }

    CompletableFuture<Object> computeWithAll(Callable<Object> computation) throws Exception {
      Method compute = budget.getClass().getDeclaredMethod("compute", long.class, Callable.class);
      compute.setAccessible(true);
      long all = (int) field("mebibytes") * MEBIBYTE;
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return compute.invoke(budget, all, computation);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
          },
          onThreadOfItsOwn());
    }
  }

  /** Since JDK 25 the common pool has but one thread on two cores. */
  private static Executor onThreadOfItsOwn() {
    return task -> new Thread(task, "computation").start();
  }

  @Test
  void jobsOfOtherClassLoadersShareIt() throws Exception {
    OfJob one = new OfJob();
    OfJob other = new OfJob();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Object> first =
        one.computeWithAll(
            () -> {
              begun.countDown();
              gate.await();
              return "first";
            });
    begun.await();
    CompletableFuture<Object> second = other.computeWithAll(() -> "second");
    Semaphore free = (Semaphore) other.field("free");
    await().atMost(PATIENCE).until(free::hasQueuedThreads);
    assertThat(second).isNotDone();
    gate.countDown();
    assertThat(first.join()).isEqualTo("first");
    assertThat(second.join()).isEqualTo("second");
  }
}
