// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.StudyChart;
import dev.sluice.workbench.command.StudyFolder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.XYChart;

/** Tables and charts of growth, written anew with every result. */
final class GrowthReport {
  static final String FILE = "growth.md";

  private static final double MEBIBYTE = 1 << 20;
  private static final String HEAD =
      "| %s | records | CPU s per million records: median (quartiles) | records/s | state, bytes |"
          + " heap, MiB |";

  private final StudyFolder folder;
  private final int longest;
  private final int records;
  private final Map<Dimension, Map<MeasuredJob, List<GrowthPoint>>> results =
      new EnumMap<>(Dimension.class);

  GrowthReport(StudyFolder folder, int longest, int records) {
    this.folder = folder;
    this.longest = longest;
    this.records = records;
  }

  /** Adds what came of a job in a dimension. */
  void add(MeasuredJob job, Dimension dimension, List<GrowthPoint> points) {
    results.computeIfAbsent(dimension, unused -> new EnumMap<>(MeasuredJob.class)).put(job, points);
    folder.write(FILE, lines());
    Map<MeasuredJob, List<GrowthPoint>> drawn = alike(results.get(dimension));
    folder.writeSvg(
        "growth-%s-cpu".formatted(dimension.label()),
        chart(dimension, drawn, "CPU seconds per million records", GrowthPoint::cpu));
    folder.writeSvg(
        "growth-%s-state".formatted(dimension.label()),
        chart(dimension, drawn, "state, MiB", point -> single(point.stateBytes() / MEBIBYTE)));
  }

  /** Only jobs that were measured at the same points fit one axis; the first says which. */
  private static Map<MeasuredJob, List<GrowthPoint>> alike(
      Map<MeasuredJob, List<GrowthPoint>> all) {
    Map<MeasuredJob, List<GrowthPoint>> alike = new EnumMap<>(MeasuredJob.class);
    List<Long> first = values(all.values().iterator().next());
    all.forEach(
        (job, points) -> {
          List<Long> values = values(points);
          if (values.size() <= first.size() && first.subList(0, values.size()).equals(values)) {
            alike.put(job, points);
          }
        });
    return alike;
  }

  /** The points up to the first that was not measured. */
  private static List<GrowthPoint> measured(List<GrowthPoint> points) {
    return points.stream().takeWhile(GrowthPoint::measured).toList();
  }

  private static List<Long> values(List<GrowthPoint> points) {
    return points.stream().map(GrowthPoint::value).toList();
  }

  private static Quartiles single(double value) {
    return new Quartiles(value, value, value);
  }

  private static XYChart chart(
      Dimension dimension,
      Map<MeasuredJob, List<GrowthPoint>> results,
      String measure,
      Function<GrowthPoint, Quartiles> quartiles) {
    List<StudyChart.Series> series = new ArrayList<>();
    results.forEach(
        (job, points) -> {
          if (!measured(points).isEmpty()) {
            series.add(
                new StudyChart.Series(
                    job.label(),
                    job.colour(),
                    job.marker(),
                    measured(points).stream().map(quartiles).toList()));
          }
        });
    List<String> labels =
        values(results.values().iterator().next()).stream()
            .map(value -> String.format(Locale.ROOT, "%,d", value))
            .toList();
    return new StudyChart(
            "Growth: " + dimension.title(null), dimension.title(null), measure, labels, series)
        .draw();
  }

  private List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "# Growth",
                "",
                "`benchmarks/run growth --longest %d --records %d` on %s, %d cores, JDK %s, %,d MiB of heap. What the columns mean:"
                    .formatted(
                        longest,
                        records,
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        Runtime.getRuntime().maxMemory() >> 20),
                "`docs/load.md`."));
    results.forEach(
        (dimension, jobs) -> {
          lines.addAll(List.of("", "## By " + dimension.title(null)));
          jobs.forEach((job, points) -> table(lines, dimension, job, points));
        });
    return lines;
  }

  private static void table(
      List<String> lines, Dimension dimension, MeasuredJob job, List<GrowthPoint> points) {
    lines.addAll(List.of("", "**" + job.label() + "**" + flatness(dimension, points), ""));
    lines.addAll(List.of(HEAD.formatted(dimension.title(job)), "|---|---|---|---|---|---|"));
    points.forEach(point -> lines.add(point.row()));
  }

  /** How the cost at the longest stream compares with that at the shortest. */
  private static String flatness(Dimension dimension, List<GrowthPoint> points) {
    List<GrowthPoint> measured = measured(points);
    if (measured.size() < 2) {
      return "";
    }
    GrowthPoint last = measured.get(measured.size() - 1);
    if (dimension == Dimension.HOT && last.records() < last.rate()) {
      return ": a run of less than a second says nothing of slots";
    }
    if (dimension == Dimension.HOT) {
      return String.format(
          Locale.ROOT,
          ": %,d slots take %.2f times the records/s of one",
          last.value(),
          last.rate() / measured.get(0).rate());
    }
    if (dimension != Dimension.LENGTH) {
      return "";
    }
    if (measured.get(0).cpu().lower() <= 0) {
      return ": the shortest stream is lost in the noise of the start";
    }
    return String.format(
        Locale.ROOT,
        ": cost per record of %,d records is %.2f times that of %,d; within the longest run, after"
            + " the first %,d, %.2f times that of the records between %,d and there",
        last.records(),
        last.cpu().median() / measured.get(0).cpu().median(),
        measured.get(0).records(),
        last.records() / 10,
        last.course(),
        last.records() / 100);
  }
}
