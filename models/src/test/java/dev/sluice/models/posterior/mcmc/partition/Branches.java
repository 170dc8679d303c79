// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Every sequence of numbers that code can draw by {@link #nextInt(int)}, one after the other: how
 * likely each is, exactly.
 */
final class Branches implements UniformRandomProvider {
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Integer> bounds = new ArrayList<>();
  private int drawn;

  /** Goes to the next sequence; false after the last one. */
  boolean next() {
    drawn = 0;
    int last = numbers.size() - 1;
    while (last >= 0 && numbers.get(last) + 1 == bounds.get(last)) {
      numbers.remove(last);
      bounds.remove(last--);
    }
    if (last < 0) {
      return false;
    }
    numbers.set(last, numbers.get(last) + 1);
    return true;
  }

  /** The probability of what has been drawn of this sequence. */
  double probability() {
    return bounds.stream().mapToDouble(bound -> 1.0 / bound).reduce(1, (a, b) -> a * b);
  }

  @Override
  public int nextInt(int bound) {
    if (drawn == numbers.size()) {
      numbers.add(0);
      bounds.add(bound);
    }
    return numbers.get(drawn++);
  }

  @Override
  public long nextLong() {
    throw new IllegalStateException("only whole numbers below a bound can be enumerated");
  }
}
