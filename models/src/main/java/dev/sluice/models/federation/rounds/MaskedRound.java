// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.Reception;
import dev.sluice.models.federation.secure.RevealedShares;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundPhase;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A sum that the coordinator does not see through: when its phases end, and with whom. */
final class MaskedRound {
  private final RoundTerms terms;
  private SecureRound round;

  MaskedRound(RoundTerms terms, RoundState state) {
    this.terms = terms;
    round = new SecureRound(state);
  }

  static RoundState open(RoundTerms terms, RoundSums sums, long round, int attempt) {
    return RoundState.open(
        new RoundId(terms.federation(), round, attempt),
        terms.minimumSites(),
        sums.words(),
        sums.length());
  }

  RoundState state() {
    return round.state();
  }

  Verdict keys(Keys sent) {
    RoundState state = round.state();
    boolean known = Arrays.stream(state.keys()).anyMatch(keys -> keys.site().equals(sent.site()));
    if (round.phase() == RoundPhase.KEYS && !known && state.keys().length >= terms.mostSites()) {
      return Verdict.unfit("there is no room for more than %d sites".formatted(terms.mostSites()));
    }
    return Verdict.of(round.keys(sent), "keys");
  }

  /** All of a site's shares or none: there is one for each other member of the roster. */
  Verdict shares(String from, EncryptedShares[] sent) {
    Keys[] members = round.state().roster().members();
    if (round.phase() != RoundPhase.KEYS
        && Arrays.stream(members).noneMatch(member -> member.site().equals(from))) {
      return Verdict.of(Reception.STRANGER, "shares");
    }
    int others = members.length - 1;
    Set<String> to =
        Arrays.stream(sent).map(EncryptedShares::to).collect(Collectors.toCollection(HashSet::new));
    if (round.phase() != RoundPhase.KEYS && (sent.length != others || to.size() != others)) {
      return Verdict.unfit("shares for %d sites, of %d others".formatted(to.size(), others));
    }
    SecureRound trial = new SecureRound(round.state());
    Reception result = Reception.REPEATED;
    for (EncryptedShares each : sent) {
      Reception reception = trial.shares(each);
      if (reception == Reception.ACCEPTED) {
        result = reception;
      } else if (reception != Reception.REPEATED) {
        return Verdict.of(reception, "shares");
      }
    }
    round = trial;
    return Verdict.of(result, "shares");
  }

  Verdict masked(MaskedUpdate sent) {
    return Verdict.of(round.update(sent), "masked update");
  }

  Verdict revealed(RevealedShares sent) {
    return Verdict.of(round.reveal(sent), "revealed shares");
  }

  /** Whether whoever is waited for has answered. */
  boolean isAnswered(Collection<String> expected) {
    RoundState state = round.state();
    return switch (round.phase()) {
      case KEYS -> isAnsweredWithKeys(state, expected);
      case SHARES -> round.arrived() == state.roster().members().length;
      case UPDATES -> round.arrived() == state.members().length;
      case REVEALS -> round.arrived() == state.survivors().length;
    };
  }

  private boolean isAnsweredWithKeys(RoundState state, Collection<String> expected) {
    Set<String> joined = Arrays.stream(state.keys()).map(Keys::site).collect(Collectors.toSet());
    boolean known = expected != null || terms.sites() > 0;
    return known
        && joined.size() >= terms.sites()
        && (expected == null || joined.containsAll(expected));
  }

  /** Whether the sum can go on with those who have answered. */
  boolean isEnough() {
    Roster roster = round.state().roster();
    return switch (round.phase()) {
      case KEYS -> round.arrived() >= terms.fewestMembers();
      case SHARES, UPDATES -> round.arrived() >= Math.max(roster.threshold(), terms.minimumSites());
      case REVEALS -> round.isComplete();
    };
  }

  /** Ends a phase but the last, with those who have answered. */
  RoundStep next() {
    switch (round.phase()) {
      case KEYS -> {
        round.fixRoster(terms.threshold(round.arrived()));
        return RoundStep.SHARES;
      }
      case SHARES -> {
        round.fixMembers();
        return RoundStep.MASKED;
      }
      default -> {
        round.fixSurvivors();
        return RoundStep.REVEALS;
      }
    }
  }

  /**
   * The sum.
   *
   * @throws dev.sluice.models.federation.secure.RefusalException if what was revealed does not give
   *     it
   */
  RingVector sum() {
    return round.sum();
  }
}
