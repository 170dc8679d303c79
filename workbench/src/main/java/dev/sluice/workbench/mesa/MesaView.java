// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Sparkline;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown of a group of sequences in {@value #WIDTH} columns: a row for every learner. */
final class MesaView {
  static final int WIDTH = 100;

  /** How many steps there is room for. */
  static final int STEPS = 5;

  private static final int NAME = 28;
  private static final int COURSE = 50;
  private static final String LAGGED = " released (lagged)";
  private static final long[] ROUND = {1, 2, 5};

  private static final Table LOSSES =
      Table.of(
          left(NAME),
          Stream.concat(
                  Stream.of(right(9), right(7), right(8)),
                  Stream.generate(() -> right(8)).limit(STEPS))
              .toList());

  private static final Table COURSES = Table.of(left(NAME), left(COURSE), right(9), right(9));

  private static final List<String> LEGEND =
      List.of(
          "mean: of the mean losses of all steps up to 1024; regret: sum of what was lost more than"
              + " ridge;",
          "loss by step: in logarithms, from the least of all to the largest; log10 k: of the"
              + " condition number");

  private static final String MEDIANS =
      "step: of the losses there the median; - where it is not known";

  private MesaView() {}

  /**
   * The lines.
   *
   * @param chosen steps whose losses are shown, {@value #STEPS} at most; empty for the round ones
   *     up to the last, and that
   * @param medians whether of losses at steps the median is shown, not the mean
   */
  static List<String> lines(MesaSnapshot snapshot, List<Long> chosen, boolean medians) {
    List<String> lines = new ArrayList<>();
    lines.add(subject(snapshot));
    lines.add("");
    if (snapshot.getFailure() != null) {
      lines.add(NoResults.text(snapshot.getFailure(), snapshot.getFailureReason()));
      return lines;
    }
    List<Long> steps = snapshot.getSteps();
    if (steps.isEmpty()) {
      lines.add("no token was predicted yet: it takes two of a sequence");
      return lines;
    }
    List<Long> shown = chosen.isEmpty() ? round(steps.get(steps.size() - 1)) : chosen;
    List<String> head = new ArrayList<>(List.of("mean", "/ridge", "regret"));
    shown.forEach(step -> head.add("step " + step));
    lines.add(LOSSES.row("learner", head));
    snapshot
        .getLearners()
        .forEach(learner -> lines.add(losses(learner, shown, steps.size(), medians)));
    lines.add("");
    lines.add(
        COURSES.row(
            "", "loss by step, 1 to " + steps.get(steps.size() - 1), "residual", "log10 k"));
    double[] scale = scale(snapshot.getLearners());
    snapshot.getLearners().forEach(learner -> lines.add(course(learner, scale)));
    if (!snapshot.getVerdicts().isEmpty()) {
      lines.add("");
      snapshot.getVerdicts().forEach(verdict -> lines.addAll(VerdictLines.of(verdict, WIDTH)));
    }
    lines.add("");
    lines.addAll(LEGEND);
    if (medians) {
      lines.add(MEDIANS);
    }
    return lines;
  }

  private static String subject(MesaSnapshot snapshot) {
    Stream<String> parts =
        Stream.of(
            snapshot.getTask(),
            snapshot.getDimension() == null ? null : snapshot.getDimension() + " entries",
            String.format(
                Locale.ROOT,
                "%,d sequences, %,d tokens",
                snapshot.getSequences(),
                snapshot.getTokens()),
            snapshot.getDuplicates() == null || snapshot.getDuplicates() == 0
                ? null
                : String.format(Locale.ROOT, "%,d duplicates", snapshot.getDuplicates()),
            snapshot.getFloor() == null ? null : "floor " + number(snapshot.getFloor()));
    return "mesa %s: ".formatted(Table.cut(snapshot.getGroup(), NAME, "~"))
        + parts.filter(Objects::nonNull).collect(Collectors.joining(", "));
  }

  private static String losses(MesaLearner learner, List<Long> shown, int bins, boolean medians) {
    List<String> cells = new ArrayList<>();
    boolean infinite = learner.getMean().contains(null) && learner.getN().get(0) > 0;
    cells.add(
        learner.getMeanOverSteps() == null && infinite ? "inf" : cell(learner.getMeanOverSteps()));
    cells.add(cell(learner.getRatioToRidge()));
    cells.add(cell(learner.getRegret()));
    for (long step : shown) {
      int at = StepBin.of(step) - 1;
      cells.add(at >= bins ? "-" : medians ? median(learner, at) : loss(learner, at));
    }
    return LOSSES.row(name(learner), cells);
  }

  /** A mean that is null although there are losses is that of one beyond all bounds. */
  private static String loss(MesaLearner learner, int at) {
    Double mean = learner.getMean().get(at);
    return mean == null && learner.getN().get(at) > 0 ? "inf" : cell(mean);
  }

  /** A record of many learners and steps has no medians. */
  private static String median(MesaLearner learner, int at) {
    return at < learner.getMedian().size() ? cell(learner.getMedian().get(at)) : "-";
  }

  /** The logarithms of the least and the largest loss above 0 of all learners and steps. */
  private static double[] scale(List<MesaLearner> learners) {
    double[] known =
        learners.stream()
            .flatMap(learner -> learner.getMean().stream())
            .filter(mean -> mean != null && mean > 0)
            .mapToDouble(Math::log)
            .sorted()
            .toArray();
    return known.length == 0
        ? new double[] {0, 0}
        : new double[] {known[0], known[known.length - 1]};
  }

  private static String course(MesaLearner learner, double[] scale) {
    int first = 0;
    int last = learner.getMean().size();
    while (first < last && learner.getN().get(first) == 0) {
      first++;
    }
    double[] series = new double[last - first];
    for (int i = 0; i < series.length; i++) {
      Double mean = learner.getMean().get(first + i);
      series[i] = mean == null ? scale[1] : Math.max(Math.log(mean), scale[0]);
    }
    return COURSES.row(
        name(learner),
        series.length == 0 ? "-" : Sparkline.of(series, COURSE, scale[0], scale[1]),
        cell(learner.getResidual()),
        cell(learner.getConditioning()));
  }

  private static String name(MesaLearner learner) {
    return Table.cut(learner.getLearner().replace(LAGGED, "@lagged"), NAME, "~");
  }

  /** The last round steps before the last step, and that. */
  static List<Long> round(long last) {
    List<Long> steps = new ArrayList<>();
    long power = 1;
    while (power < last) {
      for (long digit : ROUND) {
        if (digit * power < last) {
          steps.add(digit * power);
        }
      }
      power = power > Long.MAX_VALUE / 10 ? last : power * 10;
    }
    steps.add(last);
    return List.copyOf(steps.subList(Math.max(0, steps.size() - STEPS), steps.size()));
  }

  private static String cell(Double value) {
    return value == null ? "-" : number(value);
  }

  /** Four digits behind the point, fewer of large numbers, else two of a power of ten. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size < 100 ? "%.4f" : "%.1f";
    boolean plain = value == 0 || (size >= 0.001 && size < 100_000);
    return String.format(Locale.ROOT, plain ? format : "%.1e", value);
  }
}
