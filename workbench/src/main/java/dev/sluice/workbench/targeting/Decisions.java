// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The decisions of one experiment, as the records of their topic tell in turn. Decisions are
 * numbered as they are made: one that begins takes the place of those with its number and later
 * ones, which were of a former life or of a job that has begun anew. Not thread-safe.
 */
final class Decisions {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,18})-.*", Pattern.DOTALL);

  private final Map<String, Decision> decisions = new LinkedHashMap<>();
  private ProposedIntervention scored;
  private ProposedIntervention stop;

  /**
   * A decision. Its records are kept without scores.
   *
   * @param first what began it
   * @param latest what has become of it
   */
  record Decision(ProposedIntervention first, ProposedIntervention latest) {
    boolean is(DecisionStatus status) {
      return latest.getStatus() == status;
    }
  }

  /** The experiment that a decision is of: what stands before the last slash; empty if none. */
  static String experiment(String decisionId) {
    return decisionId.substring(0, Math.max(0, decisionId.lastIndexOf('/')));
  }

  /** What stands behind the last slash: number and hash. */
  static String shortId(String decisionId) {
    return decisionId.substring(decisionId.lastIndexOf('/') + 1);
  }

  private static long number(String decisionId) {
    Matcher matcher = NUMBERED.matcher(shortId(decisionId));
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Takes a record, in turn. */
  void observe(ProposedIntervention record) {
    if (record.getStatus() == DecisionStatus.STOPPED) {
      stop = record;
      scored = record.getScores().isEmpty() ? scored : record;
      return;
    }
    String id = record.getDecisionId();
    Decision known = decisions.get(id);
    ProposedIntervention kept =
        ProposedIntervention.newBuilder(record).setScores(List.of()).build();
    if (known == null || begins(record, known)) {
      long number = number(id);
      decisions.keySet().removeIf(other -> number >= 0 && number(other) >= number);
      decisions.put(id, new Decision(kept, kept));
      scored = record;
      stop = null;
    } else {
      decisions.put(id, new Decision(known.first, kept));
    }
  }

  private static boolean begins(ProposedIntervention record, Decision known) {
    return record.getStatus() == DecisionStatus.PENDING
        || (record.getStatus() == DecisionStatus.PROPOSED && !known.is(DecisionStatus.PENDING));
  }

  /** All decisions, in the order in which they began. */
  Collection<Decision> all() {
    return decisions.values();
  }

  /** The decisions that have a status. */
  List<Decision> all(DecisionStatus status) {
    return decisions.values().stream().filter(decision -> decision.is(status)).toList();
  }

  /** A decision; null if there is none of this id. */
  Decision get(String decisionId) {
    return decisions.get(decisionId);
  }

  /**
   * What began the last decision, with its scores, or has decided to stop by scores; null if there
   * is neither.
   */
  ProposedIntervention last() {
    return scored;
  }

  /** That nothing more is proposed, or null if something is. */
  ProposedIntervention stop() {
    return stop;
  }
}
