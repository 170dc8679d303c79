// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the expected distance to the true graph comes down in a closed loop, decision by decision.
 * Not thread-safe.
 */
final class LoopCourse {
  private final List<Double> distances = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private String end;

  /** Takes a record, in turn; one that comes again changes nothing. */
  void observe(ProposedIntervention record) {
    if (distances.isEmpty()) {
      add(record);
    } else if (record.getStatus() == DecisionStatus.ANSWERED
        && answered.add(record.getDecisionId())) {
      add(record);
    }
    if (record.getStatus() == DecisionStatus.STOPPED) {
      end = "stopped" + (record.getReason() == null ? "" : ": " + record.getReason());
    }
  }

  /** Beliefs that know no distance leave it as it was. */
  private void add(ProposedIntervention record) {
    Double distance = record.getExpectedShd();
    if (distance != null) {
      distances.add(distance);
    } else if (!distances.isEmpty()) {
      distances.add(last());
    }
  }

  /** Whether a first decision has been made. */
  boolean hasBegun() {
    return !distances.isEmpty();
  }

  /** That no more is proposed, and why; null while something is. */
  String end() {
    return end;
  }

  /** Decisions that are answered. */
  int decisions() {
    return answered.size();
  }

  /** The expected distances before the first decision and after each that was answered. */
  List<Double> distances() {
    return distances;
  }

  /** The expected distance that it began with; if {@link #hasBegun}. */
  double first() {
    return distances.get(0);
  }

  /** The expected distance now; if {@link #hasBegun}. */
  double last() {
    return distances.get(distances.size() - 1);
  }

  /** After how many decisions the expected distance was first at most so large. */
  OptionalInt decisionsTo(double distance) {
    for (int decisions = 0; decisions < distances.size(); decisions++) {
      if (distances.get(decisions) <= distance) {
        return OptionalInt.of(decisions);
      }
    }
    return OptionalInt.empty();
  }
}
