// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Cancellation;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Which variables are functions of others, as far as linear ones go.
 *
 * @param dependent variables whose variance given all others is below 1e-9 of their own
 * @param constant variables of one value only
 */
public record Dependence(VariableSet dependent, VariableSet constant) {
  public static final Dependence NONE = new Dependence(VariableSet.EMPTY, VariableSet.EMPTY);

  /** A variable is dependent if 2^-30 of its variance is left, about 1e-9. */
  private static final int LEFT = 30;

  /** What is added to each variance so that others can be eliminated: 2^-40 of it. */
  private static final int RIDGE = 40;

  /** Finds them in a matrix with no prior samples of the mean. */
  public static Dependence of(ScatterMatrix matrix) {
    VariableSet constant = VariableSet.EMPTY;
    VariableSet dependent = VariableSet.EMPTY;
    for (int i = 0; i < matrix.dimension; i++) {
      Cancellation.check();
      if (matrix.isConstant(i)) {
        constant = constant.union(VariableSet.of(i));
      } else if (isDependent(matrix, i)) {
        dependent = dependent.union(VariableSet.of(i));
      }
    }
    return new Dependence(dependent, constant);
  }

  /** Eliminates all variables that vary but for one, and looks at what is left of that. */
  private static boolean isDependent(ScatterMatrix matrix, int variable) {
    int d = matrix.dimension;
    BigInteger[] cells = matrix.cells.clone();
    for (int i = 0; i < d; i++) {
      int diagonal = ScatterMatrix.cell(i, i);
      cells[diagonal] = cells[diagonal].add(cells[diagonal].shiftRight(RIDGE));
    }
    for (int k = d - 1; k >= 0; k--) {
      if (k == variable || matrix.isConstant(k)) {
        continue;
      }
      BigInteger pivot = cells[ScatterMatrix.cell(k, k)];
      for (int i = 0; i < d; i++) {
        if (i > k && i != variable) {
          continue; // eliminated
        }
        for (int j = 0; j <= i; j++) {
          if (i != k && j != k && !(j > k && j != variable)) {
            BigInteger product = at(cells, i, k).multiply(at(cells, j, k)).divide(pivot);
            cells[ScatterMatrix.cell(i, j)] = cells[ScatterMatrix.cell(i, j)].subtract(product);
          }
        }
      }
    }
    int diagonal = ScatterMatrix.cell(variable, variable);
    return cells[diagonal].compareTo(matrix.cells[diagonal].shiftRight(LEFT)) <= 0;
  }

  private static BigInteger at(BigInteger[] cells, int i, int j) {
    return i >= j ? cells[ScatterMatrix.cell(i, j)] : cells[ScatterMatrix.cell(j, i)];
  }

  /** What is in this one, in the other or in both. */
  public Dependence union(Dependence other) {
    return new Dependence(dependent.union(other.dependent), constant.union(other.constant));
  }

  /** The same of variables that were numbered 0, 1, ... in this one. */
  public Dependence named(int... variables) {
    return new Dependence(named(dependent, variables), named(constant, variables));
  }

  private static VariableSet named(VariableSet numbers, int[] variables) {
    return VariableSet.of(Arrays.stream(numbers.members()).map(i -> variables[i]).toArray());
  }

  boolean isNone() {
    return dependent.isEmpty() && constant.isEmpty();
  }

  @Override
  public String toString() {
    return "variables " + dependent + " are functions of others, " + constant + " are constant";
  }
}
