// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.CausalEffect;
import dev.sluice.schemas.EffectProbability;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.workbench.command.EdgeMatrix;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A snapshot of causal effects as text: the strongest of them. */
final class EffectsView {
  private static final int MOST = 20;
  private static final int MAX_NAME = 20;
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private EffectsView() {}

  /** The lines of one snapshot. */
  static List<String> lines(EffectsSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s: effects between %d variables%s",
            snapshot.getExperimentId(),
            snapshot.getVariables().size(),
            snapshot.getGraphs() == null
                ? ""
                : text(", by %,d drawn graphs", snapshot.getGraphs())));
    lines.add(
        text(
            "%,d samples as of %s%s",
            snapshot.getSamples(),
            Instant.ofEpochMilli(snapshot.getAsOf()),
            snapshot.getEffectMillis() == null
                ? ""
                : text(", computed in %.1f ms", snapshot.getEffectMillis())));
    lines.add("assuming no latent confounders: where there are, these numbers are wrong");
    if (Boolean.FALSE.equals(snapshot.getConverged())) {
      lines.add("NOT CONVERGED: these effects may be wrong");
    }
    if (snapshot.getEffects().isEmpty()) {
      lines.add(NoResults.text(snapshot.getFailure(), snapshot.getFailureReason()));
      return lines;
    }
    lines.add("");
    lines.addAll(strongest(snapshot));
    int others = snapshot.getEffects().size() - MOST;
    if (others > 0) {
      lines.add(text("and %,d more", others));
    }
    return lines;
  }

  private static List<String> strongest(EffectsSnapshot snapshot) {
    return snapshot.getEffects().get(0).getDistributions() == null
        ? continuous(snapshot)
        : categorical(snapshot);
  }

  private static List<String> continuous(EffectsSnapshot snapshot) {
    List<CausalEffect> strongest =
        snapshot.getEffects().stream()
            .sorted(
                Comparator.comparingDouble((CausalEffect e) -> Math.abs(e.getMean())).reversed())
            .limit(MOST)
            .toList();
    Table table = Table.of(left(width(strongest)), right(10), right(24), right(12));
    List<String> lines = new ArrayList<>();
    lines.add(table.row("cause -> effect", "mean", "95 % interval", "P(no effect)"));
    for (CausalEffect effect : strongest) {
      lines.add(
          table.row(
              pair(effect),
              number(effect.getMean()),
              interval(snapshot.getLevels(), effect.getQuantiles()),
              EdgeMatrix.digits(effect.getZero())));
    }
    return lines;
  }

  /**
   * By how much setting the cause can change the probability of a category.
   *
   * @param category of the effect
   * @param least category of the cause under which it is least probable
   * @param most the same, most
   * @param difference of these means
   */
  private record Swing(CausalEffect effect, int category, int least, int most, double difference) {

    static Swing of(CausalEffect effect) {
      List<List<EffectProbability>> rows = effect.getDistributions();
      Swing largest = null;
      for (int category = 0; category < rows.get(0).size(); category++) {
        int least = 0;
        int most = 0;
        for (int row = 1; row < rows.size(); row++) {
          double mean = rows.get(row).get(category).getMean();
          least = mean < rows.get(least).get(category).getMean() ? row : least;
          most = mean > rows.get(most).get(category).getMean() ? row : most;
        }
        double difference =
            rows.get(most).get(category).getMean() - rows.get(least).get(category).getMean();
        if (largest == null || difference > largest.difference) {
          largest = new Swing(effect, category, least, most, difference);
        }
      }
      return largest;
    }
  }

  private static List<String> categorical(EffectsSnapshot snapshot) {
    List<Swing> strongest =
        snapshot.getEffects().stream()
            .map(Swing::of)
            .sorted(Comparator.comparingDouble(Swing::difference).reversed())
            .limit(MOST)
            .toList();
    Table table =
        Table.of(
            left(width(strongest.stream().map(Swing::effect).toList())),
            right(10),
            left(30).after(2),
            left(30),
            right(12));
    List<String> lines = new ArrayList<>();
    lines.add(
        table.row(
            "cause -> effect", "difference", "of p(effect), 95 % intervals", "", "P(no effect)"));
    for (Swing swing : strongest) {
      lines.add(
          table.row(
              pair(swing.effect),
              EdgeMatrix.digits(swing.difference),
              probability(snapshot.getLevels(), swing, swing.least),
              probability(snapshot.getLevels(), swing, swing.most),
              EdgeMatrix.digits(swing.effect.getZero())));
    }
    return lines;
  }

  /** Such as {@code p(1 | do 0) = .12 [.08, .16]}. */
  private static String probability(List<Double> levels, Swing swing, int row) {
    EffectProbability probability = swing.effect.getDistributions().get(row).get(swing.category);
    List<Double> quantiles = probability.getQuantiles();
    int low = levels.indexOf(LOW);
    int high = levels.indexOf(HIGH);
    return text(
        "p(%d | do %d) = %s%s",
        swing.category,
        row,
        EdgeMatrix.digits(probability.getMean()),
        low < 0 || high < 0 || quantiles.size() != levels.size()
            ? ""
            : text(
                " [%s, %s]",
                EdgeMatrix.digits(quantiles.get(low)), EdgeMatrix.digits(quantiles.get(high))));
  }

  private static int width(List<CausalEffect> effects) {
    return effects.stream()
        .mapToInt(effect -> pair(effect).length())
        .reduce("cause -> effect".length(), Math::max);
  }

  private static String pair(CausalEffect effect) {
    return name(effect.getCause()) + " -> " + name(effect.getEffect());
  }

  private static String name(String name) {
    return Table.cut(name, MAX_NAME, "~");
  }

  private static String interval(List<Double> levels, List<Double> quantiles) {
    int low = levels.indexOf(LOW);
    int high = levels.indexOf(HIGH);
    return low < 0 || high < 0 || quantiles == null || quantiles.size() != levels.size()
        ? ""
        : "[%s, %s]".formatted(number(quantiles.get(low)), number(quantiles.get(high)));
  }

  private static String number(double value) {
    return text("%.4g", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
