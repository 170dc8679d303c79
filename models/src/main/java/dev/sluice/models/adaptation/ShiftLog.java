// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.ArrayList;
import java.util.List;

/** Alarms as they are told, and counted against declared shifts. */
final class ShiftLog {
  /** Alarms told of. */
  private static final int EVENTS = 32;

  private ShiftLog() {}

  /** Counts an alarm as right, false or of an undeclared regime. */
  static AdaptationState counted(AdaptationState state, int i) {
    long[] counts = state.watch().counts();
    Regime regime = state.regime();
    if (!regime.declared()) {
      counts[WatchState.UNDECLARED]++;
    } else if ((regime.pending() >>> i & 1) != 0) {
      counts[WatchState.DETECTED]++;
      counts[WatchState.DELAYS] += state.samples() - regime.since();
      return state.in(regime.detected(i));
    } else {
      counts[WatchState.FALSE_ALARMS]++;
    }
    return state;
  }

  /** With a further alarm; the oldest one leaves if there are too many. */
  static List<ShiftEvent> appended(List<ShiftEvent> events, ShiftEvent event) {
    List<ShiftEvent> longer = new ArrayList<>(events);
    longer.add(event);
    return longer.size() > EVENTS ? new ArrayList<>(longer.subList(1, longer.size())) : longer;
  }

  /** Writes a decision into the latest event of a mechanism. */
  static List<ShiftEvent> decided(
      List<ShiftEvent> events, int i, ShiftEvent.Action decision, long changeAt) {
    List<ShiftEvent> changed = new ArrayList<>(events);
    for (int e = changed.size() - 1; e >= 0; e--) {
      if (changed.get(e).mechanism() == i) {
        changed.set(e, changed.get(e).decided(decision, changeAt));
        return changed;
      }
    }
    return changed;
  }
}
