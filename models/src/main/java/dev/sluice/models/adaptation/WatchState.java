// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * State of detection, one entry per mechanism unless said otherwise. Changed in place; public and
 * of primitive arrays only, so that it can be Flink state.
 *
 * @param status codes of {@link AdaptationReport.Status}
 * @param until samples observed when the probation or relearning ends
 * @param champion parameters of the watched class that go on learning, as if nothing had changed
 *     since the burn-in or the last accepted change
 * @param challenger parameters of the watched class that forget fast
 * @param shiryaevRoberts states of the detector that decides
 * @param adwin states of ADWIN on the centred loss
 * @param pageHinkley states of Page-Hinkley on the centred loss
 * @param alarms of the detector that decides
 * @param adwinAlarms of ADWIN
 * @param pageHinkleyAlarms of Page-Hinkley
 * @param centred sums of centred losses in the window that is being filled, nats
 * @param lastCentred the same of the last full window
 * @param adapted 1 where the mechanism in use is not the source's
 * @param changeAt on probation: estimated samples observed before the change
 * @param alarmAt on probation: samples observed at the alarm
 * @param evidence on probation: log evidence against the old mechanism of the candidate, then of
 *     each of its retired mechanisms, nats; in the burn-in: the {@link RehearsalResiduals};
 *     otherwise empty
 * @param replayed the part of {@code evidence} that came from samples before the alarm: it picks
 *     the leader, but proves nothing, because these samples raised the alarm
 * @param rejections alarms that were rejected since the mechanism in use was accepted
 * @param kept log evidence of the champion against the mechanism in use since the first of these
 *     alarms, nats: it outlives rejections
 * @param rehearsal in the burn-in: parameters of the watched class that forget fast; otherwise
 *     empty
 * @param rehearsed alarms in the burn-in's {@link Rehearsal}; the largest number if that showed
 *     otherwise that nothing can be promised of the mechanism, or has seen nothing of it
 * @param counts not per mechanism: declared changes, detected ones, false alarms, alarms in
 *     undeclared regimes, sum of delays
 */
public record WatchState(
    int[] status,
    long[] until,
    double[] champion,
    double[] challenger,
    double[][] shiryaevRoberts,
    double[][] adwin,
    double[][] pageHinkley,
    long[] alarms,
    long[] adwinAlarms,
    long[] pageHinkleyAlarms,
    double[] centred,
    double[] lastCentred,
    int[] adapted,
    long[] changeAt,
    long[] alarmAt,
    double[][] evidence,
    double[][] replayed,
    int[] rejections,
    double[] kept,
    double[] rehearsal,
    int[] rehearsed,
    long[] counts) {

  static final int SHIFTS = 0;
  static final int DETECTED = 1;
  static final int FALSE_ALARMS = 2;
  static final int UNDECLARED = 3;
  static final int DELAYS = 4;
  static final int COUNTS = 5;

  /** With other mechanisms watched; a rehearsal is over. */
  WatchState with(double[] champions, double[] challengers) {
    return with(champions, challengers, new double[0]);
  }

  WatchState rehearsing(double[] parameters) {
    return with(champion, challenger, parameters);
  }

  private WatchState with(double[] champions, double[] challengers, double[] rehearsing) {
    return new WatchState(
        status,
        until,
        champions,
        challengers,
        shiryaevRoberts,
        adwin,
        pageHinkley,
        alarms,
        adwinAlarms,
        pageHinkleyAlarms,
        centred,
        lastCentred,
        adapted,
        changeAt,
        alarmAt,
        evidence,
        replayed,
        rejections,
        kept,
        rehearsing,
        rehearsed,
        counts);
  }

  /** The mechanisms of a status, a bit mask. */
  long having(AdaptationReport.Status wanted) {
    long mask = 0;
    for (int i = 0; i < status.length; i++) {
      mask |= status[i] == wanted.code() ? 1L << i : 0;
    }
    return mask;
  }

  /** The mechanisms in use that are not the source's, a bit mask. */
  long adaptedMask() {
    long mask = 0;
    for (int i = 0; i < adapted.length; i++) {
      mask |= (long) adapted[i] << i;
    }
    return mask;
  }

  /** The strongest rival on probation: 0 the candidate, k the k-th retired one, -1 the old one. */
  int leader(int mechanism) {
    int best = -1;
    double most = 0;
    double[] rivals = evidence[mechanism];
    for (int k = 0; k < rivals.length; k++) {
      if (rivals[k] > most) {
        most = rivals[k];
        best = k;
      }
    }
    return best;
  }
}
