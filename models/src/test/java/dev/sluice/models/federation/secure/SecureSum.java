// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.random.KeyedRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Some sites and a coordinator that make a sum. Every party is taken out of its state anew for
 * every message, as after a failure.
 */
final class SecureSum {
  static final RoundId ID = new RoundId("ward", 7, 0);

  final Map<String, RingVector> vectors = new LinkedHashMap<>();
  final Map<String, SiteState> sites = new LinkedHashMap<>();
  private RoundState coordinator;
  private Random order = new Random(1);

  /** Sites s0, s1, ... with random numbers. */
  SecureSum(int count, int minimum, int words, int length) {
    this(names(count), minimum, words, length);
  }

  SecureSum(List<String> names, int minimum, int words, int length) {
    UniformRandomProvider random = KeyedRandom.of(3, "secure sum", names.size(), words, length);
    for (String name : names) {
      int[] values = new int[words * length];
      Arrays.setAll(values, i -> random.nextInt());
      vectors.put(name, new RingVector(words, values));
      sites.put(name, SiteState.begin(ID, minimum));
    }
    coordinator = RoundState.open(ID, minimum, words, length);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "s" + i).toList();
  }

  /** Another order of all messages. */
  SecureSum shuffled(long seed) {
    order = new Random(seed);
    return this;
  }

  static SiteSecret secret(String site) {
    return new SiteSecret(Hkdf.key(site.getBytes(StandardCharsets.UTF_8), Info.of("test")), site);
  }

  SecureSite site(String name) {
    return new SecureSite(secret(name), sites.get(name));
  }

  SecureRound round() {
    return new SecureRound(coordinator);
  }

  void keep(SecureRound round) {
    coordinator = round.state();
  }

  Roster keys(int threshold, Set<String> without) {
    for (String name : inOrder(sites.keySet(), without)) {
      SecureRound round = round();
      accept(round.keys(site(name).keys()));
      keep(round);
    }
    SecureRound round = round();
    Roster roster = round.fixRoster(threshold);
    keep(round);
    return roster;
  }

  String[] shares(Roster roster, Set<String> without) {
    List<EncryptedShares> all = new ArrayList<>();
    for (Keys keys : roster.members()) {
      if (!without.contains(keys.site())) {
        SecureSite site = site(keys.site());
        all.addAll(List.of(site.shares(roster)));
        sites.put(keys.site(), site.state());
      }
    }
    Collections.shuffle(all, order);
    SecureRound round = round();
    all.forEach(sent -> accept(round.shares(sent)));
    keep(round);
    SecureRound after = round();
    String[] members = after.fixMembers();
    keep(after);
    return members;
  }

  MaskedUpdate update(String name) {
    SecureSite site = site(name);
    List<EncryptedShares> inbox = new ArrayList<>(List.of(round().inbox(name)));
    Collections.shuffle(inbox, order);
    MaskedUpdate update = site.masked(vectors.get(name), inbox.toArray(new EncryptedShares[0]));
    sites.put(name, site.state());
    return update;
  }

  String[] updates(String[] members, Set<String> without) {
    for (String name : inOrder(List.of(members), without)) {
      SecureRound round = round();
      accept(round.update(update(name)));
      keep(round);
    }
    SecureRound round = round();
    String[] survivors = round.fixSurvivors();
    keep(round);
    return survivors;
  }

  void reveals(String[] survivors, Set<String> without) {
    for (String name : inOrder(List.of(survivors), without)) {
      SecureSite site = site(name);
      RevealedShares sent = site.reveal(survivors);
      sites.put(name, site.state());
      SecureRound round = round();
      accept(round.reveal(sent));
      keep(round);
    }
  }

  /** All four phases; who is in a set says nothing from that phase on. */
  RingVector run(
      int threshold, Set<String> beforeShares, Set<String> beforeUpdate, Set<String> beforeReveal) {
    Roster roster = keys(threshold, Set.of());
    String[] members = shares(roster, beforeShares);
    String[] survivors = updates(members, beforeUpdate);
    reveals(survivors, beforeReveal);
    return round().sum();
  }

  /** The plain sum of all but some. */
  RingVector plain(Set<String> without) {
    RingVector first = vectors.values().iterator().next();
    RingVector sum = RingVector.zero(first.words(), first.length());
    for (Map.Entry<String, RingVector> vector : vectors.entrySet()) {
      if (!without.contains(vector.getKey())) {
        sum = sum.plus(vector.getValue());
      }
    }
    return sum;
  }

  private List<String> inOrder(Iterable<String> names, Set<String> without) {
    List<String> some = new ArrayList<>();
    names.forEach(some::add);
    some.removeAll(without);
    Collections.shuffle(some, order);
    return some;
  }

  private static void accept(Reception reception) {
    if (reception != Reception.ACCEPTED) {
      throw new AssertionError("a message is " + reception);
    }
  }
}
