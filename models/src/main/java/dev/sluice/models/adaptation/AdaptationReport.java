// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.learner.Mechanism;
import dev.sluice.models.learner.ModelClass;
import java.util.List;

/**
 * What a running adaptation experiment shows after some of its samples. Numbers that the data do
 * not define are NaN.
 *
 * @param samples observed so far
 * @param burnIn samples of the burn-in; while {@code samples} is less, nothing is compared
 * @param regime label of the current regime
 * @param targets its declared targets, or {@link Observation#UNKNOWN}
 * @param regimeSamples samples of the current regime so far
 * @param runLengthGuaranteed whether the nominal run length of the detectors can be trusted, for
 *     samples that are independent given their parents and mechanisms of the learners' kind, which
 *     a {@link Rehearsal} in the burn-in has borne out
 * @param oracleLoss mean loss of the true law over the last window, nats; NaN if unknown
 * @param columns one per model class and scope
 * @param mechanisms one per variable
 * @param events the latest alarms, oldest first
 * @param detection counts of true and false alarms against declared shifts
 */
public record AdaptationReport(
    long samples,
    long burnIn,
    String regime,
    long targets,
    long regimeSamples,
    boolean runLengthGuaranteed,
    double oracleLoss,
    List<Column> columns,
    List<Mechanism> mechanisms,
    List<ShiftEvent> events,
    Detection detection) {

  /** Numbers of samples of a regime at which an adaptation curve has its points. */
  public static final List<Integer> SHOTS = List.of(5, 10, 20, 50, 100, 200, 500, 1000);

  /** Excess losses, nats, for which samples are counted until they are reached. */
  public static final List<Double> EXCESSES = List.of(0.5, 0.1, 0.05);

  /**
   * One model class under one scope.
   *
   * @param model its class
   * @param scope what of it goes on learning
   * @param cumulativeLoss mean prequential loss since the burn-in, nats per sample
   * @param windowLoss the same over the last full window
   * @param windowLossUnchanged the same without the terms of the changed variables (the declared
   *     targets); NaN where they are unknown or the class has no such terms
   * @param windowMechanismLosses the same per term
   * @param regret mean excess over the true law's loss since the regime began, nats per sample
   * @param curve mean excess (without a true law: mean loss) of the samples between two points of
   *     {@link #SHOTS} since the regime began
   * @param samplesToExcess first point of the curve at which it is at most {@link #EXCESSES}; -1
   *     where not reached or without a true law
   * @param relativeTransfer 1 - excess / excess from scratch since the regime began; negative where
   *     knowledge of the source hurts
   * @param forgetting mean loss on the last samples of the burn-in, less that of the source model
   * @param locality share of the squared movement since the burn-in that falls on declared targets
   */
  public record Column(
      ModelClass model,
      Scope scope,
      double cumulativeLoss,
      double windowLoss,
      double windowLossUnchanged,
      double[] windowMechanismLosses,
      double regret,
      double[] curve,
      long[] samplesToExcess,
      double relativeTransfer,
      double forgetting,
      double locality) {}

  /**
   * One mechanism of the class that detection watches.
   *
   * @param status what is done with it
   * @param logEvidence log e-value of its Shiryaev-Roberts detector, nats
   * @param centredLoss mean loss less the expected one over the last window, nats
   * @param alarms of the detector that decides
   * @param adwinAlarms of ADWIN on the centred loss: a second opinion
   * @param pageHinkleyAlarms of Page-Hinkley on the centred loss: another
   * @param library retired mechanisms kept
   */
  public record Mechanism(
      Status status,
      double logEvidence,
      double centredLoss,
      long alarms,
      long adwinAlarms,
      long pageHinkleyAlarms,
      int library) {}

  /** What is done with a mechanism. */
  public enum Status {
    /** It learns and is not watched yet. */
    BURN_IN,
    /** It is frozen and watched. */
    WATCHED,
    /** There was an alarm; its adapted rivals compete. */
    PROBATION,
    /**
     * It was replaced, and the new one learns for as long as a burn-in. It is watched meanwhile,
     * but the nominal run length is not to be trusted.
     */
    RELEARNING;

    private static final Status[] ALL = values();

    /** The status of a code. */
    static Status of(int code) {
      return ALL[code];
    }

    /** What stands for it in the state of an experiment. */
    int code() {
      return switch (this) {
        case BURN_IN -> 0;
        case WATCHED -> 1;
        case PROBATION -> 2;
        case RELEARNING -> 3;
      };
    }
  }

  /**
   * Alarms against declared shifts.
   *
   * @param shifts mechanism changes declared
   * @param detected of these, how many had an alarm before the next declared shift
   * @param falseAlarms alarms on mechanisms that no declared shift had changed, or again
   * @param undeclared alarms in regimes whose targets are unknown
   * @param meanDelay samples from the declared shift to the alarm; NaN if none was detected
   */
  public record Detection(
      long shifts, long detected, long falseAlarms, long undeclared, double meanDelay) {
    /** Share of alarms in declared regimes that were right; NaN without an alarm. */
    public double precision() {
      return (double) detected / (detected + falseAlarms);
    }

    /** Share of declared changes that were detected; NaN without one. */
    public double recall() {
      return (double) detected / shifts;
    }
  }
}
