// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Control of the false discovery rate (Benjamini and Hochberg 1995). */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * The adjusted p-values: those of at most q are the discoveries at false discovery rate q.
   *
   * @param pValues without blanks, in any order
   */
  public static double[] adjust(double[] pValues) {
    int[] byFallingP =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double least = 1;
    for (int i = 0; i < byFallingP.length; i++) {
      int rank = pValues.length - i;
      least = Math.min(least, pValues[byFallingP[i]] * pValues.length / rank);
      adjusted[byFallingP[i]] = least;
    }
    return adjusted;
  }
}
