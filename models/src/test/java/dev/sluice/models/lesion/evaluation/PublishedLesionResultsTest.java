// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.Proportion;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the note beside the published intervals says of them, by counting. */
class PublishedLesionResultsTest {

  private record Row(long share, long lower, long upper) {}

  @Test
  void oneStandardErrorAtTheTestSetsSizeFitsAllRows() {
    assertThat(rows()).hasSize(8);
    assertThat(rows()).allMatch(row -> fits(row, PublishedLesionResults.TEST_CASES, wald(1)));
  }

  @Test
  void noneIsAn95PerCentIntervalAtThatSize() {
    long n = PublishedLesionResults.TEST_CASES;
    assertThat(rows()).noneMatch(row -> fits(row, n, wald(1.959963984540054)));
    assertThat(rows()).noneMatch(row -> fits(row, n, p -> p.wilson(0.95)));
    assertThat(rows()).noneMatch(row -> fits(row, n, p -> p.clopperPearson(0.95)));
  }

  @Test
  void as95PerCentIntervalsTheyWouldTakeHundredsMore() {
    assertThat(rows()).allMatch(row -> fits(row, 700, wald(1.959963984540054)));
    assertThat(LongStream.range(1, 588).filter(n -> allFit(n))).isEmpty();
    assertThat(LongStream.range(826, 1_500).filter(n -> allFit(n))).isEmpty();
  }

  @Test
  void whatTheAbstractDoesNotSayIsBlank() {
    List<PublishedLesionResults.Segmentation> rows = PublishedLesionResults.segmentation();
    assertThat(rows)
        .extracting(PublishedLesionResults.Segmentation::dice)
        .containsExactly(0.65, Double.NaN, 0.70, 0.72);
  }

  private static boolean allFit(long n) {
    return rows().stream().allMatch(row -> fits(row, n, wald(1.959963984540054)));
  }

  /** Whether some count of successes gives the row's share and, by a method, its interval. */
  private static boolean fits(Row row, long n, Function<Proportion, Interval> method) {
    long from = Math.max(0, (row.share - 1) * n / 100);
    long to = Math.min(n, (row.share + 1) * n / 100 + 1);
    return LongStream.rangeClosed(from, to)
        .mapToObj(k -> new Proportion(k, n))
        .anyMatch(
            p ->
                perCent(p.share()) == row.share
                    && perCent(method.apply(p).lower()) == row.lower
                    && perCent(method.apply(p).upper()) == row.upper);
  }

  private static Function<Proportion, Interval> wald(double z) {
    return proportion -> {
      double p = proportion.share();
      double half = z * Math.sqrt(p * (1 - p) / proportion.trials());
      return new Interval(p - half, p + half);
    };
  }

  private static List<Row> rows() {
    return PublishedLesionResults.detection().stream()
        .flatMap(
            row ->
                Stream.of(
                    row(row.sensitivity(), row.sensitivityInterval()),
                    row(row.specificity(), row.specificityInterval())))
        .toList();
  }

  private static Row row(double share, Interval interval) {
    return new Row(perCent(share), perCent(interval.lower()), perCent(interval.upper()));
  }

  private static long perCent(double share) {
    return Math.round(100 * share);
  }
}
