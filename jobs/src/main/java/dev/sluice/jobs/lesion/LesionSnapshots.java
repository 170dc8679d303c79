// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.jobs.Failure;
import dev.sluice.models.lesion.evaluation.BlandAltman;
import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.evaluation.PairedScores;
import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionDifference;
import dev.sluice.schemas.LesionMean;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.LesionVolumeAgreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Records of how well a model finds lesions. What is blank is null there. */
final class LesionSnapshots {

  private LesionSnapshots() {}

  /**
   * Why a model whose predictions could all not be compared has no results; null if it has some. It
   * is nobody's error in the job, and nothing rests.
   */
  static Failure uncompared(Counted counted, ModelScores scores, long now) {
    return scores.cases() > 0
        ? null
        : new Failure(
            FailureReason.UNSUPPORTED,
            "none of its %d predictions can be compared, see the dead letters"
                .formatted(counted.failedCases()),
            now);
  }

  /**
   * The snapshot of a model.
   *
   * @param pairs by other model
   */
  static LesionSnapshot of(
      Counted counted,
      ModelScores scores,
      SortedMap<String, PairedScores> pairs,
      LesionSettings settings) {
    double level = settings.level();
    return begun(counted, settings)
        .setCases(scores.cases())
        .setWithLesion(scores.withLesion())
        .setBothEmpty(scores.bothEmpty())
        .setDice(mean(scores.dice(level)))
        .setPooledDice(orNull(scores.pooledDice()))
        .setVolume(volume(scores.volumeAgreement(level), scores.volumeCorrelation(level)))
        .setFalseVolume(orNull(scores.meanFalseVolume()))
        .setSensitivity(share(scores.sensitivity(), level))
        .setSpecificity(share(scores.specificity(), level))
        .setLesionRecall(share(scores.lesionRecall(), level))
        .setLesionPrecision(share(scores.lesionPrecision(), level))
        .setLesionF1(orNull(scores.lesionF1()))
        .setDifferences(differences(pairs, level))
        .build();
  }

  /** The snapshot of a model that has no results: what was counted, and why. */
  static LesionSnapshot failed(Counted counted, Failure failure, LesionSettings settings) {
    return begun(counted, settings)
        .setCases(0)
        .setWithLesion(0)
        .setBothEmpty(0)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static LesionSnapshot.Builder begun(Counted counted, LesionSettings settings) {
    return LesionSnapshot.newBuilder()
        .setGroup(counted.group())
        .setModel(counted.model())
        .setAsOf(counted.asOf())
        .setPhantomCases(counted.phantomCases())
        .setFailedCases(counted.failedCases())
        .setLevel(settings.level())
        .setMinimumVolume(settings.minimumVolume());
  }

  private static LesionMean mean(MeanEstimate estimate) {
    return LesionMean.newBuilder()
        .setCases(estimate.n())
        .setMean(orNull(estimate.mean()))
        .setStandardError(orNull(estimate.standardError()))
        .setLower(lower(estimate.interval()))
        .setUpper(upper(estimate.interval()))
        .setBootstrapLower(lower(estimate.bootstrap()))
        .setBootstrapUpper(upper(estimate.bootstrap()))
        .build();
  }

  private static LesionVolumeAgreement volume(BlandAltman agreement, Correlation correlation) {
    return LesionVolumeAgreement.newBuilder()
        .setBias(orNull(agreement.bias()))
        .setStandardDeviation(orNull(agreement.standardDeviation()))
        .setBiasLower(lower(agreement.biasInterval()))
        .setBiasUpper(upper(agreement.biasInterval()))
        .setLowerLimit(orNull(agreement.lower()))
        .setLowerLimitLower(lower(agreement.lowerInterval()))
        .setLowerLimitUpper(upper(agreement.lowerInterval()))
        .setUpperLimit(orNull(agreement.upper()))
        .setUpperLimitLower(lower(agreement.upperInterval()))
        .setUpperLimitUpper(upper(agreement.upperInterval()))
        .setCorrelation(orNull(correlation.r()))
        .setCorrelationLower(lower(correlation.interval()))
        .setCorrelationUpper(upper(correlation.interval()))
        .build();
  }

  private static LesionShare share(Proportion proportion, double level) {
    Interval wilson = proportion.wilson(level);
    Interval exact = proportion.clopperPearson(level);
    return LesionShare.newBuilder()
        .setSuccesses(proportion.successes())
        .setTrials(proportion.trials())
        .setShare(orNull(proportion.share()))
        .setLower(lower(wilson))
        .setUpper(upper(wilson))
        .setExactLower(lower(exact))
        .setExactUpper(upper(exact))
        .build();
  }

  private static List<LesionDifference> differences(
      SortedMap<String, PairedScores> pairs, double level) {
    List<LesionDifference> differences = new ArrayList<>();
    for (Map.Entry<String, PairedScores> pair : pairs.entrySet()) {
      PairedScores scores = pair.getValue();
      differences.add(
          new LesionDifference(
              pair.getKey(),
              mean(scores.difference(level)),
              scores.firstBetter,
              scores.secondBetter));
    }
    return differences;
  }

  private static Double lower(Interval interval) {
    return orNull(interval.lower());
  }

  private static Double upper(Interval interval) {
    return orNull(interval.upper());
  }

  private static Double orNull(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
