// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static dev.sluice.models.federation.secure.RefusalException.require;

import dev.sluice.models.federation.RingVector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * The coordinator's side of one sum (Bonawitz et al., figure 4): it collects, fixes who goes on,
 * collects again, and learns the sum of the survivors' numbers and none of them. Every message may
 * come several times and in any order within its phase. Not for several threads.
 */
public final class SecureRound {
  private final int minimum;
  private final int words;
  private final int length;
  private RoundPhase phase;
  private Roster roster;
  private String[] members;
  private String[] survivors;
  private final TreeMap<String, Keys> keys = new TreeMap<>();
  private final TreeMap<String, Map<String, EncryptedShares>> shares = new TreeMap<>();
  private final TreeMap<String, MaskedUpdate> updates = new TreeMap<>();
  private final TreeMap<String, RevealedShares> reveals = new TreeMap<>();

  /** Begins or goes on with a round. */
  public SecureRound(RoundState state) {
    minimum = state.minimum();
    words = state.words();
    length = state.length();
    phase = state.phase();
    roster = state.roster();
    members = state.members();
    survivors = state.survivors();
    List.of(state.keys()).forEach(sent -> keys.put(sent.site(), sent));
    List.of(state.shares()).forEach(sent -> sentBy(sent.from()).put(sent.to(), sent));
    List.of(state.updates()).forEach(sent -> updates.put(sent.site(), sent));
    List.of(state.reveals()).forEach(sent -> reveals.put(sent.from(), sent));
  }

  /** For a checkpoint. */
  public RoundState state() {
    return new RoundState(
        minimum,
        words,
        length,
        phase,
        keys.values().toArray(new Keys[0]),
        roster,
        shares.values().stream()
            .flatMap(sent -> sent.values().stream())
            .toArray(EncryptedShares[]::new),
        members,
        updates.values().toArray(new MaskedUpdate[0]),
        survivors,
        reveals.values().toArray(new RevealedShares[0]));
  }

  /** What is being collected. */
  public RoundPhase phase() {
    return phase;
  }

  /** How many sites have said all of what is being collected. */
  public int arrived() {
    return switch (phase) {
      case KEYS -> keys.size();
      case SHARES -> complete().size();
      case UPDATES -> updates.size();
      case REVEALS -> reveals.size();
    };
  }

  /** A site's keys. */
  public Reception keys(Keys sent) {
    boolean fit = Roster.canJoin(sent, keys.values());
    return receive(RoundPhase.KEYS, keys, sent.site(), sent, Same::keys, fit);
  }

  /**
   * Ends the phase of keys.
   *
   * @param threshold t: see {@link Roster#majority}
   * @return to be sent to all members
   * @throws RefusalException if there are fewer sites than the minimum, or the threshold is not
   *     more than half of them
   */
  public Roster fixRoster(int threshold) {
    require(phase == RoundPhase.KEYS, "the roster is fixed already");
    Roster fixed = Roster.of(roster.id(), threshold, keys.values().toArray(new Keys[0]));
    fixed.check(minimum);
    roster = fixed;
    phase = RoundPhase.SHARES;
    return fixed;
  }

  /** A site's shares for one other. */
  public Reception shares(EncryptedShares sent) {
    boolean known =
        roster.place(sent.from()) >= 0
            && roster.place(sent.to()) >= 0
            && !sent.from().equals(sent.to());
    if (phase != RoundPhase.KEYS && !known) {
      return Reception.STRANGER;
    }
    Map<String, EncryptedShares> others =
        phase == RoundPhase.KEYS ? new TreeMap<>() : sentBy(sent.from());
    return receive(RoundPhase.SHARES, others, sent.to(), sent, Same::shares, sent.isSealed());
  }

  /**
   * Ends the phase of shares: whoever's shares came for all others goes on.
   *
   * @return the members' names, in order
   * @throws RefusalException if they are fewer than the threshold or the minimum
   */
  public String[] fixMembers() {
    require(phase == RoundPhase.SHARES, "this is not the phase of shares, but of %s", phase);
    String[] fixed = complete().toArray(new String[0]);
    roster.requireEnough("members", fixed.length, minimum);
    members = fixed;
    phase = RoundPhase.UPDATES;
    return fixed.clone();
  }

  /**
   * What a member is sent when the members are fixed: the other members' shares for it.
   *
   * @throws RefusalException if they are not fixed, or it is none
   */
  public EncryptedShares[] inbox(String to) {
    require(isMember(to), "%s is no member", to);
    return Arrays.stream(members)
        .filter(from -> !from.equals(to))
        .map(from -> shares.get(from).get(to))
        .toArray(EncryptedShares[]::new);
  }

  /** A member's masked numbers. */
  public Reception update(MaskedUpdate sent) {
    if (phase.compareTo(RoundPhase.UPDATES) >= 0 && !isMember(sent.site())) {
      return Reception.STRANGER;
    }
    RingVector vector = sent.vector();
    boolean fit =
        vector.words() == words
            && vector.length() == length
            && Arrays.equals(sent.membersDigest(), roster.digest(List.of(members)));
    return receive(RoundPhase.UPDATES, updates, sent.site(), sent, Same::updates, fit);
  }

  /**
   * Ends the phase of updates.
   *
   * @return the names of those whose numbers will be in the sum, in order; to be sent to them
   * @throws RefusalException if they are fewer than the threshold or the minimum
   */
  public String[] fixSurvivors() {
    require(phase == RoundPhase.UPDATES, "this is not the phase of updates, but of %s", phase);
    roster.requireEnough("survivors", updates.size(), minimum);
    survivors = updates.keySet().toArray(new String[0]);
    phase = RoundPhase.REVEALS;
    return survivors.clone();
  }

  /** A survivor's shares. */
  public Reception reveal(RevealedShares sent) {
    boolean survives = Arrays.asList(survivors).contains(sent.from());
    if (phase == RoundPhase.REVEALS && !survives) {
      return Reception.STRANGER;
    }
    boolean fit = new Unmasking(roster, members, survivors).fits(sent);
    return receive(RoundPhase.REVEALS, reveals, sent.from(), sent, Same::reveals, fit);
  }

  /** Whether {@link #sum} has what it needs. */
  public boolean isComplete() {
    return phase == RoundPhase.REVEALS && reveals.size() >= roster.threshold();
  }

  /**
   * The sum of the survivors' numbers.
   *
   * @throws RefusalException if fewer survivors than the threshold have revealed their shares, or
   *     these do not give the secrets that the members are bound to
   */
  public RingVector sum() {
    require(phase == RoundPhase.REVEALS, "survivors are not fixed; the phase is %s", phase);
    require(
        isComplete(),
        "%d of %d survivors revealed their shares; the threshold is %d",
        reveals.size(),
        survivors.length,
        roster.threshold());
    return new Unmasking(roster, members, survivors)
        .sum(RingVector.zero(words, length), updates, reveals);
  }

  private <T> Reception receive(
      RoundPhase in,
      Map<String, T> others,
      String site,
      T sent,
      BiPredicate<T, T> same,
      boolean fit) {
    if (phase.compareTo(in) < 0) {
      return Reception.EARLY;
    }
    T before = others.get(site);
    if (before != null) {
      return same.test(before, sent) ? Reception.REPEATED : Reception.CONFLICTING;
    }
    if (phase != in) {
      return Reception.LATE;
    }
    if (!fit) {
      return Reception.UNFIT;
    }
    others.put(site, sent);
    return Reception.ACCEPTED;
  }

  private Map<String, EncryptedShares> sentBy(String site) {
    return shares.computeIfAbsent(site, unused -> new TreeMap<>());
  }

  private Set<String> complete() {
    TreeSet<String> complete = new TreeSet<>();
    shares.forEach(
        (site, sent) -> {
          if (sent.size() == roster.members().length - 1) {
            complete.add(site);
          }
        });
    return complete;
  }

  private boolean isMember(String site) {
    return Arrays.asList(members).contains(site);
  }
}
