// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.List;

/**
 * State of a running adaptation experiment; {@link Prequential} reads and writes it. Public records
 * of primitives and arrays, so that it can be Flink state; arrays are changed in place.
 *
 * @param samples observed so far
 * @param regime the current one; null before the first sample
 * @param learners one per model class, in the order of the engine's
 * @param truth losses of the true law, where samples tell them
 * @param watch state of detection
 * @param frame coordinates in which the models see the samples; settled at the end of the burn-in
 * @param recent the last samples as they came, a ring: sample number n is in row n modulo the
 *     length
 * @param heldOut the last samples of the burn-in, in the frame's coordinates; empty during it
 * @param library retired mechanisms, oldest first
 * @param events the latest alarms, oldest first
 */
public record AdaptationState(
    long samples,
    Regime regime,
    List<LearnerState> learners,
    Tally truth,
    WatchState watch,
    Frame frame,
    double[][] recent,
    double[][] heldOut,
    List<Retired> library,
    List<ShiftEvent> events) {

  AdaptationState in(Regime next) {
    return new AdaptationState(
        samples, next, learners, truth, watch, frame, recent, heldOut, library, events);
  }

  AdaptationState after(int further) {
    return new AdaptationState(
        samples + further, regime, learners, truth, watch, frame, recent, heldOut, library, events);
  }

  AdaptationState with(List<LearnerState> learned, WatchState watching, double[][] held) {
    return new AdaptationState(
        samples, regime, learned, truth, watching, frame, recent, held, library, events);
  }

  AdaptationState with(List<Retired> kept, List<ShiftEvent> told) {
    return new AdaptationState(
        samples, regime, learners, truth, watch, frame, recent, heldOut, kept, told);
  }

  AdaptationState watching(WatchState other) {
    return with(learners, other, heldOut);
  }

  AdaptationState framed(Frame settled) {
    return new AdaptationState(
        samples, regime, learners, truth, watch, settled, recent, heldOut, library, events);
  }

  /**
   * The samples from number {@code from} (from 0) on that are still kept, oldest first, in the
   * frame's coordinates.
   */
  double[][] recentFrom(long from) {
    long first = Math.max(from, Math.max(0, samples - recent.length));
    double[][] rows = new double[(int) (samples - first)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = recent[(int) ((first + i) % recent.length)];
    }
    return frame.coordinates(rows);
  }

  /** After further samples, whose values are kept in the place of the oldest. */
  AdaptationState remembering(List<Observation> batch) {
    for (int s = 0; s < batch.size(); s++) {
      double[] row = recent[(int) ((samples + s) % recent.length)];
      System.arraycopy(batch.get(s).values(), 0, row, 0, row.length);
    }
    return after(batch.size());
  }
}
