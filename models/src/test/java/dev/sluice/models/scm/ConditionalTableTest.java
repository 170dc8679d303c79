// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalTableTest {
  @ParameterizedTest
  @CsvSource({"2, 0, 1", "2, 1, 2", "2, 4, 16", "3, 2, 9", "3, 3, 27", "10, 1, 10"})
  void dependsOnEveryParent(int categories, int parents, int rows) {
    for (int seed = 0; seed < 50; seed++) {
      ConditionalTable table = draw(categories, parents, seed);

      assertThat(table.rowCount()).isEqualTo(rows);
      for (int parent = 0; parent < parents; parent++) {
        assertThat(table.effect(parent)).isGreaterThanOrEqualTo(0.3);
      }
    }
  }

  @Test
  void rowsAreDistributionsInWhichEveryCategoryOccurs() {
    ConditionalTable table = draw(3, 3, 1);
    for (int r = 0; r < table.rowCount(); r++) {
      double[] row = table.row(r);

      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(row).min().orElseThrow()).isGreaterThanOrEqualTo(0.1 / 3);
    }
  }

  @Test
  void categoryIsWhereTheCumulativeProbabilityPassesTheNumber() {
    ConditionalTable table = draw(3, 1, 2);
    double[] row = table.row(1);

    assertThat(table.category(1, 0)).isZero();
    assertThat(table.category(1, row[0] - 1e-9)).isZero();
    assertThat(table.category(1, row[0] + 1e-9)).isEqualTo(1);
    assertThat(table.category(1, row[0] + row[1] - 1e-9)).isEqualTo(1);
    assertThat(table.category(1, row[0] + row[1] + 1e-9)).isEqualTo(2);
    assertThat(table.category(1, Math.nextDown(1.0))).isEqualTo(2);
  }

  private static ConditionalTable draw(int categories, int parents, long seed) {
    return ConditionalTable.draw(categories, parents, KeyedRandom.of(seed, "test"));
  }
}
