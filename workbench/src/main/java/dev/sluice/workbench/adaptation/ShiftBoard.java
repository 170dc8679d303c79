// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.AdaptationColumn;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationScope;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.ShiftDetection;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo says of the experiment whose mechanisms shift. Not thread-safe. */
public final class ShiftBoard {
  private static final Table PROGRESS = Table.of(right(5), left(14).after(2), rest().after(0));
  private static final Table REGRETS =
      Table.of(left(14), right(9), right(9), right(9), right(9), right(9));

  private final String experimentId;
  private AdaptationSnapshot latest;

  /** A board of one experiment. */
  public ShiftBoard(String experimentId) {
    this.experimentId = experimentId;
  }

  /** Takes a snapshot. */
  public void observe(String id, AdaptationSnapshot snapshot) {
    latest = snapshot;
  }

  /** Samples in the latest snapshot, 0 while there is none. */
  public long samples() {
    return latest == null ? 0 : latest.getSamples();
  }

  /** One line. */
  public String progress(long seconds) {
    return PROGRESS.row(seconds + " s", experimentId, progress());
  }

  private String progress() {
    if (latest == null) {
      return "no comparison yet";
    }
    if (latest.getFailure() != null) {
      return text("%,7d samples   %s", latest.getSamples(), noResults());
    }
    if (latest.getColumns().isEmpty()) {
      return text("%,7d samples   burn-in", latest.getSamples());
    }
    return text(
        "%,7d samples   in %s for %,d   regret %s causal, %s table   %s",
        latest.getSamples(),
        latest.getRegime(),
        latest.getRegimeSamples(),
        regret(AdaptationModel.CAUSAL, AdaptationScope.ALL),
        regret(AdaptationModel.TABLE, AdaptationScope.ALL),
        detection());
  }

  /** The final table: the regret of every class, whatever goes on learning in it. */
  public List<String> summary() {
    if (latest == null) {
      return List.of(experimentId + ": no comparison");
    }
    if (latest.getFailure() != null) {
      return List.of(text("%s: %,d samples, %s", experimentId, latest.getSamples(), noResults()));
    }
    if (latest.getColumns().isEmpty()) {
      return List.of(
          text(
              "%s: %,d of %,d samples of the burn-in",
              experimentId, latest.getSamples(), latest.getBurnIn()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s in %s for %,d samples: regret, nats per sample, by what goes on learning",
            experimentId, latest.getRegime(), latest.getRegimeSamples()));
    lines.add(REGRETS.row("", "nothing", "all", "targets", "detected", "scratch"));
    for (AdaptationModel model : models().keySet()) {
      lines.add(
          REGRETS.row(
              model.name().toLowerCase(Locale.ROOT),
              regret(model, AdaptationScope.NONE),
              regret(model, AdaptationScope.ALL),
              regret(model, AdaptationScope.ORACLE_TARGET),
              regret(model, AdaptationScope.DETECTED_TARGET),
              regret(model, AdaptationScope.FROM_SCRATCH)));
    }
    lines.add(detection());
    return lines;
  }

  private String detection() {
    ShiftDetection detection = latest.getDetection();
    if (detection == null) {
      return "nothing detected";
    }
    return text(
        "%d of %d changes detected, %d false alarms",
        detection.getDetected(), detection.getShifts(), detection.getFalseAlarms());
  }

  private String noResults() {
    return NoResults.text(latest.getFailure(), latest.getFailureReason());
  }

  private String regret(AdaptationModel model, AdaptationScope scope) {
    Double regret = models().getOrDefault(model, Map.of()).get(scope);
    return regret == null ? "-" : text("%.3f", regret);
  }

  private Map<AdaptationModel, Map<AdaptationScope, Double>> models() {
    Map<AdaptationModel, Map<AdaptationScope, Double>> models =
        new EnumMap<>(AdaptationModel.class);
    for (AdaptationColumn column : latest.getColumns()) {
      models
          .computeIfAbsent(column.getModel(), model -> new EnumMap<>(AdaptationScope.class))
          .put(column.getScope(), column.getRegret());
    }
    return models;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
