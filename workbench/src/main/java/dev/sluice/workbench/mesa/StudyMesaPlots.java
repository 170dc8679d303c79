// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.ReferenceLosses;
import dev.sluice.models.mesa.verdict.Interpolation;
import dev.sluice.models.mesa.verdict.ModelComparison;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.function.IntToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of a model: losses by step beside algorithms, and with fewer weights. */
final class StudyMesaPlots {
  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  static final Color BLUE = new Color(0x0072b2);

  static final Color ORANGE = new Color(0xd55e00);
  static final Color GREEN = new Color(0x009e73);
  static final Color GREY = new Color(0x888888);
  private static final Color LIGHT = new Color(0xdddddd);

  static final BasicStroke LINE = new BasicStroke(2f);
  static final BasicStroke DASHES =
      new BasicStroke(
          2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 4f}, 0f);

  /** Losses are drawn on a logarithmic axis, which has no 0. */
  private static final double LEAST = 1e-6;

  private StudyMesaPlots() {}

  /** Writes {@code losses-NAME} and, of a model that compresses, {@code interpolation-NAME}. */
  static void draw(StudyFolder out, StudyMesaResult result, ReferenceLosses references) {
    ModelComparison comparison = result.assessment().comparison();
    int steps = comparison.steps();
    int closest = comparison.closest();
    String name = result.model().name();
    XYChart losses = chart(title(result) + " and algorithms");
    add(losses, result.model().model(), steps, comparison::loss, BLUE, LINE);
    String label = comparison.algorithms().get(closest);
    add(losses, "closest: " + label, steps, t -> comparison.lossOf(closest, t), ORANGE, DASHES);
    reference(losses, references, "ridge:0.001", GREEN);
    reference(losses, references, oracle(references), GREY);
    out.write("losses-" + name, losses);
    Interpolation less = result.assessment().interpolation();
    if (less != null) {
      XYChart fewer = chart(title(result) + " with fewer weights");
      add(fewer, "model", steps, t -> less.model()[t - 1], BLUE, LINE);
      add(fewer, "half-way", steps, t -> less.halfway()[t - 1], GREEN, DASHES);
      add(fewer, "compressed", steps, t -> less.compressed()[t - 1], ORANGE, DASHES);
      out.write("interpolation-" + name, fewer);
    }
  }

  private static String title(StudyMesaResult result) {
    return "%s after %d steps"
        .formatted(result.model().name(), result.findings().subject().version());
  }

  private static String oracle(ReferenceLosses references) {
    return references.task().mixing() > 0 ? "kalman:" + references.task().hidden() : "oracle";
  }

  private static void reference(
      XYChart chart, ReferenceLosses references, String label, Color colour) {
    for (int i = 0; i < references.contenders().size(); i++) {
      int learner = i;
      if (references.label(i).equals(label)) {
        IntToDoubleFunction loss = t -> references.table().mean(t, learner);
        add(chart, label, references.table().steps, loss, colour, LINE);
      }
    }
  }

  static XYChart chart(String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(480)
            .title(title)
            .xAxisTitle("step")
            .yAxisTitle("half squared error")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setPlotGridLinesColor(LIGHT);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setLegendBorderColor(Color.WHITE);
    return chart;
  }

  static void add(
      XYChart chart,
      String name,
      int steps,
      IntToDoubleFunction loss,
      Color colour,
      BasicStroke stroke) {
    double[] x = new double[steps];
    double[] y = new double[steps];
    for (int t = 1; t <= steps; t++) {
      x[t - 1] = t;
      double value = loss.applyAsDouble(t);
      y[t - 1] = Double.isFinite(value) ? Math.max(LEAST, value) : Double.NaN;
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(stroke);
  }
}
