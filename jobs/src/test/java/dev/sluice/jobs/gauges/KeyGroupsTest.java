// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {

  private final Registered registered = new Registered();
  private final List<String> begun = new ArrayList<>();
  private final KeyGroups groups =
      new KeyGroups(
          registered.task(),
          "key",
          (key, group) -> {
            begun.add(key);
            group.gauge("number", () -> 1);
          });

  @Test
  void takesTheGaugesOfAKeyBack() {
    groups.open("x");
    groups.open("y");

    groups.close("x");

    assertThat(registered.keys("key", "number")).containsExactly("y");
  }

  @Test
  void opensAKeyAgainThatWasClosed() {
    groups.open("x");
    groups.close("x");

    groups.open("x");

    assertThat(registered.keys("key", "number")).containsExactly("x");
  }

  @Test
  void keepsNoShellsOfKeysThatCameAndWent() {
    groups.open("stays");
    for (int key = 0; key < 1000; key++) {
      groups.open("k" + key);
      groups.close("k" + key);
    }

    assertThat(registered.keys("key", "number")).containsExactly("stays");
    // The parent was made anew, and what stays with it, after every 64 closed groups.
    assertThat(begun.stream().filter("stays"::equals)).hasSize(1 + 1000 / 64);
  }
}
