// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.workbench.command.Courses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How entropy and expected distance have come down against rows of decisions that are answered: at
 * each decision, after each answer, and at a stop.
 */
final class RowsCourse {
  /** Other records that come first, where those before are gone, are of an older belief. */
  private static final Set<DecisionStatus> BEGINS =
      EnumSet.of(DecisionStatus.PENDING, DecisionStatus.PROPOSED);

  private final List<Point> points = new ArrayList<>();

  /** After so many rows of all decisions; a number is null if it is unknown. */
  private record Point(long rows, Double entropy, Double expectedShd) {}

  RowsCourse(Decisions decisions) {
    List<ProposedIntervention> records = new ArrayList<>();
    for (Decisions.Decision decision : decisions.all()) {
      if (BEGINS.contains(decision.first().getStatus())) {
        records.add(decision.first());
      }
      if (decision.is(DecisionStatus.ANSWERED)) {
        records.add(decision.latest());
      }
    }
    records.sort(Comparator.comparingLong(ProposedIntervention::getAt));
    if (decisions.stop() != null) {
      records.add(decisions.stop());
    }
    long rows = 0;
    for (ProposedIntervention record : records) {
      if (record.getStatus() != DecisionStatus.ANSWERED) {
        add(new Point(rows, record.getEntropy(), record.getExpectedShd()));
      } else {
        rows += record.getAnsweredRows();
        // Without a gain there are no beliefs of after it: it had been given up.
        boolean isBelieved = record.getRealisedGain() != null;
        add(
            new Point(
                rows,
                isBelieved ? record.getEntropy() : null,
                isBelieved ? record.getExpectedShd() : null));
      }
    }
  }

  /** Of points with the same rows the last is kept, with what only the one before knows. */
  private void add(Point point) {
    Point before = points.isEmpty() ? null : points.get(points.size() - 1);
    if (before == null || before.rows != point.rows) {
      points.add(point);
      return;
    }
    points.set(
        points.size() - 1,
        new Point(
            point.rows,
            point.entropy == null ? before.entropy : point.entropy,
            point.expectedShd == null ? before.expectedShd : point.expectedShd));
  }

  /** A table of both. */
  List<String> lines(boolean shaded) {
    long rows = points.isEmpty() ? 0 : points.get(points.size() - 1).rows;
    Courses courses = new Courses(shaded, "over %d rows".formatted(rows));
    add(courses, "entropy, nats", Point::entropy);
    add(courses, "expected SHD", Point::expectedShd);
    return courses.lines();
  }

  private void add(Courses courses, String name, Function<Point, Double> number) {
    List<Point> known = points.stream().filter(point -> number.apply(point) != null).toList();
    if (!known.isEmpty()) {
      double[] series = series(known, number);
      courses.add(name, "%.3f", number.apply(known.get(known.size() - 1)), series);
    }
  }

  /** As many numbers as points, but at equal distances of rows: the last known at each. */
  private static double[] series(List<Point> points, Function<Point, Double> number) {
    int last = points.size() - 1;
    long from = points.get(0).rows;
    long over = points.get(last).rows - from;
    double[] series = new double[points.size()];
    int at = 0;
    for (int i = 0; i < series.length; i++) {
      while (at < last && (points.get(at + 1).rows - from) * last <= over * i) {
        at++;
      }
      series[i] = number.apply(points.get(at));
    }
    return series;
  }
}
