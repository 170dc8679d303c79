// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.models.mesa.verdict.Agreement;
import dev.sluice.models.mesa.verdict.Estimate;
import dev.sluice.models.mesa.verdict.Margins;
import dev.sluice.models.mesa.verdict.RunningComparison;
import dev.sluice.schemas.MesaSupport;
import dev.sluice.schemas.MesaVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntToDoubleFunction;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * Whether trained models are one of the learners on the sequences of a group. Losses and
 * predictions are of the stream; derivatives and the control are the study's, without which no
 * model is called an algorithm.
 */
public final class StreamVerdicts {
  private static final Margins MARGINS = Margins.FIXED;

  private StreamVerdicts() {}

  /**
   * Of all models, in the order of the options, each from its newest version on.
   *
   * @param comparisons of the group
   * @param dimension entries of its tokens
   * @param steps bins of steps of its snapshot
   */
  public static List<MesaVerdict> of(
      TrainedSettings settings,
      GroupComparisons comparisons,
      ReadOnlyBroadcastState<String, StudyFindings> known,
      int dimension,
      int steps)
      throws Exception {
    Map<String, SortedMap<Long, RunningComparison>> all =
        comparisons.newest(settings.algorithms().size(), settings.keepVersions());
    List<MesaVerdict> verdicts = new ArrayList<>();
    for (String name : settings.models()) {
      if (!all.containsKey(name)) {
        verdicts.add(none(name, KnownFindings.of(known, name), dimension));
        continue;
      }
      for (Map.Entry<Long, RunningComparison> entry : all.get(name).entrySet()) {
        StudyFindings found = known.get(KnownFindings.key(name, entry.getKey()));
        verdicts.add(
            verdict(name, entry.getKey(), entry.getValue(), found, settings.algorithms(), steps));
      }
    }
    return verdicts;
  }

  private static MesaVerdict none(String name, List<StudyFindings> known, int dimension) {
    MesaVerdict.Builder verdict =
        MesaVerdict.newBuilder().setModel(name).setSupport(MesaSupport.UNDECIDED);
    if (known.isEmpty()) {
      return verdict.setReason("no weights of it have come").build();
    }
    StudyFindings newest = known.get(0);
    String reason =
        newest.observed() == dimension
            ? "it has predicted no sequence yet: it does those that begin when its weights are there"
            : "it predicts tokens of %d entries, not of %d".formatted(newest.observed(), dimension);
    return verdict.setVersion(String.valueOf(newest.version())).setReason(reason).build();
  }

  private static MesaVerdict verdict(
      String name,
      long version,
      RunningComparison comparison,
      StudyFindings found,
      List<String> algorithms,
      int steps) {
    Agreement agreement = Agreement.of(comparison, algorithms, MARGINS);
    String against = agreement.is() == Agreement.Is.SAME ? against(found) : "";
    MesaVerdict.Builder verdict =
        MesaVerdict.newBuilder()
            .setModel(name)
            .setVersion(String.valueOf(version))
            .setSupport(support(agreement.is(), against))
            .setReason(reason(agreement, against, found))
            .setTokens(comparison.tokens())
            .setSequences(comparison.bins() == 0 ? 0 : comparison.tokens(1))
            .setMeanLoss(orNull(comparison.loss()))
            .setLossByStep(byStep(comparison, steps, comparison::loss));
    int closest = comparison.closest();
    if (closest >= 0) {
      Estimate distance = comparison.distance(closest);
      Estimate gap = comparison.lossGap(closest);
      verdict
          .setAlgorithm(algorithms.get(closest))
          .setDistance(orNull(distance.value()))
          .setDistanceLower(orNull(distance.interval().lower()))
          .setDistanceUpper(orNull(distance.interval().upper()))
          .setLossGap(orNull(gap.value()))
          .setLossGapLower(orNull(gap.interval().lower()))
          .setLossGapUpper(orNull(gap.interval().upper()))
          .setDistanceByStep(byStep(comparison, steps, bin -> comparison.distance(closest, bin)));
    }
    return verdict.build();
  }

  /** What keeps a model that is like an algorithm from being called it; empty if nothing does. */
  private static String against(StudyFindings found) {
    if (found == null || !found.controlRejected()) {
      return "no control of it has been rejected: run study mesa";
    }
    if (Double.isNaN(found.cosine())) {
      return "nobody has compared its derivatives: run study mesa";
    }
    return found.cosine() >= MARGINS.cosine()
        ? ""
        : "in its study " + cosine(found) + ", less than " + MARGINS.cosine();
  }

  private static MesaSupport support(Agreement.Is is, String against) {
    return switch (is) {
      case DIFFERENT -> MesaSupport.REJECTED;
      case UNCLEAR -> MesaSupport.UNDECIDED;
      case SAME -> against.isEmpty() ? MesaSupport.SUPPORTED : MesaSupport.UNDECIDED;
    };
  }

  private static String reason(Agreement agreement, String against, StudyFindings found) {
    if (agreement.is() != Agreement.Is.SAME) {
      return agreement.reason();
    }
    return against.isEmpty()
        ? agreement.reason() + "; in its study the control is none, and " + cosine(found)
        : agreement.reason() + ", but " + against;
  }

  private static String cosine(StudyFindings found) {
    return String.format(
        Locale.ROOT,
        "its Jacobian has the cosine %.3f to that of %s",
        found.cosine(),
        found.closest().isEmpty() ? "the closest" : found.closest());
  }

  private static List<Double> byStep(
      RunningComparison comparison, int steps, IntToDoubleFunction number) {
    List<Double> numbers = new ArrayList<>();
    for (int bin = 1; bin <= steps; bin++) {
      boolean is = bin <= comparison.bins() && comparison.tokens(bin) > 0;
      numbers.add(is ? orNull(number.applyAsDouble(bin)) : null);
    }
    return numbers;
  }

  private static Double orNull(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
