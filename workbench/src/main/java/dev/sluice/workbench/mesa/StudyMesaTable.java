// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.PublishedLosses;
import dev.sluice.models.mesa.study.ReferenceLosses;
import dev.sluice.models.mesa.verdict.AlgorithmDistances;
import dev.sluice.models.mesa.verdict.Interpolation;
import dev.sluice.models.mesa.verdict.ModelComparison;
import dev.sluice.models.mesa.verdict.Probes;
import dev.sluice.workbench.command.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Tables of a study of trained models: losses beside published ones, and probes. */
final class StudyMesaTable {
  private static final int PROBED = 20;

  private static final Table LOSSES =
      Table.of(
          Table.left(46),
          Table.right(6),
          Table.right(6),
          Table.right(8).after(2),
          Table.right(10),
          Table.right(8).after(2),
          Table.right(10));

  private static final Table DISTANCES =
      Table.of(Table.left(46), Table.right(8), Table.rest().after(2));

  private static final Table PROBES =
      Table.of(
          Table.left(22),
          Table.left(14),
          Table.right(5),
          Table.right(9).after(2),
          Table.right(9),
          Table.right(9));

  private final List<ReferenceLosses> references;

  StudyMesaTable(List<ReferenceLosses> references) {
    this.references = references;
  }

  /** Losses of algorithms, task by task. */
  void references(PrintWriter out) {
    for (ReferenceLosses of : references) {
      head(of.task().name() + ": algorithms", of.table().steps, out);
      for (int i = 0; i < of.contenders().size(); i++) {
        String label = of.label(i);
        PublishedLosses published = PublishedLosses.of(of.task().name(), label);
        out.println(row(label, "", "", of.mean(i), of.last(i), published));
      }
      out.println();
    }
  }

  /** Which other algorithm each is closest to, task by task. */
  void distances(List<AlgorithmDistances> all, PrintWriter out) {
    for (int i = 0; i < all.size(); i++) {
      AlgorithmDistances of = all.get(i);
      out.println(
          DISTANCES.row(references.get(i).task().name() + ": distances", "distance", "from"));
      for (int a = 0; a < of.algorithms().size(); a++) {
        int nearest = of.nearest(a);
        out.println(
            DISTANCES.row(
                of.algorithms().get(a),
                number(of.distances()[a][nearest]),
                of.algorithms().get(nearest)));
      }
      out.println();
    }
  }

  private static void head(String what, int last, PrintWriter out) {
    out.println(LOSSES.row(what, "seed", "steps", "mean", "published", "at " + last, "published"));
  }

  /** Losses and probes of models. */
  void models(List<StudyMesaResult> results, PrintWriter out) {
    int last = results.get(0).model().length();
    head("models", last, out);
    for (StudyMesaResult result : results) {
      ModelComparison comparison = result.assessment().comparison();
      String model = result.model().model();
      String task = result.model().task().name();
      String seed = String.valueOf(result.model().seed());
      String steps = String.valueOf(result.findings().subject().version());
      out.println(
          row(
              model + ", " + task,
              seed,
              steps,
              comparison.loss(),
              comparison.loss(last),
              PublishedLosses.of(task, model)));
      Interpolation less = result.assessment().interpolation();
      if (less != null) {
        PublishedLosses none = PublishedLosses.of("", "");
        double[] half = less.halfway();
        double[] blocks = less.compressed();
        out.println(
            row("  half-way to blocks", "", "", Interpolation.mean(half), half[last - 1], none));
        out.println(
            row("  compressed", "", "", Interpolation.mean(blocks), blocks[last - 1], none));
      }
    }
    out.println();
    probes(results, out);
  }

  private static void probes(List<StudyMesaResult> results, PrintWriter out) {
    int step = Math.min(PROBED, results.get(0).model().length());
    out.println(
        PROBES.row("probes at step " + step, "target", "layer", "score", "control", "of 0"));
    for (StudyMesaResult result : results) {
      Probes probes = result.probes();
      for (Probes.Target target : Probes.Target.values()) {
        for (int layer = 0; layer < probes.layers(); layer++) {
          out.println(
              PROBES.row(
                  result.model().name(),
                  target.label(),
                  layer,
                  number(probes.score(target, layer, step)),
                  number(probes.controlScore(target, layer, step)),
                  number(probes.zeroScore(target, step))));
        }
      }
    }
    out.println();
  }

  private static String row(
      String label,
      String seed,
      String steps,
      double mean,
      double last,
      PublishedLosses published) {
    return LOSSES.row(
        label,
        seed,
        steps,
        number(mean),
        number(published.mean()),
        number(last),
        number(published.last()));
  }

  /** Four digits after the point; {@code -} if there is none. */
  static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
