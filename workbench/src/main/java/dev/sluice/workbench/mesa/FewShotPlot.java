// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.fewshot.FewShotLosses;
import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The plot of a model's losses of y by pair, in all forms of prompts. */
final class FewShotPlot {
  private static final List<Color> COLOURS =
      List.of(
          StudyMesaPlots.BLUE, StudyMesaPlots.GREEN, StudyMesaPlots.ORANGE, StudyMesaPlots.GREY);

  private FewShotPlot() {}

  /** Writes {@code few-shot-NAME}; of algorithms that with the ridge of the table's middle. */
  static void draw(
      StudyFolder out,
      StudiedModel model,
      List<FewShotLosses> algorithms,
      List<FewShotResult> results) {
    XYChart chart =
        StudyMesaPlots.chart(
            "%s after %d steps: few shots".formatted(model.name(), results.get(0).version()));
    chart.setXAxisTitle("pair");
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).losses() != null) {
        FewShotLosses of = results.get(i).losses();
        StudyMesaPlots.add(
            chart, of.label(), of.losses().length, of::at, COLOURS.get(i), StudyMesaPlots.LINE);
      }
    }
    for (FewShotLosses of : algorithms) {
      if (of.label().startsWith("ridge:0.1")) {
        Color colour = of.label().endsWith(":pairs") ? StudyMesaPlots.GREEN : StudyMesaPlots.BLUE;
        StudyMesaPlots.add(
            chart, of.label(), of.losses().length, of::at, colour, StudyMesaPlots.DASHES);
      }
    }
    out.write("few-shot-" + model.name(), chart);
  }
}
