// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.InterventionText.counted;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.workbench.csv.Cell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The day of a laboratory: takes what is proposed, sends what it measures, and tells of it. Time is
 * given from outside, as {@link System#nanoTime} counts it. Not thread-safe.
 */
public final class LabWork {
  private final Laboratory laboratory;
  private final Bench bench;
  private final Life life;
  private final int most;
  private final Consumer<Sample> samples;
  private final Consumer<String> words;
  private final Set<String> answered = new HashSet<>();
  private long sent;
  private long lost;
  private long passedOver;
  private boolean stopped;
  private long stoppedAt;

  /**
   * Which life of the experiment it works in.
   *
   * @param beganAt offset of the declaration that began it; what is based on an earlier one is of a
   *     former life
   * @param revision offset of the latest declaration when work began; a stop before it is over
   */
  public record Life(long beganAt, long revision) {}

  /**
   * A day that begins.
   *
   * @param most decisions that are answered; what comes later is left
   * @param samples takes what is measured
   * @param words takes what is to be told, a line at a time
   */
  public LabWork(
      Laboratory laboratory,
      Bench bench,
      Life life,
      int most,
      Consumer<Sample> samples,
      Consumer<String> words) {
    this.laboratory = laboratory;
    this.bench = bench;
    this.life = life;
    this.most = most;
    this.samples = samples;
    this.words = words;
  }

  /** Takes all that stands there when work begins; what has been answered by then is not done. */
  void catchUp(List<ProposedIntervention> records, long now) {
    Map<String, DecisionStatus> latest = new HashMap<>();
    records.forEach(record -> latest.put(record.getDecisionId(), record.getStatus()));
    for (ProposedIntervention record : records) {
      if (latest.get(record.getDecisionId()) != DecisionStatus.ANSWERED) {
        take(record, now);
      }
    }
  }

  /** Takes a record of the topic, in turn. */
  public void take(ProposedIntervention record, long now) {
    if (record.getRevision() < life.beganAt || isDone()) {
      return;
    }
    switch (record.getStatus()) {
      case PROPOSED, REPEATED -> propose(record, now);
      case STOPPED -> stop(record);
      default -> {
        // PENDING waits for a person, and the rest is over.
      }
    }
    send(now);
  }

  private void stop(ProposedIntervention record) {
    if (record.getRevision() >= life.revision) {
      stopped = true;
      stoppedAt = record.getRevision();
      String reason = record.getReason();
      words.accept("stopped" + (reason == null ? "" : ": " + Cell.visible(reason)));
    }
  }

  private void propose(ProposedIntervention proposal, long now) {
    stopped = stopped && proposal.getRevision() <= stoppedAt;
    Optional<String> refusal = laboratory.refusal(proposal);
    if (refusal.isPresent()) {
      passedOver++;
      say(proposal, "passed over: " + refusal.get());
    } else if (laboratory.loses(proposal)) {
      lost++;
      say(proposal, "lost");
    } else if (bench.holds(proposal)) {
      say(proposal, "is under way");
    } else {
      bench.begin(proposal, now);
      if (bench.nanosToNext(now) > 0) {
        say(proposal, "begun");
      }
    }
  }

  /** Sends what has come by now. */
  public void send(long now) {
    while (!isDone() && bench.nanosToNext(now) <= 0) {
      send(bench.next());
    }
  }

  private void send(Bench.Batch batch) {
    ProposedIntervention decision = batch.decision();
    for (int row = batch.from(); row < batch.to(); row++) {
      samples.accept(laboratory.sample(decision, row));
      sent++;
    }
    if (batch.isLast()) {
      answered.add(decision.getDecisionId());
    }
    boolean isWhole = batch.from() == 0 && batch.isLast();
    say(
        decision,
        isWhole
            ? "answered"
            : "answered to row %d of %d".formatted(batch.to(), decision.getRows()));
  }

  /** How long until there is something to send; at most 0 if there is now. */
  long nanosToNext(long now) {
    return bench.nanosToNext(now);
  }

  /** Whether as many decisions were answered with all rows as are to be. */
  boolean isDone() {
    return answered.size() >= most;
  }

  /** Whether nothing more is proposed, and nothing is under way. */
  public boolean isOver() {
    return stopped && bench.isEmpty();
  }

  /** What was done, in a line. */
  String summary() {
    return "answered %s with %s; %s lost, %d passed over"
        .formatted(
            counted(answered.size(), "decision"),
            counted(sent, "sample"),
            counted(lost, "proposal"),
            passedOver);
  }

  private void say(ProposedIntervention proposal, String what) {
    words.accept(
        "%s: %s, %s%s: %s"
            .formatted(
                Cell.visible(proposal.getDecisionId()),
                InterventionText.of(proposal.getTargets(), proposal.getValue()),
                counted(proposal.getRows(), "row"),
                proposal.getAttempt() > 1 ? ", attempt " + proposal.getAttempt() : "",
                what));
  }
}
