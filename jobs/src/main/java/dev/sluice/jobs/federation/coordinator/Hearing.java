// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.models.federation.rounds.RoundKeeper;
import dev.sluice.models.federation.rounds.RoundNews;
import dev.sluice.models.federation.rounds.Verdict;
import org.apache.flink.util.Collector;

/** What is said to a {@link RoundKeeper}, and what it says. */
final class Hearing {
  private Hearing() {}

  /** Says a message, and what is due by now, though its timer has not rung yet. */
  static Verdict hear(RoundKeeper keeper, SiteMessage message, long now) {
    Verdict verdict = say(keeper, message, now);
    keeper.pass(now);
    return verdict;
  }

  private static Verdict say(RoundKeeper keeper, SiteMessage message, long now) {
    if (message.keys() != null) {
      return keeper.keys(message.sender(), message.keys(), now);
    }
    if (message.shares() != null) {
      return keeper.shares(message.sender(), message.shares(), now);
    }
    if (message.masked() != null) {
      return keeper.masked(message.sender(), message.masked(), now);
    }
    return message.revealed() == null
        ? keeper.update(message.sender(), message.numbers(), now)
        : keeper.revealed(message.sender(), message.revealed(), now);
  }

  /**
   * Asks that the news be told; those with a sum once more without it, as where that has no
   * posterior there is the round nevertheless.
   */
  static void tell(Coordinated known, RoundKeeper keeper, Collector<Telling> out) {
    for (RoundNews news : keeper.takeNews()) {
      out.collect(new Telling(known.declaration(), known.life(), news, null, news.at()));
      if (news.pooled() != null) {
        RoundNews told = told(news);
        out.collect(new Telling(known.declaration(), known.life(), told, null, news.at()));
      }
    }
  }

  private static RoundNews told(RoundNews news) {
    return new RoundNews(
        news.round(),
        news.attempt(),
        news.step(),
        news.at(),
        news.fault(),
        news.existence(),
        news.orientation(),
        news.contributors(),
        null,
        news.roster(),
        news.members(),
        news.survivors());
  }
}
