// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hierarchical clustering.
 *
 * @param order the items such that every merge joins neighbours
 * @param merges in the order they were made
 */
public record Clustering(List<String> order, List<Merge> merges) {

  /** Distances that differ by no more than rounding are ties. */
  private static final double TIE = 1e-12;

  /**
   * Two clusters become one. The clusters have numbers: an item that of its position, and what the
   * merges make those that follow, beginning with the first merge.
   *
   * @param left items of the cluster whose smallest name comes first
   * @param right items of the other
   * @param leftNumber number of the one
   * @param rightNumber number of the other
   * @param distance between them, the mean over pairs of their items
   */
  public record Merge(
      List<String> left, List<String> right, int leftNumber, int rightNumber, double distance) {}

  /** Items that were joined, and the cluster's number. */
  private record Cluster(List<String> items, int number) {}

  /**
   * Average linkage (UPGMA): merges the two clusters at the smallest mean distance until one is
   * left. Of equally distant pairs it takes the one whose smallest names come first.
   *
   * @param names of the items, sorted
   * @param distances symmetric, in the order of the names
   */
  public static Clustering averageLinkage(List<String> names, double[][] distances) {
    return new Linkage(names, distances).run();
  }

  /** Clusters stay sorted by their smallest name: the left one's is the smaller. */
  private static final class Linkage {

    private final List<Cluster> clusters = new ArrayList<>();
    private final List<Merge> merges = new ArrayList<>();
    private final int items;

    /** Sums of the distances between the items of two clusters; of the first clusters.size(). */
    private final double[][] sums;

    Linkage(List<String> names, double[][] distances) {
      items = names.size();
      sums = Arrays.stream(distances).map(double[]::clone).toArray(double[][]::new);
      for (int i = 0; i < items; i++) {
        clusters.add(new Cluster(List.of(names.get(i)), i));
      }
    }

    Clustering run() {
      while (clusters.size() > 1) {
        mergeClosest();
      }
      return new Clustering(clusters.isEmpty() ? List.of() : clusters.get(0).items, merges);
    }

    private void mergeClosest() {
      int[] sizes = clusters.stream().mapToInt(cluster -> cluster.items.size()).toArray();
      int left = 0;
      int right = 1;
      double least = sums[0][1] / ((double) sizes[0] * sizes[1]);
      for (int i = 0; i < sizes.length; i++) {
        for (int j = i + 1; j < sizes.length; j++) {
          double mean = sums[i][j] / ((double) sizes[i] * sizes[j]);
          if (mean < least - TIE) {
            left = i;
            right = j;
            least = mean;
          }
        }
      }
      join(left, right, least);
    }

    private void join(int left, int right, double distance) {
      Cluster one = clusters.get(left);
      Cluster other = clusters.remove(right);
      List<String> joined = new ArrayList<>(one.items);
      joined.addAll(other.items);
      clusters.set(left, new Cluster(List.copyOf(joined), items + merges.size()));
      merges.add(new Merge(one.items, other.items, one.number, other.number, distance));
      int before = clusters.size() + 1;
      for (int k = 0; k < before; k++) {
        sums[left][k] += sums[right][k];
      }
      for (int k = 0; k < before; k++) {
        sums[k][left] = sums[left][k];
      }
      for (int k = 0; k < before; k++) {
        System.arraycopy(sums[k], right + 1, sums[k], right, before - right - 1);
      }
      System.arraycopy(sums, right + 1, sums, right, before - right - 1);
    }
  }
}
