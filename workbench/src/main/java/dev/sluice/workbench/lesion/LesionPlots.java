// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.BlandAltman;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.study.LesionOutcome;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of a phantom study: slices, and volumes after Bland and Altman. */
final class LesionPlots {
  private static final int SHOWN = 6;
  private static final double LEVEL = 0.95;
  private static final BasicStroke LINE = new BasicStroke(1.4f);

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  private static final List<Color> COLOURS =
      List.of(new Color(0xd55e00), new Color(0x0072b2), new Color(0x009e73), new Color(0xcc79a7));

  private LesionPlots() {}

  /** Draws all of the first seed into a folder. */
  static void draw(List<LesionOutcome> outcomes, StudyFolder out) {
    long seed = outcomes.get(0).seed();
    List<LesionOutcome> first =
        outcomes.stream()
            .filter(each -> each.seed() == seed && !each.contender().isControl())
            .toList();
    out.write("slices", slices(first).draw());
    for (LesionOutcome outcome : first) {
      out.write(
          "volumes-" + outcome.contender().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          volumes(outcome));
    }
  }

  /** The first test cases with lesions, and one without. */
  private static SlicePicture slices(List<LesionOutcome> outcomes) {
    List<SlicePicture.Case> shown = new ArrayList<>();
    List<LesionOutcome.Tested> cases = outcomes.get(0).cases();
    int healthy = 0;
    for (int i = 0; i < cases.size() && shown.size() < SHOWN; i++) {
      int at = i;
      LesionOutcome.Tested tested = cases.get(i);
      boolean isHealthy = !tested.score().hasLesion();
      healthy += isHealthy ? 1 : 0;
      if ((isHealthy && healthy == 1) || (!isHealthy && shown.size() < SHOWN - 1)) {
        List<Mask> predicted = outcomes.stream().map(o -> o.cases().get(at).predicted()).toList();
        shown.add(
            new SlicePicture.Case(
                tested.name().caseId(), tested.image(), tested.truth(), predicted));
      }
    }
    return new SlicePicture(
        outcomes.stream().map(each -> each.contender().label()).toList(), shown);
  }

  private static XYChart volumes(LesionOutcome outcome) {
    List<CaseScore> scores =
        outcome.cases().stream()
            .map(LesionOutcome.Tested::score)
            .filter(CaseScore::hasLesion)
            .toList();
    double[] mean =
        scores.stream().mapToDouble(s -> (s.predictedVolume() + s.trueVolume()) / 2).toArray();
    double[] difference =
        scores.stream().mapToDouble(s -> s.predictedVolume() - s.trueVolume()).toArray();
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(480)
            .title("Phantom study: volumes, " + outcome.contender().label())
            .xAxisTitle("mean of predicted and true volume, ml")
            .yAxisTitle("predicted less true, ml")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    XYSeries cases = chart.addSeries("test cases", mean, difference);
    cases.setLineStyle(new BasicStroke(0));
    cases.setLineColor(new Color(0, 0, 0, 0));
    cases.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLOURS.get(1));
    double right = Arrays.stream(mean).max().orElse(1);
    BlandAltman agreement = outcome.scores().volumeAgreement(LEVEL);
    line(chart, "bias", agreement.bias(), right, COLOURS.get(0));
    line(chart, "upper limit", agreement.upper(), right, COLOURS.get(2));
    line(chart, "lower limit", agreement.lower(), right, COLOURS.get(3));
    return chart;
  }

  private static void line(XYChart chart, String name, double at, double right, Color colour) {
    XYSeries line = chart.addSeries(name, new double[] {0, right}, new double[] {at, at});
    line.setMarker(SeriesMarkers.NONE).setLineStyle(LINE).setLineColor(colour);
  }
}
