// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

import java.util.Arrays;

/** Reads the counts of one family after the other out of tables. Not thread-safe. */
public final class TabledFamily {
  private final ContingencyTables tables;
  private long[] counts = {};
  private long[] withTarget = {};

  /** By category of the node times possible configurations of the parents + configuration. */
  private double[] joint = {};

  private double[] ofParents = {};
  private int size;
  private int configurations;

  /** Of tables that do not change meanwhile. */
  public TabledFamily(ContingencyTables tables) {
    this.tables = tables;
  }

  /**
   * Counts the samples in which a node was not a target.
   *
   * @param parents ascending, without the node
   * @throws IllegalStateException if there are more than the tables know
   */
  public void read(int node, int[] parents) {
    if (parents.length > tables.maxParents) {
      throw new IllegalStateException(
          "%d parents: the tables are of at most %d".formatted(parents.length, tables.maxParents));
    }
    int[] strides = new int[parents.length];
    configurations = 1;
    for (int i = 0; i < parents.length; i++) {
      strides[i] = configurations;
      configurations *= tables.categories[parents[i]];
    }
    size = configurations * tables.categories[node];
    reserve();
    readAll(node, parents, strides);
    if (tables.targeted[node].length > 0) {
      subtractTargeted(node, parents, strides);
    }
    Arrays.fill(ofParents, 0, configurations, 0);
    for (int entry = 0; entry < size; entry++) {
      joint[entry] = counts[entry];
      ofParents[entry % configurations] += counts[entry];
    }
  }

  private void readAll(int node, int[] parents, int[] strides) {
    int[] family = new int[parents.length + 1];
    int[] stridesOfFamily = new int[family.length];
    int before = -1 - Arrays.binarySearch(parents, node);
    System.arraycopy(parents, 0, family, 0, before);
    System.arraycopy(strides, 0, stridesOfFamily, 0, before);
    family[before] = node;
    stridesOfFamily[before] = configurations;
    System.arraycopy(parents, before, family, before + 1, parents.length - before);
    System.arraycopy(strides, before, stridesOfFamily, before + 1, parents.length - before);
    tables.layout().read(tables.all, 0, family, stridesOfFamily, counts, 0, size);
  }

  private void subtractTargeted(int node, int[] parents, int[] strides) {
    Corners others = tables.layoutWithout(node);
    for (int category = 0; category < tables.categories[node]; category++) {
      others.read(
          tables.targeted[node],
          category * others.size,
          parents,
          strides,
          withTarget,
          category * configurations,
          configurations);
    }
    for (int entry = 0; entry < size; entry++) {
      counts[entry] -= withTarget[entry];
    }
  }

  private void reserve() {
    if (counts.length < size) {
      counts = new long[size];
      withTarget = new long[size];
      joint = new double[size];
      ofParents = new double[size];
    }
  }

  /** By configuration of the parents and the node, in the first {@link #size} entries. */
  public double[] joint() {
    return joint;
  }

  /** Possible configurations of the parents and the node. */
  public int size() {
    return size;
  }

  /** By configuration of the parents, in the first {@link #configurations} entries. */
  public double[] ofParents() {
    return ofParents;
  }

  /** Possible configurations of the parents. */
  public int configurations() {
    return configurations;
  }
}
