// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReservoirTest {

  private static final int CAPACITY = 5;

  @Test
  void theFirstDrawsFillThePlacesInOrder() {
    for (int n = 0; n < CAPACITY; n++) {
      assertThat(Reservoir.place(1, "e", "A", n, CAPACITY)).isEqualTo(n);
    }
  }

  @Test
  void everyDrawIsHeldWithTheSameProbability() {
    int draws = 20;
    int streams = 20_000;
    int[] held = new int[draws];
    for (int s = 0; s < streams; s++) {
      int[] reservoir = new int[CAPACITY];
      for (int n = 0; n < draws; n++) {
        int place = Reservoir.place(s, "e", "A", n, CAPACITY);
        if (place != Reservoir.NOWHERE) {
          reservoir[place] = n;
        }
      }
      Arrays.stream(reservoir).forEach(n -> held[n]++);
    }
    // The standard deviation of a share is sqrt(.25 .75 / 20,000) = .003.
    for (int n = 0; n < draws; n++) {
      assertThat(held[n] / (double) streams).as("draw %d", n).isCloseTo(.25, within(.0125));
    }
  }

  @Test
  void aPlaceIsAFunctionOfSeedExperimentInterventionNumberAndCapacity() {
    long sum = 0;
    for (long n = 0; n < 1000; n++) {
      int place = Reservoir.place(1, "e", "A", n, 100);
      assertThat(Reservoir.place(1, "e", "A", n, 100)).isEqualTo(place);
      sum = 31 * sum + place;
    }
    assertThat(sum).isNotZero();
    assertThat(places(1, "e", "A"))
        .isNotEqualTo(places(2, "e", "A"))
        .isNotEqualTo(places(1, "f", "A"))
        .isNotEqualTo(places(1, "e", "B"));
    assertThat(places(1, "ab", "c")).isNotEqualTo(places(1, "a", "bc"));
  }

  private static int[] places(long seed, String experiment, String intervention) {
    int[] places = new int[50];
    for (int n = 0; n < places.length; n++) {
      places[n] = Reservoir.place(seed, experiment, intervention, 10 + n, 10);
    }
    return places;
  }

  @Test
  void numbersBeyondAnyStreamAreNoTrouble() {
    long last = Long.MAX_VALUE / 2 - 1;
    assertThat(Reservoir.place(1, "e", "A", last, 1)).isEqualTo(Reservoir.NOWHERE);
    int held = 0;
    for (long n = 0; n < 1000; n++) {
      int place = Reservoir.place(1, "e", "A", Integer.MAX_VALUE + n, Integer.MAX_VALUE);
      assertThat(place).isBetween(Reservoir.NOWHERE, Integer.MAX_VALUE - 1);
      held += place == Reservoir.NOWHERE ? 0 : 1;
    }
    assertThat(held).isGreaterThan(990);
  }
}
