// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.RoundState;
import java.util.ArrayList;
import java.util.List;

/** Where a federation stands: which phase follows on which, and when. */
final class RoundProgress {
  private static final String[] NOBODY = {};

  private final RoundTerms terms;
  private final RoundSums sums;
  private final PlainRound plain;
  private final HeardSites heard;
  private final long firstRound;
  private long round;
  private int attempt;
  private RoundStep step;
  private long openedAt;
  private long attemptAt;
  private long phaseAt;
  private EdgeLogits belief;
  private String[] contributors;
  private RingVector pooled;
  private MaskedRound masked;
  private final List<RoundNews> news = new ArrayList<>();

  RoundProgress(RoundTerms terms, RoundKeeperState state) {
    this.terms = terms;
    sums = new RoundSums(terms);
    plain = new PlainRound(terms, sums, state.updates(), state.counted());
    heard = new HeardSites(terms.mostSites(), state.heardBefore(), state.heardNow());
    firstRound = state.firstRound();
    round = state.round();
    attempt = state.attempt();
    step = state.step();
    openedAt = state.openedAt();
    attemptAt = state.attemptAt();
    phaseAt = state.phaseAt();
    belief =
        state.existence() == null
            ? null
            : new EdgeLogits(terms.variables(), state.existence(), state.orientation());
    contributors = state.contributors();
    pooled = state.pooled();
    masked = state.sum() == null ? null : new MaskedRound(terms, state.sum());
  }

  RoundKeeperState state() {
    return new RoundKeeperState(
        firstRound,
        round,
        attempt,
        step,
        openedAt,
        attemptAt,
        phaseAt,
        belief == null ? null : belief.existence(),
        belief == null ? null : belief.orientation(),
        contributors,
        pooled,
        heard.before(),
        heard.now(),
        plain.held(),
        plain.counted(),
        masked == null ? null : masked.state());
  }

  RoundStep step() {
    return step;
  }

  long round() {
    return round;
  }

  int attempt() {
    return attempt;
  }

  long firstRound() {
    return firstRound;
  }

  PlainRound plain() {
    return plain;
  }

  /** Of an attempt that is open; else null. */
  MaskedRound masked() {
    return masked;
  }

  void heard(String site) {
    heard.heard(site);
  }

  List<RoundNews> takeNews() {
    List<RoundNews> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  long dueAt() {
    return switch (step) {
      case PAUSED -> openedAt + terms.roundEvery();
      case FAILED -> attemptAt + terms.phaseTimeout();
      case ENDED -> Long.MAX_VALUE;
      default -> phaseAt + terms.phaseTimeout();
    };
  }

  void pass(long now) {
    while (advances(now, now >= dueAt())) {
      // One phase after the other.
    }
  }

  private boolean advances(long now, boolean due) {
    switch (step) {
      case ENDED -> {
        return false;
      }
      case PAUSED -> {
        if (due) {
          heard.nextRound();
          openedAt = now;
          begin(0, now);
          pooled = null;
        }
        return due;
      }
      case FAILED -> {
        if (due) {
          begin(attempt + 1, now);
        }
        return due;
      }
      case UPDATES -> {
        boolean over = due || plain.isAnswered(heard.expected(), terms.sites(), round);
        if (over && plain.hasQuorum()) {
          finish(now);
          return true;
        }
        return false;
      }
      default -> {
        return advancesMasked(now, due);
      }
    }
  }

  private boolean advancesMasked(long now, boolean due) {
    boolean over = due || masked.isAnswered(heard.expected());
    if (over && masked.isEnough()) {
      if (step == RoundStep.REVEALS) {
        finish(now);
      } else {
        step = masked.next();
        phaseAt = now;
        tell(now, null);
      }
      return true;
    }
    if (due) {
      begin(attempt + 1, now);
    }
    return due;
  }

  /** Begins an attempt at the round. */
  private void begin(int number, long now) {
    attempt = number;
    attemptAt = now;
    phaseAt = now;
    step = terms.secure() ? RoundStep.KEYS : RoundStep.UPDATES;
    masked =
        terms.secure()
            ? new MaskedRound(terms, MaskedRound.open(terms, sums, round, number))
            : null;
    tell(now, null);
  }

  /** Ends the round with the numbers of those who have answered. */
  private void finish(long now) {
    String[] sites = masked == null ? plain.sites() : masked.state().survivors();
    try {
      if (belief == null) {
        RingVector sum = masked == null ? plain.sum() : masked.sum();
        sums.checkPooled(sum, sites.length);
        pooled = sum;
      } else {
        belief =
            belief.plus(
                masked == null ? plain.change(round) : sums.mean(masked.sum(), sites.length));
      }
    } catch (RefusalException refusal) {
      plain.forget();
      masked = null;
      step = RoundStep.FAILED;
      tell(now, refusal.getMessage());
      return;
    }
    plain.count(round);
    contributors = sites;
    round++;
    attempt = 0;
    masked = null;
    step = RoundStep.PAUSED;
    if (terms.rounds() > 0 && round - firstRound >= terms.rounds()) {
      step = RoundStep.ENDED;
      tell(now, null);
      pooled = null;
    }
  }

  private void tell(long now, String fault) {
    RoundState sum = masked == null ? null : masked.state();
    boolean hasRoster = sum != null && step != RoundStep.KEYS;
    news.add(
        new RoundNews(
            round,
            attempt,
            step,
            now,
            fault,
            belief == null ? null : belief.existence(),
            belief == null ? null : belief.orientation(),
            contributors,
            pooled,
            hasRoster ? sum.roster() : null,
            sum == null ? NOBODY : sum.members(),
            sum == null ? NOBODY : sum.survivors()));
  }
}
