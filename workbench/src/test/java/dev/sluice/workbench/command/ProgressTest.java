// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter written = new StringWriter();
  private long now = Long.MAX_VALUE - 5; // the clock may overflow

  private Progress progress(long total) {
    return new Progress(new PrintWriter(written), "steps", total, () -> now);
  }

  private void steps(Progress progress, int count, long seconds) {
    for (int step = 0; step < count; step++) {
      now += TimeUnit.SECONDS.toNanos(seconds);
      progress.step();
    }
  }

  private Stream<String> lines() {
    return written.toString().lines();
  }

  @Test
  void saysWhatIsDoneAndHowLongTheRestMayTake() {
    Progress progress = progress(1000);
    steps(progress, 4, 2);
    progress.begin("lsa-1-linear-1");
    steps(progress, 2, 2);

    assertThat(lines())
        .containsExactly(
            "2 of 1000 steps (0 %), about 33 min 16 s left",
            "4 of 1000 steps (0 %), about 33 min 12 s left",
            "lsa-1-linear-1: 6 of 1000 steps (0 %), about 33 min 8 s left");
  }

  @Test
  void afterAMinuteItSaysSoLessOften() {
    steps(progress(90), 90, 1);

    assertThat(lines()).hasSize(20 + 3);
    assertThat(lines().skip(20))
        .containsExactly(
            "70 of 90 steps (77 %), about 20 s left",
            "80 of 90 steps (88 %), about 10 s left", "90 of 90 steps (100 %), about 0 s left");
  }

  @Test
  void hoursAreHours() {
    steps(progress(26), 1, 300);

    assertThat(lines()).containsExactly("1 of 26 steps (3 %), about 2 h 5 min left");
  }

  @Test
  void aShortCommandSaysNothing() {
    steps(progress(2), 2, 1);

    assertThat(lines()).isEmpty();
  }
}
