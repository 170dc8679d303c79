// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import java.util.ArrayList;
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
   * Two clusters become one.
   *
   * @param left items of the cluster whose smallest name comes first
   * @param right items of the other
   * @param distance between them, the mean over pairs of their items
   */
  public record Merge(List<String> left, List<String> right, double distance) {}

  /** A cluster and the sums of its items' distances to those of every other cluster. */
  private record Cluster(List<String> items, List<Double> distances) {}

  /**
   * Average linkage (UPGMA): merges the two clusters at the smallest mean distance until one is
   * left. Of equally distant pairs it takes the one whose smallest names come first.
   *
   * @param names of the items, sorted
   * @param distances symmetric, in the order of the names
   */
  public static Clustering averageLinkage(List<String> names, double[][] distances) {
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Double> row = new ArrayList<>();
      for (double distance : distances[i]) {
        row.add(distance);
      }
      clusters.add(new Cluster(List.of(names.get(i)), row));
    }
    List<Merge> merges = new ArrayList<>();
    while (clusters.size() > 1) {
      merges.add(mergeClosest(clusters));
    }
    return new Clustering(clusters.isEmpty() ? List.of() : clusters.get(0).items, merges);
  }

  private static Merge mergeClosest(List<Cluster> clusters) {
    int left = 0;
    int right = 1;
    for (int i = 0; i < clusters.size(); i++) {
      for (int j = i + 1; j < clusters.size(); j++) {
        if (mean(clusters, i, j) < mean(clusters, left, right) - TIE) {
          left = i;
          right = j;
        }
      }
    }
    Merge merge =
        new Merge(clusters.get(left).items, clusters.get(right).items, mean(clusters, left, right));
    join(clusters, left, right);
    return merge;
  }

  /** Clusters stay sorted by their smallest name: the left one's is the smaller. */
  private static void join(List<Cluster> clusters, int left, int right) {
    List<String> items = new ArrayList<>(clusters.get(left).items);
    items.addAll(clusters.get(right).items);
    for (Cluster cluster : clusters) {
      cluster.distances.set(left, cluster.distances.get(left) + cluster.distances.get(right));
      cluster.distances.remove(right);
    }
    Cluster absorbed = clusters.remove(right);
    List<Double> sums = clusters.get(left).distances;
    for (int i = 0; i < sums.size(); i++) {
      sums.set(i, sums.get(i) + absorbed.distances.get(i));
    }
    clusters.set(left, new Cluster(List.copyOf(items), sums));
  }

  private static double mean(List<Cluster> clusters, int i, int j) {
    double pairs = (double) clusters.get(i).items.size() * clusters.get(j).items.size();
    return clusters.get(i).distances.get(j) / pairs;
  }
}
