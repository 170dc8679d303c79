// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Variables in the order of their names, in which everything is learned, so that the order in which
 * they are declared changes no bit. Immutable.
 */
public final class NameOrder {
  private final String[] names;

  /** By place in the order of names, the declared one. */
  private final int[] declared;

  /** By declared place, the one in the order of names. */
  private final int[] ordered;

  private NameOrder(String[] names, int[] declared, int[] ordered) {
    this.names = names;
    this.declared = declared;
    this.ordered = ordered;
  }

  /** Of variables that differ in their names, in the declared order. */
  public static NameOrder of(String[] names) {
    int[] declared =
        IntStream.range(0, names.length)
            .boxed()
            .sorted(Comparator.comparing(i -> names[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ordered = new int[names.length];
    for (int place = 0; place < names.length; place++) {
      ordered[declared[place]] = place;
    }
    return new NameOrder(names.clone(), declared, ordered);
  }

  /** The declared domain in the order of names. */
  public Domain ordered(Domain domain) {
    int[] categories = domain.categories();
    return domain.isCategorical()
        ? Domain.categorical(Arrays.stream(declared).map(i -> categories[i]).toArray())
        : domain;
  }

  /** A declared set in the order of names; null stays null. */
  public VariableSet ordered(VariableSet set) {
    return set == null
        ? null
        : VariableSet.of(Arrays.stream(set.members()).map(i -> ordered[i]).toArray());
  }

  /** Declared sets by variable, both in the order of names. */
  public VariableSet[] ordered(VariableSet[] sets) {
    return Arrays.stream(declared).mapToObj(i -> ordered(sets[i])).toArray(VariableSet[]::new);
  }

  /** Numbers by declared variable, in the order of names. */
  public double[] ordered(double[] values) {
    double[] inOrder = new double[values.length];
    for (int place = 0; place < values.length; place++) {
      inOrder[place] = values[declared[place]];
    }
    return inOrder;
  }

  /** Numbers by ordered pair of declared variables, i N + j, in the order of names. */
  public double[] orderedPairs(double[] pairs) {
    int n = declared.length;
    double[] inOrder = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inOrder[i * n + j] = pairs[declared[i] * n + declared[j]];
      }
    }
    return inOrder;
  }

  /** Numbers by variable in the order of names, as declared. */
  public double[] declared(double[] values) {
    double[] asDeclared = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      asDeclared[i] = values[ordered[i]];
    }
    return asDeclared;
  }

  /** A matrix in the order of names, as declared; null stays null. */
  public double[][] declared(double[][] matrix) {
    return matrix == null
        ? null
        : Arrays.stream(ordered).mapToObj(i -> declared(matrix[i])).toArray(double[][]::new);
  }

  /** A matrix in the order of names, as declared. */
  public boolean[][] declared(boolean[][] matrix) {
    int n = matrix.length;
    boolean[][] asDeclared = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        asDeclared[i][j] = matrix[ordered[i]][ordered[j]];
      }
    }
    return asDeclared;
  }

  /** Name of a variable by its place in the order of names. */
  public String name(int place) {
    return names[declared[place]];
  }
}
