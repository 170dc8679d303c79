// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.Reception;
import dev.sluice.models.federation.secure.RevealedShares;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The coordinator of a federation: opens rounds, takes what sites say of them, ends their phases,
 * and makes the next belief. Messages may come any number of times and in any order; those that
 * count in a phase are a set, whose order changes no bit. It has no clock: whoever calls says what
 * time it is, in milliseconds of one clock, and calls {@link #pass} when {@link #dueAt} has come.
 * Not for several threads.
 */
public final class RoundKeeper {
  private final RoundTerms terms;
  private final RoundProgress progress;

  /** Goes on with a federation. */
  public RoundKeeper(RoundTerms terms, RoundKeeperState state) {
    this.terms = terms;
    progress = new RoundProgress(terms, state);
  }

  /**
   * Begins a federation: its first round opens.
   *
   * @param firstRound its number; above that of all rounds of a former life of the federation, so
   *     that no site is asked for masks that it has used
   */
  public static RoundKeeper begin(RoundTerms terms, long firstRound, long now) {
    RoundKeeper keeper = new RoundKeeper(terms, RoundKeeperState.begin(terms, firstRound, now));
    keeper.pass(now);
    return keeper;
  }

  /** For a checkpoint. */
  public RoundKeeperState state() {
    return progress.state();
  }

  /** What has to be said since this was asked last, in order. */
  public List<RoundNews> takeNews() {
    return progress.takeNews();
  }

  /** When something happens though nobody says anything; {@link Long#MAX_VALUE} for never. */
  public long dueAt() {
    return progress.dueAt();
  }

  /** Time has passed. */
  public void pass(long now) {
    progress.pass(now);
  }

  /** A site's update that is not masked. */
  public Verdict update(Sender sender, RingVector numbers, long now) {
    if (terms.secure()) {
      return Verdict.unfit("updates of this federation are masked");
    }
    Verdict known = addressed(sender, progress.step() != RoundStep.UPDATES);
    boolean mayBeStale =
        known != null
            && known.reception() == Reception.LATE
            && progress.step() != RoundStep.ENDED
            && sender.round() >= progress.firstRound()
            && sender.round() < progress.round();
    return known == null || mayBeStale
        ? settled(progress.plain().receive(sender, numbers, progress.round()), now)
        : known;
  }

  /** A site's keys. */
  public Verdict keys(Sender sender, Keys sent, long now) {
    return secure(sender, sum -> sum.keys(sent), now);
  }

  /** A site's encrypted shares for all other members of the roster. */
  public Verdict shares(Sender sender, EncryptedShares[] sent, long now) {
    return secure(sender, sum -> sum.shares(sender.site(), sent), now);
  }

  /** A site's masked update. */
  public Verdict masked(Sender sender, MaskedUpdate sent, long now) {
    return secure(sender, sum -> sum.masked(sent), now);
  }

  /** A survivor's shares of others' secrets. */
  public Verdict revealed(Sender sender, RevealedShares sent, long now) {
    return secure(sender, sum -> sum.revealed(sent), now);
  }

  private Verdict secure(Sender sender, Function<MaskedRound, Verdict> receive, long now) {
    if (!terms.secure()) {
      return Verdict.unfit("updates of this federation are not masked");
    }
    Verdict known = addressed(sender, progress.step() == RoundStep.FAILED);
    return known == null ? settled(receive.apply(progress.masked()), now) : known;
  }

  /** What becomes of a message that is not of what is open now; null if it is. */
  private Verdict addressed(Sender sender, boolean closed) {
    if (!isName(sender.site())) {
      return Verdict.unfit("a site's name is text that is not empty");
    }
    if (sender.round() < progress.firstRound()) {
      return Verdict.late("round %d is of a former life".formatted(sender.round()));
    }
    long round = progress.round();
    int attempt = progress.attempt();
    boolean opens = progress.step() == RoundStep.PAUSED || progress.step() == RoundStep.ENDED;
    if (sender.round() > round
        || (sender.round() == round && (opens || sender.attempt() > attempt))) {
      return new Verdict(
          Reception.EARLY,
          "round %d, attempt %d has not begun".formatted(sender.round(), sender.attempt()));
    }
    progress.heard(sender.site());
    return sender.round() < round || sender.attempt() < attempt || closed
        ? Verdict.late("round %d, attempt %d is over".formatted(sender.round(), sender.attempt()))
        : null;
  }

  /** Whether UTF-8 can tell it from all other names, as secure sums need it. */
  private static boolean isName(String site) {
    byte[] bytes = site.getBytes(StandardCharsets.UTF_8);
    return !site.isEmpty() && new String(bytes, StandardCharsets.UTF_8).equals(site);
  }

  private Verdict settled(Verdict verdict, long now) {
    if (verdict.reception() == Reception.ACCEPTED) {
      pass(now);
    }
    return verdict;
  }
}
