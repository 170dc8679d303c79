// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.Aggregation.Rule;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Reception;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SecureSite;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.federation.secure.SiteState;
import dev.sluice.models.random.KeyedRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/** A coordinator that is taken out of its state anew for every message, and sites that answer. */
final class KeptRounds {
  static final int VARIABLES = 4;
  static final double CLIP = 8;
  static final double LEAST = 0.0625;
  static final long TIMEOUT = 100;
  static final UpdateEncoding ENCODING = new UpdateEncoding(CLIP);

  final RoundTerms terms;
  final List<RoundNews> said = new ArrayList<>();
  RoundKeeperState state;
  long now;

  private final Map<String, SiteState> sites = new LinkedHashMap<>();
  private final List<EncryptedShares> post = new ArrayList<>();

  KeptRounds(RoundTerms terms) {
    this(terms, 0);
  }

  KeptRounds(RoundTerms terms, long firstRound) {
    this.terms = terms;
    keep(RoundKeeper.begin(terms, firstRound, now));
  }

  /** Of beliefs, with so few sites and rules of late ones. */
  static RoundTerms terms(boolean secure, int minimum, int mostAge, double staleness, int sites) {
    Aggregation rules = new Aggregation(Rule.MEAN, LEAST, CLIP, minimum, mostAge, staleness);
    return new RoundTerms("ward", VARIABLES, null, secure, rules, 0, sites, 0, 10, TIMEOUT);
  }

  private RoundKeeper keeper() {
    return new RoundKeeper(terms, state);
  }

  private void keep(RoundKeeper keeper) {
    state = keeper.state();
    said.addAll(keeper.takeNews());
  }

  RoundNews latest() {
    return said.get(said.size() - 1);
  }

  void pass(long at) {
    now = at;
    RoundKeeper keeper = keeper();
    keeper.pass(at);
    keep(keeper);
  }

  /** The phase's time is over. */
  void timeout() {
    pass(keeper().dueAt());
  }

  Verdict update(String site, long round, RingVector numbers) {
    return update(new Sender(site, round, 0), numbers);
  }

  Verdict update(Sender sender, RingVector numbers) {
    return tell(keeper -> keeper.update(sender, numbers, now));
  }

  Verdict tell(Function<RoundKeeper, Verdict> message) {
    RoundKeeper keeper = keeper();
    Verdict verdict = message.apply(keeper);
    keep(keeper);
    return verdict;
  }

  /** These sites do what the coordinator asked last. */
  List<Reception> answer(String... names) {
    RoundNews asked = latest();
    List<Reception> receptions = new ArrayList<>();
    for (String name : names) {
      RoundKeeper keeper = keeper();
      receptions.add(answer(keeper, asked, name).reception());
      keep(keeper);
    }
    return receptions;
  }

  private Verdict answer(RoundKeeper keeper, RoundNews asked, String name) {
    Sender sender = new Sender(name, asked.round(), asked.attempt());
    RoundId id = new RoundId(terms.federation(), asked.round(), asked.attempt());
    if (asked.step() == RoundStep.KEYS) {
      post.clear();
      sites.put(name, SiteState.begin(id, terms.minimumSites()));
    }
    byte[] secret = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
    SecureSite site = new SecureSite(new SiteSecret(secret, name), sites.get(name));
    Verdict verdict =
        switch (asked.step()) {
          case UPDATES -> keeper.update(sender, numbers(name, asked.round()), now);
          case KEYS -> keeper.keys(sender, site.keys(), now);
          case SHARES -> {
            EncryptedShares[] shares = site.shares(asked.roster());
            post.addAll(List.of(shares));
            yield keeper.shares(sender, shares, now);
          }
          case MASKED -> {
            List<String> members = List.of(asked.members());
            EncryptedShares[] inbox =
                post.stream()
                    .filter(sent -> sent.to().equals(name) && members.contains(sent.from()))
                    .toArray(EncryptedShares[]::new);
            yield keeper.masked(sender, site.masked(numbers(name, asked.round()), inbox), now);
          }
          default -> keeper.revealed(sender, site.reveal(asked.survivors()), now);
        };
    sites.put(name, site.state());
    return verdict;
  }

  /** A site's update of a round, a function of both. */
  static SiteUpdate random(String site, long round) {
    UniformRandomProvider random = KeyedRandom.of(7, "update", site.hashCode(), round);
    EdgeLogits change = EdgeLogits.zero(VARIABLES);
    Arrays.setAll(change.existence(), at -> random.nextDouble(-CLIP, CLIP));
    Arrays.setAll(change.orientation(), at -> random.nextDouble(-CLIP, CLIP));
    double[] weights = new double[change.orientation().length];
    Arrays.setAll(weights, at -> random.nextInt(1, 17) / 16.0);
    return new SiteUpdate(site, round, change, weights);
  }

  static RingVector numbers(String site, long round) {
    return ENCODING.encode(random(site, round));
  }

  /** The mean of the sum of these sites' numbers of a round. */
  static EdgeLogits mean(long round, String... names) {
    RingVector sum =
        Arrays.stream(names)
            .map(name -> numbers(name, round))
            .reduce(RingVector::plus)
            .orElseThrow();
    return ENCODING.mean(VARIABLES, sum);
  }
}
