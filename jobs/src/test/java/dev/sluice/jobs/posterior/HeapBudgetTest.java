// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {

  private static final long MEBIBYTE = 1 << 20;

  private final HeapBudget budget = new HeapBudget(10 * MEBIBYTE);

  @Test
  void refusesWhatNeverFits() {
    assertThatThrownBy(() -> budget.compute(10 * MEBIBYTE + 1, () -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "needs 11 MiB of heap, but posteriors may take 10 MiB of this JVM's: raise -Xmx");
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
                  budget.compute(
                      6 * MEBIBYTE,
                      () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        return atOnce.decrementAndGet();
                      }));
    }
    CompletableFuture.allOf(computations).join();
    assertThat(most).hasValue(1);
  }

  @Test
  void aFailedComputationGivesItsRoomBack() {
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
}
