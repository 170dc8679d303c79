// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.survey.agreement.Clustering.Merge;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusteringTest {

  @Test
  void distancesAreMeansOverAllPairsOfItems() {
    double[][] distances = {
      {0, 0.1, 0.5, 0.9},
      {0.1, 0, 0.6, 0.9},
      {0.5, 0.6, 0, 0.75},
      {0.9, 0.9, 0.75, 0}
    };
    Clustering clustering = Clustering.averageLinkage(List.of("a", "b", "c", "d"), distances);
    assertThat(clustering.order()).containsExactly("a", "b", "c", "d");
    assertThat(clustering.merges()).hasSize(3);
    assertMerge(clustering.merges().get(0), List.of("a"), List.of("b"), 0.1);
    assertMerge(clustering.merges().get(1), List.of("a", "b"), List.of("c"), 0.55);
    assertMerge(clustering.merges().get(2), List.of("a", "b", "c"), List.of("d"), 0.85);
  }

  @Test
  void tiesGoToTheSmallestNames() {
    double[][] distances = new double[4][4];
    for (double[] row : distances) {
      Arrays.fill(row, 0.5);
    }
    distances[0][3] = 0.5 - 1e-14;
    distances[3][0] = distances[0][3];
    Clustering clustering = Clustering.averageLinkage(List.of("a", "b", "c", "d"), distances);
    assertMerge(clustering.merges().get(0), List.of("a"), List.of("b"), 0.5);
    assertMerge(clustering.merges().get(1), List.of("a", "b"), List.of("c"), 0.5);
    assertMerge(clustering.merges().get(2), List.of("a", "b", "c"), List.of("d"), 0.5);
  }

  @Test
  void neighboursAreJoined() {
    double[][] distances = {
      {0, 0.9, 0.2, 0.9},
      {0.9, 0, 0.9, 0.1},
      {0.2, 0.9, 0, 0.9},
      {0.9, 0.1, 0.9, 0}
    };
    Clustering clustering = Clustering.averageLinkage(List.of("a", "b", "c", "d"), distances);
    assertThat(clustering.order()).containsExactly("a", "c", "b", "d");
    assertMerge(clustering.merges().get(2), List.of("a", "c"), List.of("b", "d"), 0.9);
  }

  @Test
  void fewerThanTwoItemsDoNotMerge() {
    assertThat(Clustering.averageLinkage(List.of(), new double[0][0]).order()).isEmpty();
    Clustering one = Clustering.averageLinkage(List.of("a"), new double[1][1]);
    assertThat(one.order()).containsExactly("a");
    assertThat(one.merges()).isEmpty();
  }

  private static void assertMerge(
      Merge merge, List<String> left, List<String> right, double distance) {
    assertThat(merge.left()).isEqualTo(left);
    assertThat(merge.right()).isEqualTo(right);
    assertThat(merge.distance()).isCloseTo(distance, within(1e-12));
  }
}
