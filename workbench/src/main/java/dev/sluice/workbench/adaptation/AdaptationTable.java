// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static dev.sluice.workbench.command.Table.left;

import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.adaptation.study.AdaptationOutcome;
import dev.sluice.models.adaptation.study.AdaptationStudy;
import dev.sluice.models.adaptation.study.BestGap;
import dev.sluice.models.adaptation.study.GapOrder;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an adaptation study says in the terminal: median gaps with quartiles, whether they are in
 * the expected order, and how detected targets do against known ones.
 *
 * @param outcomes of the study
 * @param gaps of the best discounts
 */
record AdaptationTable(
    AdaptationStudy.Settings settings, List<AdaptationOutcome> outcomes, List<BestGap> gaps) {
  /** How much larger the gap with detected targets may be than with known ones. */
  private static final double DETECTION_TOLERANCE = 1.15;

  /** A word of a name on the terminal and in files, such as {@code oracle-target}. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "gap to the shifted law, nats: median (quartiles) over %d seeds @ best evidence"
            .formatted(settings.seeds()));
    forEachPanel((density, source) -> lines.addAll(panel(density, source)));
    lines.add("");
    lines.add("zero-shot gap, nats: median with / without the changed variables' terms");
    forEachPanel((density, source) -> lines.add(zeroShot(density, source)));
    lines.add("");
    forEachPanel((density, source) -> lines.addAll(orders(density, source)));
    lines.addAll(densities());
    forEachPanel((density, source) -> detection(density, source).ifPresent(lines::add));
    return lines;
  }

  /** Does something for a density and a source size. */
  @FunctionalInterface
  private interface Panel {
    void show(String density, int source);
  }

  private void forEachPanel(Panel panel) {
    settings
        .densities()
        .forEach(density -> settings.sources().forEach(source -> panel.show(density, source)));
  }

  private List<String> panel(String density, int source) {
    List<String> lines = new ArrayList<>();
    List<String> heads = settings.shots().stream().map(shots -> shots + " shots").toList();
    lines.add("");
    lines.add(table().row(density + ", source " + source, heads));
    for (Scope scope : List.of(Scope.ALL, Scope.ORACLE_TARGET, Scope.DETECTED_TARGET)) {
      for (ModelClass model : ModelClass.values()) {
        row(density, source, model, scope).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private Optional<String> row(String density, int source, ModelClass model, Scope scope) {
    List<BestGap> cells =
        settings.shots().stream()
            .flatMap(shots -> find(density, source, shots, model, scope).stream())
            .toList();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    String label = scope == Scope.ALL ? name(model) : name(model) + " " + name(scope);
    return Optional.of(table().row(label, cells.stream().map(AdaptationTable::text).toList()));
  }

  private Table table() {
    return Table.of(left(27), Collections.nCopies(settings.shots().size(), left(29)));
  }

  private static String text(BestGap gap) {
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f-%.3f) @ %s",
        gap.median(),
        gap.quartiles().lower(),
        gap.quartiles().upper(),
        BigDecimal.valueOf(gap.evidence()).stripTrailingZeros().toPlainString());
  }

  /** Only without the terms of the changed variables does it show which classes are invariant. */
  private String zeroShot(String density, int source) {
    Map<ModelClass, List<AdaptationOutcome>> byClass =
        outcomes.stream()
            .filter(outcome -> outcome.density().equals(density) && outcome.source() == source)
            .filter(outcome -> outcome.scope() == Scope.NONE)
            .collect(
                Collectors.groupingBy(
                    AdaptationOutcome::model,
                    () -> new EnumMap<>(ModelClass.class),
                    Collectors.toList()));
    return byClass.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %.3f / %.3f",
                    name(entry.getKey()),
                    median(entry.getValue(), AdaptationOutcome::gap),
                    median(entry.getValue(), AdaptationOutcome::gapUnchanged)))
        .collect(Collectors.joining(", ", density + ", source " + source + ": ", ""));
  }

  private static double median(
      List<AdaptationOutcome> outcomes, ToDoubleFunction<AdaptationOutcome> value) {
    return Quartiles.of(outcomes.stream().mapToDouble(value).toArray()).median();
  }

  private List<String> orders(String density, int source) {
    return settings.shots().stream()
        .map(
            shots ->
                "%s, source %d, %d shots: %s"
                    .formatted(density, source, shots, order(density, source, shots)))
        .toList();
  }

  private String order(String density, int source, int shots) {
    GapOrder order =
        GapOrder.of(
            gaps.stream()
                .filter(gap -> gap.cell().equals(new BestGap.Cell(density, source, shots)))
                .filter(gap -> gap.scope() == Scope.ALL)
                .toList());
    return order.holds()
        ? "ordering holds"
        : "ordering broken: "
            + order.violations().stream()
                .map(AdaptationTable::text)
                .collect(Collectors.joining("; "));
  }

  private static String text(GapOrder.Violation violation) {
    BestGap before = violation.before();
    BestGap after = violation.after();
    return String.format(
        Locale.ROOT,
        "%s %.3f >= %s %.3f (smaller in %d of %d systems)",
        name(before.model()),
        before.median(),
        name(after.model()),
        after.median(),
        violation.wins(),
        before.gaps().size());
  }

  /** Whether the advantage of the causal class shrinks from one density to the next. */
  private List<String> densities() {
    List<String> lines = new ArrayList<>();
    for (int source : settings.sources()) {
      for (int shots : settings.shots()) {
        for (ModelClass whole : List.of(ModelClass.MONOLITH, ModelClass.TABLE)) {
          double[] advantages =
              settings.densities().stream()
                  .mapToDouble(density -> advantage(density, source, shots, whole))
                  .filter(advantage -> !Double.isNaN(advantage))
                  .toArray();
          if (advantages.length > 1 && advantages.length == settings.densities().size()) {
            lines.add(
                "%s - causal, source %d, %d shots: %s"
                    .formatted(name(whole), source, shots, text(advantages)));
          }
        }
      }
    }
    return lines;
  }

  private String text(double[] advantages) {
    boolean shrinks =
        IntStream.range(1, advantages.length).allMatch(i -> advantages[i] < advantages[i - 1]);
    return IntStream.range(0, advantages.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT, "%s %.3f", settings.densities().get(i), advantages[i]))
            .collect(Collectors.joining(", "))
        + (shrinks ? ": shrinks" : ": does not shrink");
  }

  private double advantage(String density, int source, int shots, ModelClass whole) {
    Optional<BestGap> causal = find(density, source, shots, ModelClass.CAUSAL, Scope.ALL);
    Optional<BestGap> other = find(density, source, shots, whole, Scope.ALL);
    return causal.isPresent() && other.isPresent()
        ? other.get().median() - causal.get().median()
        : Double.NaN;
  }

  private Optional<String> detection(String density, int source) {
    int shots = settings.shots().get(settings.shots().size() - 1);
    Optional<BestGap> known = find(density, source, shots, ModelClass.CAUSAL, Scope.ORACLE_TARGET);
    Optional<BestGap> detected =
        find(density, source, shots, ModelClass.CAUSAL, Scope.DETECTED_TARGET);
    if (known.isEmpty() || detected.isEmpty()) {
      return Optional.empty();
    }
    double ratio = detected.get().median() / known.get().median();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "detected / oracle target, causal, %s, source %d, %d shots: %.3f / %.3f = %.2f: %s %.2f",
            density,
            source,
            shots,
            detected.get().median(),
            known.get().median(),
            ratio,
            ratio <= DETECTION_TOLERANCE ? "within" : "above",
            DETECTION_TOLERANCE));
  }

  private Optional<BestGap> find(
      String density, int source, int shots, ModelClass model, Scope scope) {
    BestGap.Cell cell = new BestGap.Cell(density, source, shots);
    return gaps.stream()
        .filter(gap -> gap.cell().equals(cell) && gap.model() == model && gap.scope() == scope)
        .findFirst();
  }
}
