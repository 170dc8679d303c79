// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decides what is proposed, and keeps account of what became of it. A function of what it is told,
 * in the order in which it is told; time decides on patience alone.
 *
 * <p>A decision is charged when it is made, and stays so if it is given up: nobody knows whether
 * the laboratory has spent it. One that a person refuses is not. So the budget holds, whatever is
 * lost or late.
 */
final class Desk {
  private final ProposalSettings settings;
  private final Choice choice;
  private final long now;
  private final Consumer<ProposedIntervention> out;

  private Declaration declaration;
  private Scored latest;
  private long made;
  private final Books books;
  private final Map<String, Long> chosen;
  private double spent;
  private int weak;
  private boolean stopped;

  /**
   * Goes on with a loop.
   *
   * @param loop null if nothing is known of the experiment
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @param out takes what is to be told
   */
  Desk(ProposalSettings settings, Loop loop, long now, Consumer<ProposedIntervention> out) {
    this.settings = settings;
    this.now = now;
    this.out = out;
    choice = new Choice(settings);
    Loop before = loop == null ? Loop.begin(null, null) : loop;
    declaration = before.declaration();
    latest = before.latest();
    made = before.made();
    books = new Books(before.open(), before.givenUp());
    chosen = new HashMap<>(before.chosen());
    spent = before.spent();
    weak = before.weak();
    stopped = before.stopped();
  }

  /** Where the loop stands now. */
  Loop loop() {
    return new Loop(
        declaration, latest, made, books.open(), books.givenUp(), chosen, spent, weak, stopped);
  }

  /** When patience with a decision ends first; {@link Long#MAX_VALUE} if with none. */
  long deadline() {
    return books.open(each -> !each.isPending() && !each.isComplete()).stream()
        .mapToLong(Decision::deadline)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** What was entered. */
  Books books() {
    return books;
  }

  /**
   * The experiment is declared, or declared again, which lifts a stop.
   *
   * @param impossible why nothing can be proposed of such an experiment; else null
   */
  void declared(Declaration news, String impossible) {
    if (declaration != null && news.generation() != declaration.generation()) {
      ended("the experiment has begun anew");
    }
    if (declaration == null || news.revision() > declaration.revision()) {
      declaration = news;
      weak = 0;
      stopped = false;
      if (impossible != null) {
        double unknown = Double.NaN;
        stop(new Scored(news.revision(), 0, unknown, unknown, List.of(), false), impossible);
      }
      decide();
    }
  }

  /** The experiment has ended: forgets everything. */
  void ended(String reason) {
    for (Decision decision : books.open()) {
      tell(decision, DecisionStatus.GIVEN_UP, reason);
    }
    books.clear();
    chosen.clear();
    declaration = null;
    latest = null;
    made = 0;
    spent = 0;
  }

  /** There are new scores. */
  void scored(Scored news) {
    if (declaration != null && news.revision() < declaration.revision()) {
      return;
    }
    latest = news;
    conclude(news.samples(), news.entropy(), news.expectedShd());
    decide();
  }

  /**
   * There are no scores.
   *
   * @param passing whether further samples may mend that; else nothing more is proposed
   */
  void failed(Scored without, String failure, boolean passing) {
    if (declaration != null && without.revision() < declaration.revision()) {
      return;
    }
    latest = null;
    conclude(without.samples(), Double.NaN, Double.NaN);
    if (!passing && declaration != null && !stopped) {
      stop(without, failure);
    }
  }

  /** Rows have come, which beliefs of so many samples know. */
  void answered(List<AnsweredRows> answers, long samples) {
    for (Decision late : books.enter(answers, samples)) {
      out.accept(Proposals.late(declaration, late, now));
    }
    if (latest != null) {
      conclude(latest.samples(), latest.entropy(), latest.expectedShd());
    }
    decide();
  }

  /** Decisions end when there are beliefs that know all their rows. */
  private void conclude(long samples, double entropy, double expectedShd) {
    for (Decision decision :
        books.open(each -> each.isComplete() && each.completeAt() <= samples)) {
      books.close(decision);
      out.accept(Proposals.answered(declaration, decision, entropy, expectedShd, now));
    }
  }

  /** A person has judged a decision; one that does not wait for it is left as it is. */
  void judged(String decisionId, boolean approved, String reason) {
    for (Decision decision : books.open(each -> each.id().equals(decisionId) && each.isPending())) {
      if (approved) {
        propose(decision, DecisionStatus.PROPOSED, reason);
      } else {
        spent -= decision.cost();
        giveUp(decision, reason == null ? "refused" : "refused: " + reason);
        decide();
      }
    }
  }

  /** Time has passed. */
  void overdue() {
    for (Decision decision : books.open(each -> each.isOverdue(now))) {
      if (decision.attempts() < settings.attempts()) {
        propose(decision, DecisionStatus.REPEATED, unanswered(decision));
      } else {
        giveUp(decision, unanswered(decision));
      }
    }
    decide();
  }

  private void propose(Decision decision, DecisionStatus status, String reason) {
    Decision proposed = decision.proposed(now, settings.patience());
    books.change(decision, proposed);
    tell(proposed, status, reason);
  }

  private String unanswered(Decision decision) {
    return "%d of %d rows came in %d ms"
        .formatted(decision.answered(), decision.rows(), settings.patience());
  }

  private void giveUp(Decision decision, String reason) {
    books.giveUp(decision);
    tell(decision, DecisionStatus.GIVEN_UP, reason);
  }

  /** Makes as many decisions as may be open. */
  private void decide() {
    while (!stopped
        && declaration != null
        && latest != null
        && latest.revision() == declaration.revision()
        && latest.samples() >= settings.after()
        && books.open().size() < settings.inFlight()) {
      Choice.Made found = choice.among(loop());
      if (found.stop() != null) {
        stop(latest, found.stop());
      } else if (found.candidate() == null) {
        return;
      } else {
        weak = found.weak();
        make(found);
      }
    }
  }

  private void make(Choice.Made found) {
    made++;
    Candidate candidate = found.candidate();
    chosen.merge(candidate.label(), 1L, Long::sum);
    spent += settings.rows() * candidate.cost();
    Decision decision =
        Decision.made(
            Proposals.id(declaration, made, latest, candidate, settings),
            found,
            latest,
            settings.rows(),
            spent);
    books.add(decision);
    if (settings.approval()) {
      tell(decision, DecisionStatus.PENDING, found.reason());
    } else {
      propose(decision, DecisionStatus.PROPOSED, found.reason());
    }
  }

  private void stop(Scored basis, String reason) {
    stopped = true;
    out.accept(Proposals.stopped(declaration, made, basis, settings, spent, reason, now));
  }

  private void tell(Decision decision, DecisionStatus status, String reason) {
    out.accept(Proposals.told(declaration, decision, status, reason, now).build());
  }
}
