// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.workbench.command.StudyFolder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Tables and charts of a soak, written anew after each job. */
final class SoakReport {
  static final String FILE = "soak.md";

  private static final double MEBIBYTE = 1 << 20;

  private final StudyFolder folder;
  private final SoakSettings settings;
  private final List<SoakResult> results = new ArrayList<>();

  SoakReport(StudyFolder folder, SoakSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Adds what came of a job. */
  void add(SoakResult result) {
    results.add(result);
    folder.write(FILE, lines());
    folder.writeSvg("soak-heap", chart("heap after a full collection, MiB", SoakResult::heap));
    folder.writeSvg("soak-lag", chart("records sent and not yet read", SoakResult::lag));
  }

  private XYChart chart(String measure, Function<SoakResult, Series> series) {
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(400)
            .title("Soak: " + measure)
            .xAxisTitle("minutes")
            .yAxisTitle(measure)
            .build();
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    for (SoakResult result : results) {
      Series points = series.apply(result);
      if (points.size() > 0) {
        double[] minutes = points.times();
        for (int i = 0; i < minutes.length; i++) {
          minutes[i] /= 60;
        }
        chart
            .addSeries(result.job().label(), minutes, points.values())
            .setMarker(SeriesMarkers.NONE)
            .setLineColor(result.job().colour());
      }
    }
    return chart;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Soak");
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "`benchmarks/run soak --minutes %.0f --checkpoints %d --window %d` on %s, %d cores, JDK %d,"
                + " %,d MiB of heap. What the numbers mean: `docs/load.md`.",
            settings.minutes(),
            settings.checkpoints().toSeconds(),
            settings.window().toSeconds(),
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            Runtime.getRuntime().maxMemory() >> 20));
    rates(lines);
    checkpoints(lines);
    flatness(lines);
    accounts(lines);
    tries(lines);
    return lines;
  }

  private void rates(List<String> lines) {
    table(
        lines,
        "Rate and latency",
        "| job | sustainable, records/s | soaked at | snapshots | latency p50, ms | p95 | p99 |",
        result ->
            row(
                "| %s | %s | %,.0f | %,d | %,d | %,d | %,d |",
                result.job().label(),
                result.rate() == 0 ? "not searched" : row("%,.0f", result.rate()),
                result.sent() / result.seconds(),
                result.snapshots(),
                result.latencies().quantile(0.5),
                result.latencies().quantile(0.95),
                result.latencies().quantile(0.99)));
  }

  private void checkpoints(List<String> lines) {
    table(
        lines,
        "Checkpoints",
        "| job | completed | failed | duration p50, ms | p95 | max | size p50, MiB | p95 | max |",
        result -> {
          Checkpoints all = result.checkpoints();
          return row(
              "| %s | %,d | %,d | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.2f |",
              result.job().label(),
              all.completed(),
              all.failed(),
              all.millis().median(),
              all.millis().p95(),
              all.millis().max(),
              all.bytes().median() / MEBIBYTE,
              all.bytes().p95() / MEBIBYTE,
              all.bytes().max() / MEBIBYTE);
        });
  }

  private void flatness(List<String> lines) {
    table(
        lines,
        "Heap and lag after the first fifth",
        "| job | heap, MiB | slope, MiB/h (95 %) | lag, records | slope, records/h (95 %) |",
        result ->
            row(
                "| %s | %s | %s |",
                result.job().label(), line(result.heapTrend()), line(result.lagTrend())));
    lines.addAll(
        List.of("", "![heap after full collections](soak-heap.svg)", "![lag](soak-lag.svg)"));
  }

  private static String line(Trend trend) {
    return trend == null
        ? "too few points | "
        : row(
            "%,.1f | %+,.1f (%+,.1f to %+,.1f)",
            trend.mean(),
            trend.slope(),
            trend.slope() - trend.margin(),
            trend.slope() + trend.margin());
  }

  private void accounts(List<String> lines) {
    lines.addAll(List.of("", "## Every record", ""));
    for (SoakResult result : results) {
      lines.add(
          row("* **%s**: %,d sent; %s.", result.job().label(), result.sent(), result.accounts()));
      for (Poison poison : Poison.values()) {
        lines.add(row("  * %,d sent to be %s", result.poisoned(poison), poison.label()));
      }
      List<String> differences = result.differences();
      lines.add(
          differences.isEmpty()
              ? "  * Each is what it was sent to be; readers of committed records found every dead"
                  + " letter once."
              : "  * **NOT AS SENT**: " + String.join("; ", differences));
    }
  }

  private void tries(List<String> lines) {
    if (results.stream().allMatch(result -> result.tries().isEmpty())) {
      return;
    }
    lines.addAll(List.of("", "## Rates tried", ""));
    for (SoakResult result : results) {
      result.tries().forEach(tried -> lines.add("* " + result.job().label() + " at " + tried));
    }
  }

  private void table(
      List<String> lines, String title, String head, Function<SoakResult, String> row) {
    String columns = head.substring(1).replaceAll("[^|]+", "---");
    lines.addAll(List.of("", "## " + title, "", head, "|" + columns));
    results.forEach(result -> lines.add(row.apply(result)));
  }

  private static String row(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
