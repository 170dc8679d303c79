// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which decisions are open, which have been given up, and the rows that have come for them. */
final class Books {
  /** Decisions given up whose rows are still waited for. */
  private static final int MOST_GIVEN_UP = 256;

  private final List<Decision> open;
  private final List<Decision> givenUp;
  private long unmatchedRows;
  private long otherRows;

  Books(List<Decision> open, List<Decision> givenUp) {
    this.open = new ArrayList<>(open);
    this.givenUp = new ArrayList<>(givenUp);
  }

  /** Decisions that are open, the oldest first. */
  List<Decision> open() {
    return List.copyOf(open);
  }

  /** Those of them that a condition holds for. */
  List<Decision> open(Predicate<Decision> condition) {
    return open.stream().filter(condition).toList();
  }

  /** Decisions whose rows may come late, the oldest first. */
  List<Decision> givenUp() {
    return List.copyOf(givenUp);
  }

  /** Rows that carried the id of no decision. */
  long unmatchedRows() {
    return unmatchedRows;
  }

  /** Rows that answered a decision with other targets than asked for. */
  long otherRows() {
    return otherRows;
  }

  void add(Decision decision) {
    open.add(decision);
  }

  /** Puts a decision in the place of what it was before. */
  void change(Decision before, Decision after) {
    open.set(open.indexOf(before), after);
  }

  void close(Decision decision) {
    open.remove(decision);
  }

  void giveUp(Decision decision) {
    open.remove(decision);
    givenUp.add(decision);
    if (givenUp.size() > MOST_GIVEN_UP) {
      givenUp.remove(0);
    }
  }

  void clear() {
    open.clear();
    givenUp.clear();
  }

  /**
   * Enters rows.
   *
   * @return decisions that had been given up and have all their rows now, which are forgotten
   */
  List<Decision> enter(List<AnsweredRows> answers, long samples) {
    for (AnsweredRows answer : answers) {
      if (!enter(open, answer, samples) && !enter(givenUp, answer, samples)) {
        unmatchedRows += answer.rows();
      }
    }
    List<Decision> late = givenUp.stream().filter(Decision::isComplete).toList();
    givenUp.removeAll(late);
    return late;
  }

  private boolean enter(List<Decision> decisions, AnsweredRows answer, long samples) {
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      if (decision.id().equals(answer.decisionId())) {
        if (decision.chosen().targets().equals(answer.targets())) {
          decisions.set(i, decision.answered(answer.rows(), samples));
        } else {
          otherRows += answer.rows();
        }
        return true;
      }
    }
    return false;
  }
}
