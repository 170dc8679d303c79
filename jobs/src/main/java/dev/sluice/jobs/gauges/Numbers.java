// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The numbers of snapshots that are shown, by the names of their gauges. Not thread-safe while
 * numbers are added.
 *
 * @param <S> type of snapshots
 */
public final class Numbers<S> {

  /** A time that nobody says. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final String kind;
  private final ToLongFunction<S> samples;
  private final ToLongFunction<S> asOf;
  private final List<String> names = new ArrayList<>();
  private final List<Fold> folds = new ArrayList<>();
  private final List<ToDoubleFunction<S>> numbers = new ArrayList<>();
  private String count = "snapshots";
  private boolean totals;

  /** What becomes of the numbers of keys that have no gauges of their own. */
  enum Fold {
    /** Their sum; 0 where none is known. */
    SUM,
    /** Their mean; NaN where none is known. */
    MEAN,
    /** The largest; NaN where none is known. */
    MAX;

    /** The known ones among some numbers as one. */
    double of(double[] values) {
      DoubleSummaryStatistics known =
          Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
      if (this == SUM) {
        return known.getSum();
      }
      if (known.getCount() == 0) {
        return Double.NaN;
      }
      return this == MEAN ? known.getAverage() : known.getMax();
    }
  }

  private Numbers(String kind, ToLongFunction<S> samples, ToLongFunction<S> asOf) {
    this.kind = kind;
    this.samples = samples;
    this.asOf = asOf;
  }

  /**
   * Of snapshots without further numbers.
   *
   * @param kind what a key is of: the label that tells keys apart
   * @param samples of a snapshot, which are also its key's traffic
   * @param asOf time of the newest sample in it, or {@link #UNKNOWN}
   */
  public static <S> Numbers<S> of(String kind, ToLongFunction<S> samples, ToLongFunction<S> asOf) {
    return new Numbers<>(kind, samples, asOf);
  }

  /** With another name than snapshots for the gauge of how many keys there are. */
  public Numbers<S> countedAs(String name) {
    count = name;
    return this;
  }

  /** And a number that is summed over the keys without gauges. */
  public Numbers<S> sum(String name, ToDoubleFunction<S> number) {
    return add(name, Fold.SUM, number);
  }

  /** And a number of whose values for the keys without gauges the mean is shown. */
  public Numbers<S> mean(String name, Function<S, ? extends Number> number) {
    return add(name, Fold.MEAN, orNaN(number));
  }

  /** And a number of whose values for the keys without gauges the largest is shown. */
  public Numbers<S> max(String name, Function<S, ? extends Number> number) {
    return add(name, Fold.MAX, orNaN(number));
  }

  /** And the sum of each number over all keys, under its own name without a label. */
  public Numbers<S> withTotals() {
    totals = true;
    return this;
  }

  private Numbers<S> add(String name, Fold fold, ToDoubleFunction<S> number) {
    names.add(name);
    folds.add(fold);
    numbers.add(number);
    return this;
  }

  /** A number as gauges show it: NaN where it is null. */
  public static <S> ToDoubleFunction<S> orNaN(Function<S, ? extends Number> number) {
    return snapshot -> {
      Number value = number.apply(snapshot);
      return value == null ? Double.NaN : value.doubleValue();
    };
  }

  String kind() {
    return kind;
  }

  String count() {
    return count;
  }

  List<String> names() {
    return names;
  }

  Fold fold(int number) {
    return folds.get(number);
  }

  boolean totals() {
    return totals;
  }

  long samples(S snapshot) {
    return samples.applyAsLong(snapshot);
  }

  long asOf(S snapshot) {
    return asOf.applyAsLong(snapshot);
  }

  double[] values(S snapshot) {
    return numbers.stream().mapToDouble(number -> number.applyAsDouble(snapshot)).toArray();
  }
}
