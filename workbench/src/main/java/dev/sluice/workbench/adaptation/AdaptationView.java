// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.AdaptationColumn;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.WatchedMechanism;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Sparkline;
import dev.sluice.workbench.command.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A comparison of models that adapt as text for a terminal, or for a file. */
final class AdaptationView {
  private static final int BARS = 20;
  private static final int CURVE = 8;
  private static final int LATELY = 10;
  private static final int NAME = 14;
  private static final Table LOSSES =
      Table.of(
          left(10),
          left(9),
          right(8),
          right(8),
          right(10),
          right(8),
          right(9),
          right(9),
          left(CURVE).after(2),
          rest().after(2));
  private static final Table MECHANISMS =
      Table.of(
          left(NAME),
          left(10),
          right(9),
          left(BARS),
          right(9),
          right(7),
          right(6),
          right(6),
          right(8));

  private final boolean shaded;

  /**
   * A view.
   *
   * @param shaded whether block characters can be shown
   */
  AdaptationView(boolean shaded) {
    this.shaded = shaded;
  }

  /** The lines of one snapshot, with what is known of those before it. */
  List<String> lines(AdaptationSnapshot snapshot, LossHistory history) {
    List<String> lines = new ArrayList<>(heading(snapshot));
    if (snapshot.getFailure() != null) {
      lines.add(NoResults.text(snapshot.getFailure(), snapshot.getFailureReason()));
      return lines;
    }
    if (!snapshot.getColumns().isEmpty()) {
      lines.add("");
      lines.addAll(losses(snapshot, history));
    }
    lines.add("");
    lines.addAll(mechanisms(snapshot));
    lines.add("");
    lines.addAll(ShiftsView.lines(snapshot));
    return lines;
  }

  private static List<String> heading(AdaptationSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s: %d variables, %s learners, learned graph %s",
            snapshot.getExperimentId(),
            snapshot.getVariables().size(),
            snapshot.getLearners().name().toLowerCase(Locale.ROOT),
            snapshot.getLearnedGraph() == null
                ? "none"
                : "of " + snapshot.getLearnedGraph().size() + " edges"));
    lines.add(
        text(
            "%,d samples as of %s%s",
            snapshot.getSamples(),
            Instant.ofEpochMilli(snapshot.getAsOf()),
            snapshot.getCpuMillis() == null
                ? ""
                : text(", %.1f s of CPU", snapshot.getCpuMillis() / 1000)));
    if (snapshot.getRegime() != null) {
      lines.add(
          text(
              "regime %s: %s%s",
              snapshot.getRegime().isEmpty() ? "(source)" : snapshot.getRegime(),
              targets(snapshot.getTargets()),
              snapshot.getRegimeSamples() == null
                  ? ""
                  : text(", %,d shots", snapshot.getRegimeSamples())));
    }
    if (snapshot.getFailure() == null && snapshot.getSamples() < snapshot.getBurnIn()) {
      lines.add(
          text(
              "burn-in of %,d samples: nothing is compared or detected yet", snapshot.getBurnIn()));
    }
    return lines;
  }

  private static String targets(List<String> targets) {
    if (targets == null) {
      return "targets unknown";
    }
    return targets.isEmpty() ? "nothing changed" : "changed " + String.join(", ", targets);
  }

  private List<String> losses(AdaptationSnapshot snapshot, LossHistory history) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "loss, nats per sample, over the last %,d samples%s",
            snapshot.getWindow(),
            snapshot.getOracleLoss() == null
                ? ""
                : text("; the true law's is %.3f", snapshot.getOracleLoss())));
    lines.add(
        LOSSES.row(
            "class",
            "learns",
            "loss",
            "excess",
            "unchanged",
            "regret",
            "transfer",
            "forgets",
            "adapts",
            "lately"));
    for (AdaptationColumn column : snapshot.getColumns()) {
      lines.add(row(column, snapshot.getOracleLoss(), history));
    }
    return lines;
  }

  private String row(AdaptationColumn column, Double oracle, LossHistory history) {
    Double loss = column.getWindowLoss();
    return LOSSES.row(
        column.getModel().name().toLowerCase(Locale.ROOT),
        scope(column),
        number(loss),
        number(loss == null || oracle == null ? null : (Double) (loss - oracle)),
        number(column.getWindowLossUnchanged()),
        number(column.getRegret()),
        number(column.getRelativeTransfer()),
        number(column.getForgetting()),
        course(curve(column), CURVE),
        course(history.of(column.getModel(), column.getScope()), LATELY));
  }

  private static double[] curve(AdaptationColumn column) {
    return column.getCurve() == null
        ? new double[0]
        : column.getCurve().stream()
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
  }

  private static String scope(AdaptationColumn column) {
    return switch (column.getScope()) {
      case NONE -> "nothing";
      case ALL -> "all";
      case ORACLE_TARGET -> "targets";
      case DETECTED_TARGET -> "detected";
      case FROM_SCRATCH -> "scratch";
      case UNKNOWN -> "?";
    };
  }

  private String course(double[] series, int width) {
    return shaded && series.length > 1 ? Sparkline.of(series, width) : "";
  }

  private List<String> mechanisms(AdaptationSnapshot snapshot) {
    double alarm = Math.log(snapshot.getRunLength());
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "alarm at log e-value %.1f: one false alarm in %,.0f samples%s",
            alarm,
            snapshot.getRunLength(),
            Boolean.TRUE.equals(snapshot.getRunLengthGuaranteed())
                ? " that are independent given their parents"
                : " (not guaranteed)"));
    lines.add(
        MECHANISMS.row(
            "mechanism", "status", "log e", "", "centred", "alarms", "ADWIN", "P-H", "library"));
    for (WatchedMechanism mechanism : snapshot.getMechanisms()) {
      lines.add(
          MECHANISMS.row(
              Table.cut(mechanism.getVariable(), NAME, ""),
              mechanism.getStatus().name().toLowerCase(Locale.ROOT),
              number(mechanism.getLogEvidence()),
              bar(mechanism.getLogEvidence(), alarm),
              number(mechanism.getCentredLoss()),
              mechanism.getAlarms(),
              mechanism.getAdwinAlarms(),
              mechanism.getPageHinkleyAlarms(),
              mechanism.getLibrary()));
    }
    return lines;
  }

  /** A bar that is full at an alarm. */
  private String bar(Double evidence, double alarm) {
    double share = evidence == null ? 0 : Math.max(0, Math.min(1, evidence / alarm));
    return (shaded ? "█" : "#").repeat((int) Math.round(share * BARS));
  }

  private static String number(Double value) {
    return value == null ? "-" : text("%.3f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
