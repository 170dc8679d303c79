// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.MechanismShift;
import dev.sluice.schemas.ShiftDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The alarms of a comparison as text: how many were right, and the latest of them. */
final class ShiftsView {
  private static final int ALARMS = 6;

  private ShiftsView() {}

  static List<String> lines(AdaptationSnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    if (snapshot.getDetection() != null) {
      lines.add(counts(snapshot.getDetection()));
    }
    List<MechanismShift> events = snapshot.getEvents();
    for (MechanismShift event :
        events.subList(Math.max(0, events.size() - ALARMS), events.size())) {
      lines.add(
          text(
              "  at %,d: %s changed%s, %s%s",
              event.getAlarmAt(),
              event.getVariable(),
              event.getChangeAt() == null ? "" : text(" about %,d", event.getChangeAt()),
              action(event),
              event.getRegime().isEmpty() ? "" : ", in regime " + event.getRegime()));
    }
    return lines;
  }

  private static String counts(ShiftDetection detection) {
    return text(
        "%d of %d declared changes detected, %s samples late; %d false alarms, %d undeclared",
        detection.getDetected(),
        detection.getShifts(),
        detection.getMeanDelay() == null ? "-" : text("%.0f", detection.getMeanDelay()),
        detection.getFalseAlarms(),
        detection.getUndeclared());
  }

  private static String action(MechanismShift event) {
    return switch (event.getAction()) {
      case PROBATION -> "on probation";
      case ADAPTED -> "replaced";
      case RECALLED -> "an earlier one is back";
      case REJECTED -> "a false alarm";
      case UNKNOWN -> "what came of it is told by a later version";
    };
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
