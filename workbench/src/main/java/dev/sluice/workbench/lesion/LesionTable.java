// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.evaluation.PairedTest;
import dev.sluice.models.lesion.evaluation.PublishedLesionResults;
import dev.sluice.models.lesion.study.Contender;
import dev.sluice.models.lesion.study.LesionOutcome;
import dev.sluice.models.lesion.study.LesionStudy;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What a phantom study says in the terminal: its own results, then the paper's, never in one table.
 */
record LesionTable(LesionStudy.Settings settings, List<LesionOutcome> outcomes) {
  private static final double LEVEL = 0.95;
  private static final Table RESULTS =
      Table.of(
          left(16), right(6), right(9), right(21), right(21), right(21), right(8), right(9),
          right(7));
  private static final Table PUBLISHED = Table.of(left(16), right(9), right(10), right(6));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "PHANTOM STUDY on simulated heads of %d^3 voxels; it says nothing of patients."
            .formatted(settings.edge()));
    lines.add(
        "Networks: base %d, %d levels, %d steps of %d cases. Test: %d with lesions, %d without; %d"
                .formatted(
                    settings.network().base(),
                    settings.network().levels(),
                    settings.steps(),
                    settings.batch(),
                    settings.testStrokes(),
                    settings.testNormals(),
                    settings.seeds())
            + " seeds.");
    lines.add("");
    for (long seed = settings.firstSeed(); seed < settings.firstSeed() + settings.seeds(); seed++) {
      lines.addAll(ofSeed(seed));
    }
    lines.addAll(differences());
    lines.addAll(published());
    return lines;
  }

  private List<String> ofSeed(long seed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        RESULTS.row(
            "seed " + seed,
            "real",
            "made",
            "Dice",
            "sensitivity",
            "specificity",
            "lesions",
            "bias ml",
            "seconds"));
    for (Contender contender : Contender.values()) {
      lines.add(row(of(seed, contender)));
    }
    double ofBrain =
        Arrays.stream(of(seed, Contender.CLINICAL).diceOfBrain()).average().orElse(Double.NaN);
    lines.add(RESULTS.row("all of the brain", "", "", number(ofBrain), "", "", "", "", ""));
    lines.add("");
    return lines;
  }

  private static String row(LesionOutcome outcome) {
    ModelScores scores = outcome.scores();
    MeanEstimate dice = scores.dice(LEVEL);
    return RESULTS.row(
        outcome.contender().label(),
        outcome.realCases(),
        outcome.syntheticCases(),
        "%s %s".formatted(number(dice.mean()), interval(dice.interval())),
        share(scores.sensitivity()),
        share(scores.specificity()),
        number(scores.lesionRecall().share()),
        format("%+.3f", scores.volumeAgreement(LEVEL).bias()),
        format("%.0f", outcome.seconds()));
  }

  /** The one test of the study: of all test patients, once, when all have been seen. */
  private List<String> differences() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Dice less that of the clinical-like network, paired by test patient (95 % by Student's t;"
            + " P of the two-tailed paired t-test, made once; networks are taken as given). Of"
            + " seeds: the mean of the seeds' means, by Student's t with as many values as seeds,"
            + " each with networks of its own:");
    for (Contender contender : Contender.values()) {
      if (contender != Contender.CLINICAL) {
        lines.add(
            difference(contender, Contender.CLINICAL)
                + ", P = %s"
                    .formatted(format("%.2g", paired(contender, Contender.CLINICAL).pValue())));
      }
    }
    lines.add("");
    lines.add("Dice less that of the network with augmented cases, likewise; nothing is tested:");
    for (Contender contender : List.of(Contender.SYNTHETIC, Contender.BOTH, Contender.BOTH_MANY)) {
      lines.add(difference(contender, Contender.AUGMENTED));
    }
    lines.add("");
    return lines;
  }

  private String difference(Contender contender, Contender other) {
    StringBuilder line = new StringBuilder(String.format("%-16s", contender.label()));
    double[] means = new double[settings.seeds()];
    for (int i = 0; i < means.length; i++) {
      long seed = settings.firstSeed() + i;
      PairedTest ofSeed = PairedTest.once(of(seed, contender).dice(), of(seed, other).dice());
      means[i] = ofSeed.meanDifference();
      line.append(" seed %d: %s;".formatted(seed, difference(ofSeed)));
    }
    return line
        + " of seeds: %s; all: %s"
            .formatted(
                difference(PairedTest.once(means, new double[means.length])),
                difference(paired(contender, other)));
  }

  private static String difference(PairedTest of) {
    return signed(of.meanDifference()) + " " + interval(of.interval(LEVEL));
  }

  private PairedTest paired(Contender contender, Contender other) {
    return PairedTest.once(all(contender), all(other));
  }

  private static List<String> published() {
    List<String> lines = new ArrayList<>();
    lines.add("The paper's, of clinical images (Federau et al. 2020); not comparable:");
    lines.add(PUBLISHED.row("database", "clinical", "synthetic", "Dice"));
    for (PublishedLesionResults.Segmentation row : PublishedLesionResults.segmentation()) {
      lines.add(
          PUBLISHED.row(
              row.trainingSet(),
              row.clinicalCases(),
              row.syntheticCases(),
              Double.isNaN(row.dice()) ? "-" : format("%.2f", row.dice())));
    }
    return lines;
  }

  private LesionOutcome of(long seed, Contender contender) {
    return outcomes.stream()
        .filter(each -> each.seed() == seed && each.contender() == contender)
        .findFirst()
        .orElseThrow();
  }

  private double[] all(Contender contender) {
    return outcomes.stream()
        .filter(each -> each.contender() == contender)
        .flatMapToDouble(each -> DoubleStream.of(each.dice()))
        .toArray();
  }

  private static String share(Proportion of) {
    return "%s %s".formatted(number(of.share()), interval(of.wilson(LEVEL)));
  }

  private static String interval(Interval interval) {
    return "[%s, %s]".formatted(number(interval.lower()), number(interval.upper()));
  }

  private static String signed(double value) {
    return format("%+.3f", value);
  }

  private static String number(double value) {
    return format("%.3f", value);
  }

  private static String format(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
