// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Small data sets of four variables that are made from formulas, as CSV files: their posteriors are
 * known to many digits. Columns stand in another order than A, B, C, D; the column INT holds
 * targets by position, 0 for none.
 */
public final class FormulaCsv {
  static final int ROWS = 12;
  private static final int VARIABLES = 4;

  private FormulaCsv() {}

  /** X[t][i] = sin(0.7 (t + 1)(i + 1)) + 0.5 X[t][i - 1]; the last term only for i above 0. */
  static List<Double> values(int t) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < VARIABLES; i++) {
      values.add(Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * values.get(i - 1) : 0));
    }
    return values;
  }

  /** Y[t][i] = (3 t^2 + (i + 1) t + floor(t / (i + 2))) mod 3 for i = 2, else mod 2. */
  static List<Integer> categories(int t) {
    return IntStream.range(0, VARIABLES)
        .mapToObj(i -> (3 * t * t + (i + 1) * t + t / (i + 2)) % (i == 2 ? 3 : 2))
        .toList();
  }

  public static String continuous() {
    return csv(FormulaCsv::values);
  }

  public static String discrete() {
    return csv(FormulaCsv::categories);
  }

  private static String csv(IntFunction<List<?>> row) {
    StringJoiner rows = new StringJoiner("\n", "D,C,B,A,INT\n", "\n");
    for (int t = 0; t < ROWS; t++) {
      List<?> x = row.apply(t);
      rows.add("%s,%s,%s,%s,%d".formatted(x.get(3), x.get(2), x.get(1), x.get(0), t % 5));
    }
    return rows.toString();
  }
}
