// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void aPassGoesThroughAllButWhatFillsNoBatch() {
    Batches batches = new Batches(1, "test", 0, 10, 3);
    for (int pass = 0; pass < 5; pass++) {
      List<Integer> seen = new ArrayList<>();
      for (int b = 0; b < 3; b++) {
        IntStream.of(batches.batch(3L * pass + b)).forEach(seen::add);
      }
      assertThat(seen).hasSize(9).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 10);
    }
  }

  @Test
  void aBatchIsAFunctionOfItsNumber() {
    Batches inTurn = new Batches(1, "test", 0, 100, 7);
    List<int[]> batches = IntStream.range(0, 40).mapToObj(inTurn::batch).toList();
    Batches backwards = new Batches(1, "test", 0, 100, 7);
    for (int b = 39; b >= 0; b--) {
      assertThat(backwards.batch(b)).isEqualTo(batches.get(b));
      assertThat(new Batches(1, "test", 0, 100, 7).batch(b)).isEqualTo(batches.get(b));
    }
    assertThat(batches.get(0)).isNotEqualTo(batches.get(14)); // the second pass has its own order
    assertThat(new Batches(1, "test", 1, 100, 7).batch(0)).isNotEqualTo(batches.get(0));
    assertThat(new Batches(2, "test", 0, 100, 7).batch(0)).isNotEqualTo(batches.get(0));
  }

  @Test
  void fewerIndicesThanABatchAreOneBatch() {
    Batches few = new Batches(1, "test", 0, 2, 128);
    assertThat(few.batch(0)).containsExactlyInAnyOrder(0, 1);
    assertThat(few.batch(5)).containsExactlyInAnyOrder(0, 1);
    assertThat(new Batches(1, "test", 0, 1, 128).batch(3)).containsExactly(0);
  }
}
