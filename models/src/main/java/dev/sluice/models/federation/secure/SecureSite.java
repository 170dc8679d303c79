// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static dev.sluice.models.federation.secure.RefusalException.require;

import dev.sluice.models.federation.RingVector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A site's side of one sum: four questions, each answered by a function of the site's secret, the
 * state, and the question (Bonawitz et al., figure 4, without the signatures against an active
 * coordinator). The same question has the same answer, bit by bit; a second, different one is
 * refused, since two answers together would tell what one does not. Not for several threads.
 */
public final class SecureSite {
  private final SiteSecret secret;
  private SiteState state;

  /** Begins or goes on with a round. */
  public SecureSite(SiteSecret secret, SiteState state) {
    this.secret = secret;
    this.state = state;
  }

  /** To be in a checkpoint before what was answered is sent. */
  public SiteState state() {
    return state;
  }

  /** First: the public keys of this round and attempt. */
  public Keys keys() {
    return new SiteRound(secret, state.roster()).publicKeys();
  }

  /**
   * Second: shares of the self-mask seed and of the private mask key, one message for each other
   * member in the order of names.
   *
   * @throws RefusalException if the roster is of another round, lacks this site or has other keys
   *     of it, has fewer members than the minimum or more than 255, a threshold that is not more
   *     than half of them, a name or key twice, an unusable key, or is not the one answered before
   */
  public EncryptedShares[] shares(Roster roster) {
    Roster known = state.roster();
    require(roster.id().equals(known.id()), "a roster of another round: %s", roster.id());
    roster.check(state.minimum());
    int place = roster.place(secret.site());
    require(place >= 0, "a roster without this site");
    Keys said = roster.members()[place];
    Keys own = keys();
    require(
        Arrays.equals(said.publicMaskKey(), own.publicMaskKey())
            && Arrays.equals(said.publicShareKey(), own.publicShareKey()),
        "a roster with other keys of this site");
    require(
        known.members().length == 0 || Arrays.equals(known.digest(), roster.digest()),
        "a second, different roster");
    state =
        new SiteState(state.minimum(), roster, state.inbox(), state.masked(), state.survivors());
    SiteRound round = new SiteRound(secret, roster);
    byte[][] shares = round.shares();
    List<EncryptedShares> sealed = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      if (i != place) {
        sealed.add(round.seal(roster.members()[i].site(), shares[i]));
      }
    }
    return sealed.toArray(new EncryptedShares[0]);
  }

  /**
   * Third: the numbers, masked for this site and all whose shares arrived.
   *
   * @param inbox one message of each other member that goes on, in any order
   * @throws RefusalException if shares are not for this site or cannot be read, the members are
   *     fewer than the threshold or the minimum, or other numbers or members were masked before
   */
  public MaskedUpdate masked(RingVector vector, EncryptedShares[] inbox) {
    Roster roster = state.roster();
    require(roster.members().length > 0, "no roster is known yet");
    EncryptedShares[] sorted = checked(inbox);
    SiteRound round = new SiteRound(secret, roster);
    for (EncryptedShares sealed : sorted) {
      // Who cannot read the shares could not help to take off the masks that it puts on.
      round.open(sealed);
    }
    Set<String> members = members(sorted);
    roster.requireEnough("members", members.size(), state.minimum());
    byte[] digest = digest(vector, sorted);
    require(
        state.masked().length == 0 || Arrays.equals(state.masked(), digest),
        "other numbers or other members than were masked before");
    state = new SiteState(state.minimum(), roster, sorted, digest, state.survivors());
    String site = secret.site();
    byte[] seed = round.seed();
    RingVector masked =
        vector.plus(Masks.self(seed, roster, site, vector.words(), vector.length()));
    for (EncryptedShares other : sorted) {
      masked = Masks.addPair(masked, round.maskKey(), roster, site, other.from());
    }
    return new MaskedUpdate(
        site, masked, Masks.commitment(seed, roster, site), roster.digest(members));
  }

  /**
   * Fourth: of each survivor the share of its self-mask seed, of each other member that of its
   * private mask key, never both.
   *
   * @param survivors whose masked numbers are in the sum, in any order
   * @throws RefusalException if nothing was masked, they are fewer than the threshold or the
   *     minimum, this site is not among them, one is no member, or other survivors were answered
   *     before
   */
  public RevealedShares reveal(String[] survivors) {
    require(state.masked().length > 0, "nothing was masked yet");
    TreeSet<String> alive = new TreeSet<>(Arrays.asList(survivors));
    state.roster().requireEnough("survivors", alive.size(), state.minimum());
    require(alive.size() == survivors.length, "a survivor is there twice");
    require(members(state.inbox()).containsAll(alive), "a survivor is no member");
    require(alive.contains(secret.site()), "this site is not among the survivors");
    String[] sorted = alive.toArray(new String[0]);
    require(
        state.survivors().length == 0 || Arrays.equals(state.survivors(), sorted),
        "a second, different set of survivors");
    state = new SiteState(state.minimum(), state.roster(), state.inbox(), state.masked(), sorted);
    SiteRound round = new SiteRound(secret, state.roster());
    Map<String, byte[]> both = new TreeMap<>();
    both.put(secret.site(), round.ownShare());
    for (EncryptedShares sealed : state.inbox()) {
      both.put(sealed.from(), round.open(sealed));
    }
    List<RevealedShare> shares = new ArrayList<>();
    both.forEach((of, shared) -> shares.add(half(of, alive.contains(of), shared)));
    return new RevealedShares(secret.site(), shares.toArray(new RevealedShare[0]));
  }

  private static RevealedShare half(String of, boolean survives, byte[] both) {
    int from = survives ? 0 : SealedShares.SHARE_BYTES;
    return new RevealedShare(
        of, survives, Arrays.copyOfRange(both, from, from + SealedShares.SHARE_BYTES));
  }

  private EncryptedShares[] checked(EncryptedShares[] inbox) {
    Map<String, EncryptedShares> sorted = new TreeMap<>();
    for (EncryptedShares sealed : inbox) {
      String from = sealed.from();
      require(sealed.to().equals(secret.site()), "shares that are for %s", sealed.to());
      require(
          state.roster().place(from) >= 0 && !from.equals(secret.site()),
          "shares of %s, who is no other member",
          from);
      require(sorted.put(from, sealed) == null, "shares of %s are there twice", from);
    }
    return sorted.values().toArray(new EncryptedShares[0]);
  }

  private Set<String> members(EncryptedShares[] inbox) {
    TreeSet<String> members = new TreeSet<>(List.of(secret.site()));
    for (EncryptedShares sealed : inbox) {
      members.add(sealed.from());
    }
    return members;
  }

  private static byte[] digest(RingVector vector, EncryptedShares[] inbox) {
    byte[] bytes = new byte[vector.values().length * Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().put(vector.values());
    Info info = Info.of("masked").with(vector.words()).with(bytes);
    for (EncryptedShares sealed : inbox) {
      info.with(sealed.from()).with(sealed.ciphertext());
    }
    return info.digest();
  }
}
