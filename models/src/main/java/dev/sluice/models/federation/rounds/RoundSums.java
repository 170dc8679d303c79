// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.statistics.StatisticSums;

/** Which numbers are updates of a federation, and which sums are sums of such. */
final class RoundSums {
  private final RoundTerms terms;
  private final UpdateEncoding encoding;
  private final int pairs;

  RoundSums(RoundTerms terms) {
    this.terms = terms;
    encoding = new UpdateEncoding(terms.aggregation().clip());
    pairs = EdgeLogits.pairs(terms.variables());
  }

  int words() {
    return terms.agreement() == null ? 1 : terms.agreement().room().words();
  }

  int length() {
    long bytes =
        terms.agreement() == null
            ? UpdateEncoding.bytes(terms.variables())
            : StatisticSums.bytes(terms.agreement());
    return Math.toIntExact(bytes / Integer.BYTES / words());
  }

  /** Why an update does not count, whatever its round; null if it does. */
  String refusal(String site, long round, RingVector numbers) {
    if (terms.agreement() != null) {
      return StatisticSums.refusal(terms.agreement(), numbers).orElse(null);
    }
    try {
      return terms
          .aggregation()
          .refusal(decoded(site, round, numbers), terms.variables(), round)
          .orElse(null);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  SiteUpdate decoded(String site, long round, RingVector numbers) {
    return encoding.decode(terms.variables(), site, round, numbers);
  }

  /**
   * The mean change that a sum of so many sites says. Who lies within a masked sum cannot be seen;
   * weights that no honest sites can add up to can. Changes cannot, as they may have noise.
   *
   * @throws RefusalException if it is no sum of so many updates
   */
  EdgeLogits mean(RingVector sum, int sites) {
    int[] numbers = sum.values();
    require(
        numbers[4 * pairs] == sites, "a sum of %d sites says that it is of another number", sites);
    double least = terms.aggregation().leastWeight() / SiteWeights.UNIT * sites;
    double most = sites / SiteWeights.UNIT;
    for (int pair = 0; pair < pairs; pair++) {
      double weight = numbers[3 * pairs + pair];
      require(weight >= least && weight <= most, "weights of %d sites are out of range", sites);
    }
    return mean(sum);
  }

  /** The mean of a sum that is one, cut off where noise took it beyond the clip. */
  EdgeLogits mean(RingVector sum) {
    return encoding.mean(terms.variables(), sum).clipped(encoding.clip());
  }

  /**
   * Checks a sum of statistics.
   *
   * @throws RefusalException if it is no sum of so many contributions
   */
  void checkPooled(RingVector sum, int sites) {
    try {
      int found = StatisticSums.pooled(terms.agreement(), sum).sites();
      require(found == sites, "a sum of %d sites says that it is of another number", sites);
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
  }

  private static void require(boolean holds, String otherwise, int sites) {
    if (!holds) {
      throw new RefusalException(otherwise.formatted(sites));
    }
  }

  private static RefusalException refusal(IllegalArgumentException e) {
    RefusalException refusal = new RefusalException(e.getMessage());
    refusal.initCause(e);
    return refusal;
  }
}
