// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;

/** Shows nothing but how many keys there are. */
final class Nowhere {

  private Nowhere() {}

  static <S> Gauged<S> gauged() {
    return new Gauged<>(1, () -> Numbers.of("key", snapshot -> 0, snapshot -> Numbers.UNKNOWN));
  }
}
