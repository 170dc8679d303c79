// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.RoundUpdates;
import dev.sluice.models.federation.secure.Reception;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Updates that the coordinator sees. Of each site the newest is held until the round is over, and
 * counts once, in whichever round that is.
 */
final class PlainRound {
  private final RoundTerms terms;
  private final RoundSums sums;
  private final TreeMap<String, HeldUpdate> held = new TreeMap<>();
  private final TreeMap<String, CountedRound> counted = new TreeMap<>();

  PlainRound(RoundTerms terms, RoundSums sums, HeldUpdate[] held, CountedRound[] counted) {
    this.terms = terms;
    this.sums = sums;
    Arrays.stream(held).forEach(update -> this.held.put(update.site(), update));
    Arrays.stream(counted).forEach(of -> this.counted.put(of.site(), of));
  }

  HeldUpdate[] held() {
    return held.values().toArray(new HeldUpdate[0]);
  }

  CountedRound[] counted() {
    return counted.values().toArray(new CountedRound[0]);
  }

  /** An update of the round that is open, or opens next, or of one before. */
  Verdict receive(Sender sender, RingVector numbers, long round) {
    String site = sender.site();
    CountedRound before = counted.get(site);
    if (before != null && before.round() >= sender.round()) {
      return before.round() == sender.round()
          ? Verdict.REPEATED
          : Verdict.late("a newer update of the site is in the belief");
    }
    HeldUpdate other = held.get(site);
    if (other != null && other.round() >= sender.round()) {
      if (other.round() > sender.round()) {
        return Verdict.late("a newer update of the site came before");
      }
      return Verdict.of(
          isSame(other.numbers(), numbers) ? Reception.REPEATED : Reception.CONFLICTING, "update");
    }
    long mostAge = terms.agreement() == null ? terms.aggregation().mostAge() : 0;
    if (round - sender.round() > mostAge) {
      return Verdict.late("an update of round %d in round %d".formatted(sender.round(), round));
    }
    String refusal = sums.refusal(site, sender.round(), numbers);
    if (refusal != null) {
      return Verdict.unfit(refusal);
    }
    if (other == null && held.size() >= terms.mostSites()) {
      return Verdict.unfit("there is no room for more than %d sites".formatted(held.size()));
    }
    held.put(site, new HeldUpdate(site, sender.round(), numbers));
    return Verdict.ACCEPTED;
  }

  private static boolean isSame(RingVector a, RingVector b) {
    return a.words() == b.words() && Arrays.equals(a.values(), b.values());
  }

  boolean hasQuorum() {
    return held.size() >= terms.minimumSites();
  }

  /**
   * Whether whoever is waited for has answered in this round.
   *
   * @param expected null if nobody knows
   * @param least how many have to have answered; 0 if nobody knows
   */
  boolean isAnswered(Collection<String> expected, int least, long round) {
    boolean known = expected != null || least > 0;
    long answers = held.values().stream().filter(update -> update.round() == round).count();
    return known
        && answers >= least
        && (expected == null
            || expected.stream()
                .allMatch(site -> held.containsKey(site) && held.get(site).round() == round));
  }

  String[] sites() {
    return held.keySet().toArray(new String[0]);
  }

  /** The sum of what came, which are no changes of beliefs. */
  RingVector sum() {
    RingVector sum = RingVector.zero(sums.words(), sums.length());
    for (HeldUpdate update : held.values()) {
      sum = sum.plus(update.numbers());
    }
    return sum;
  }

  /**
   * The change that all make together: where all weigh by themselves alone and there is room, that
   * of their sum, to the bit as if it had been masked.
   */
  EdgeLogits change(long round) {
    Aggregation rules = terms.aggregation();
    boolean timely = held.values().stream().allMatch(update -> update.round() == round);
    if (rules.rule() == Aggregation.Rule.MEAN && (timely || rules.staleness() == 0)) {
      return sums.mean(sum());
    }
    RoundUpdates updates = RoundUpdates.none(round, terms.variables());
    for (HeldUpdate update : held.values()) {
      updates = updates.with(sums.decoded(update.site(), update.round(), update.numbers()));
    }
    return updates.change(rules).orElseThrow();
  }

  /** All that is held is in the belief. */
  void count(long round) {
    for (Map.Entry<String, HeldUpdate> of : held.entrySet()) {
      counted.put(of.getKey(), new CountedRound(of.getKey(), of.getValue().round()));
    }
    held.clear();
    // What is older is late in any case.
    counted.values().removeIf(of -> of.round() < round - terms.aggregation().mostAge());
  }

  void forget() {
    held.clear();
  }
}
