// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import dev.sluice.models.statistics.Quartiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A measure of competitors at some points: medians as lines, quartiles as bars. Competitors stand a
 * little apart at each point, so that no bar hides another.
 *
 * @param title above the chart
 * @param axis what the points are
 * @param measure what is measured, and its unit
 * @param points labels, in order
 * @param series one per competitor, to be told apart by colour and marker
 */
public record StudyChart(
    String title, String axis, String measure, List<String> points, List<Series> series) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 480;
  private static final double APART = 0.09;
  private static final double TINY = 1e-6;
  private static final BasicStroke LINE = new BasicStroke(2f);
  private static final BasicStroke BAR = new BasicStroke(1.2f);
  private static final Color GREY = new Color(0xdddddd);

  /** Quartiles of what has this name, one per point. */
  public record Series(String name, Color colour, Marker marker, List<Quartiles> quartiles) {}

  /** The chart, ready to be written as an image. */
  public XYChart draw() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(axis)
            .yAxisTitle(measure + ": median and quartiles")
            .build();
    style(chart.getStyler());
    chart.setCustomXAxisTickLabelsFormatter(this::label);
    for (int s = 0; s < series.size(); s++) {
      add(chart, series.get(s), APART * (s - (series.size() - 1) / 2.0));
    }
    return chart;
  }

  private void style(XYStyler styler) {
    styler.setXAxisMin(-0.5);
    styler.setXAxisMax(points.size() - 0.5);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("0.0");
    styler.setXAxisTickMarkSpacingHint(WIDTH / (2 * points.size()));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(GREY);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(9);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
  }

  /** The chart demands that no two labels are equal, and none empty: between points are blanks. */
  private String label(double position) {
    long nearest = Math.round(position);
    boolean isPoint =
        Math.abs(position - nearest) < TINY && nearest >= 0 && nearest < points.size();
    return isPoint
        ? points.get((int) nearest)
        : " ".repeat((int) Math.max(1, Math.round(4 * (position + 2))));
  }

  private static void add(XYChart chart, Series series, double offset) {
    String name = series.name();
    double[] x = new double[series.quartiles().size()];
    double[] medians = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      Quartiles quartiles = series.quartiles().get(i);
      x[i] = i + offset;
      medians[i] = quartiles.median();
      XYSeries bar =
          chart.addSeries(
              name + " quartiles " + i,
              new double[] {x[i], x[i]},
              new double[] {quartiles.lower(), quartiles.upper()});
      bar.setMarker(SeriesMarkers.NONE).setLineStyle(BAR).setLineColor(series.colour());
      bar.setShowInLegend(false);
    }
    XYSeries line = chart.addSeries(name, x, medians);
    line.setLineStyle(LINE).setLineColor(series.colour());
    line.setMarker(series.marker()).setMarkerColor(series.colour());
  }
}
