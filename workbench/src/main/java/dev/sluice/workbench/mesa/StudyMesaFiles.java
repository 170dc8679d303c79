// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.PublishedLosses;
import dev.sluice.models.mesa.study.ReferenceLosses;
import dev.sluice.models.mesa.verdict.AlgorithmDistances;
import dev.sluice.models.mesa.verdict.Estimate;
import dev.sluice.models.mesa.verdict.Findings;
import dev.sluice.models.mesa.verdict.Interpolation;
import dev.sluice.models.mesa.verdict.ModelComparison;
import dev.sluice.models.mesa.verdict.Probes;
import dev.sluice.models.mesa.verdict.Verdict;
import dev.sluice.workbench.command.StudyFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of a study of trained models: CSV, where what there is not is empty, and plots. */
final class StudyMesaFiles {
  private StudyMesaFiles() {}

  /** Writes all; without results those of the references alone. */
  static void write(
      StudyFolder out, List<ReferenceLosses> references, List<StudyMesaResult> results) {
    out.write("references.csv", references(references));
    if (results.isEmpty()) {
      return;
    }
    out.write("losses.csv", losses(results));
    out.write("verdicts.csv", verdicts(results));
    out.write("interpolation.csv", interpolation(results));
    out.write("probes.csv", probes(results));
    for (StudyMesaResult result : results) {
      ReferenceLosses beside =
          references.stream()
              .filter(of -> of.task().equals(result.model().task()))
              .findAny()
              .orElseThrow();
      StudyMesaPlots.draw(out, result, beside);
    }
  }

  private static List<String> references(List<ReferenceLosses> references) {
    List<String> lines = new ArrayList<>();
    lines.add("task,learner,step,loss,standard_error,published_mean,published_last");
    for (ReferenceLosses of : references) {
      for (int i = 0; i < of.contenders().size(); i++) {
        PublishedLosses published = PublishedLosses.of(of.task().name(), of.label(i));
        for (int step = 1; step <= of.table().steps; step++) {
          lines.add(
              line(
                  of.task().name(),
                  of.label(i),
                  step,
                  of.table().mean(step, i),
                  of.table().standardError(step, i),
                  published.mean(),
                  published.last()));
        }
      }
    }
    return lines;
  }

  /** Distances of all algorithms from all, of tasks in the order of references. */
  static void distances(
      StudyFolder out, List<ReferenceLosses> references, List<AlgorithmDistances> distances) {
    List<String> lines = new ArrayList<>();
    lines.add("task,algorithm,from,distance");
    for (int i = 0; i < distances.size(); i++) {
      List<String> names = distances.get(i).algorithms();
      for (int a = 0; a < names.size(); a++) {
        for (int b = 0; b < names.size(); b++) {
          lines.add(
              line(
                  references.get(i).task().name(),
                  names.get(a),
                  names.get(b),
                  distances.get(i).distances()[a][b]));
        }
      }
    }
    out.write("distances.csv", lines);
  }

  private static List<String> losses(List<StudyMesaResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add("model,task,seed,steps,algorithm,step,loss,algorithm_loss,distance");
    for (StudyMesaResult result : results) {
      ModelComparison comparison = result.assessment().comparison();
      for (int a = 0; a < comparison.algorithms().size(); a++) {
        for (int step = 1; step <= comparison.steps(); step++) {
          lines.add(
              line(
                  subject(result),
                  comparison.algorithms().get(a),
                  step,
                  comparison.loss(step),
                  comparison.lossOf(a, step),
                  comparison.distance(a, step)));
        }
      }
    }
    return lines;
  }

  private static String subject(StudyMesaResult result) {
    return line(
        result.model().model(),
        result.model().task().name(),
        result.model().seed(),
        result.findings().subject().version());
  }

  private static List<String> verdicts(List<StudyMesaResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "model,task,seed,steps,closest,second,distance,distance_lower,distance_upper,margin,"
            + "margin_lower,margin_upper,loss,loss_gap,loss_gap_lower,loss_gap_upper,best,"
            + "gap_to_best,gap_to_best_lower,gap_to_best_upper,jacobian_cosine,jacobian_distance,interpolation_gap,control_closest,verdict,reason");
    for (StudyMesaResult result : results) {
      Findings found = result.findings();
      Verdict verdict = result.verdict(results);
      lines.add(
          line(
              subject(result),
              found.closest(),
              found.second(),
              estimate(found.distance()),
              estimate(found.margin()),
              result.assessment().comparison().loss(),
              estimate(found.lossGap()),
              found.best(),
              estimate(found.gapToBest()),
              found.jacobian().cosine(),
              found.jacobian().distance(),
              found.interpolationGap(),
              verdict.control() == null ? "" : verdict.control().closest(),
              verdict.judgement().name().toLowerCase(Locale.ROOT),
              '"' + verdict.reason() + '"'));
    }
    return lines;
  }

  private static String estimate(Estimate estimate) {
    return estimate == null
        ? ",,"
        : line(estimate.value(), estimate.interval().lower(), estimate.interval().upper());
  }

  private static List<String> interpolation(List<StudyMesaResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add("model,task,seed,steps,step,loss,halfway,compressed");
    for (StudyMesaResult result : results) {
      Interpolation of = result.assessment().interpolation();
      for (int t = 0; of != null && t < of.model().length; t++) {
        lines.add(line(subject(result), t + 1, of.model()[t], of.halfway()[t], of.compressed()[t]));
      }
    }
    return lines;
  }

  private static List<String> probes(List<StudyMesaResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add("model,task,seed,steps,target,layer,step,score,control,of_zero");
    for (StudyMesaResult result : results) {
      Probes probes = result.probes();
      for (Probes.Target target : Probes.Target.values()) {
        for (int layer = 0; layer < probes.layers(); layer++) {
          for (int step = 1; step <= result.model().length(); step++) {
            lines.add(
                line(
                    subject(result),
                    target.label(),
                    layer,
                    step,
                    probes.score(target, layer, step),
                    probes.controlScore(target, layer, step),
                    probes.zeroScore(target, step)));
          }
        }
      }
    }
    return lines;
  }

  private static String line(Object... cells) {
    return Stream.of(cells)
        .map(cell -> cell instanceof Double d && Double.isNaN(d) ? "" : String.valueOf(cell))
        .collect(Collectors.joining(","));
  }
}
