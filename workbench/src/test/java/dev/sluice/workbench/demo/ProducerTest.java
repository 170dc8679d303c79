// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProducerTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicBoolean hasEnded = new AtomicBoolean();
  private final Producer untilClosed = new Producer("producer", "it", this::produce);

  private void produce() {
    begun.countDown();
    while (!untilClosed.isClosed()) {
      Thread.onSpinWait();
    }
    hasEnded.set(true);
  }

  @Test
  void stopsWhenItHasSentAll() throws InterruptedException {
    untilClosed.start();
    begun.await();
    assertThat(hasEnded).isFalse();

    untilClosed.stop();

    assertThat(hasEnded).isTrue();
  }

  @Test
  void closesWithoutHavingBegun() {
    untilClosed.close();

    assertThat(untilClosed.isClosed()).isTrue();
    assertThat(begun.getCount()).isEqualTo(1);
  }

  @Test
  void whatStoppedItIsSaid() {
    Producer failing =
        new Producer(
            "producer",
            "the demo's survey",
            () -> {
              throw new IllegalStateException("no broker");
            });
    failing.start();

    assertThatThrownBy(failing::stop)
        .isInstanceOf(Failure.class)
        .hasMessage("the demo's survey stopped: no broker");
    assertThatThrownBy(failing::check).isInstanceOf(Failure.class);
    failing.close();
  }
}
