// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SiteSecret;
import java.util.Arrays;
import java.util.Optional;

/**
 * A site's side of a federation: what it answers to the coordinator's latest question, a function
 * of its secret and of what it remembers. What it adds in a round is fixed once, with its noise,
 * and paid for once, when it first leaves; another attempt has the same under new masks. The same
 * question has the same answer, bit by bit. A round is masked or is not: no update leaves both
 * ways.
 *
 * <p>A refusal leaves the memory as it was. Not for several threads.
 */
public final class SiteRounds {
  private final SiteSecret secret;
  private final SiteRules rules;
  private final SecureSteps secure;
  private final SiteAccount account;
  private SiteMemory memory;

  /** Begins or goes on. */
  public SiteRounds(SiteSecret secret, SiteRules rules, SiteMemory memory) {
    this.secret = secret;
    this.rules = rules;
    this.memory = memory;
    secure = new SecureSteps(secret, rules);
    account = new SiteAccount(rules);
  }

  /** To be in a checkpoint before what was answered is sent. */
  public SiteMemory memory() {
    return memory;
  }

  /**
   * Takes a question.
   *
   * @return what can be answered now; nothing if the site has no part in it, or lacks something
   * @throws RefusalException with the reason why it will not be answered
   */
  public Optional<SiteAnswer> asked(SiteQuestion question) {
    rules.check(question);
    requireNext(question);
    return take(answer(memory.with(question)));
  }

  /** What came before is neither asked again nor otherwise. */
  private void requireNext(SiteQuestion question) {
    SiteQuestion known = memory.question();
    if (known == null || known.id().round() < question.id().round()) {
      return;
    }
    RoundId id = known.id();
    require(
        id.round() == question.id().round() && id.attempt() <= question.id().attempt(),
        "round %d, attempt %d; round %d, attempt %d had begun"
            .formatted(question.id().round(), question.id().attempt(), id.round(), id.attempt()));
    if (question.phase() != Phase.NOTHING) {
      requireSameWay(question);
    }
  }

  /** Within a round; another clip would make other numbers of the same payload. */
  private void requireSameWay(SiteQuestion question) {
    require(
        memory.masked() == null || memory.masked() == question.phase().isMasked(),
        "one round that is masked and is not");
    require(
        memory.masked() == null || memory.question().clip() == question.clip(),
        "one round with two clips");
  }

  /**
   * Takes what the site adds in a round. Only the first of a round counts.
   *
   * @param question that it was computed for; may be new here
   * @param numbers without noise
   * @throws RefusalException if it cannot be sent: its budget is spent, or its round is over
   */
  public Optional<SiteAnswer> computed(SiteQuestion question, RingVector numbers) {
    rules.check(question);
    long round = question.id().round();
    if (round <= memory.settled()) {
      return Optional.empty();
    }
    boolean masked = question.phase().isMasked();
    account.requireAffordable(memory, round, masked);
    if (memory.round() > round) {
      return Optional.of(late(question, numbers));
    }
    if (memory.round() == round) {
      requireSameWay(question);
    }
    SiteMemory asked = memory.round() < round ? memory.with(question) : memory;
    return take(answer(asked.with(withNoise(question, numbers))));
  }

  /** One that is not masked counts for something even when its round is over. */
  private SiteAnswer late(SiteQuestion question, RingVector numbers) {
    require(!question.phase().isMasked(), "the round was over before the update was computed");
    long round = question.id().round();
    double rho = account.due(memory, round, false);
    RingVector payload = withNoise(question, numbers);
    memory = memory.paid(round, rho);
    return new SiteAnswer.Plain(question.id(), payload, rho);
  }

  private RingVector withNoise(SiteQuestion question, RingVector numbers) {
    if (rules.noise() == null) {
      return numbers;
    }
    RingVector noisy = rules.noise().added(numbers, question.clip(), secret, question.id());
    return question.phase().isMasked() ? noisy : UpdateEncoding.cutOff(noisy);
  }

  /**
   * Takes shares of another site; those of another attempt are passed over, as are those of no
   * shares' size, and more than a sum can have: whoever writes them under names that he makes up
   * must not fill the memory.
   *
   * @throws RefusalException if the answer that waited for them is refused; the shares are kept
   */
  public Optional<SiteAnswer> received(RoundId id, EncryptedShares shares) {
    boolean isNew =
        memory.secure() != null
            && id.equals(memory.question().id())
            && shares.to().equals(secret.site())
            && shares.isSealed()
            && memory.inbox().length < RoundTerms.MOST_MEMBERS
            && Arrays.stream(memory.inbox()).noneMatch(had -> had.from().equals(shares.from()));
    if (!isNew) {
      return Optional.empty();
    }
    EncryptedShares[] inbox = Arrays.copyOf(memory.inbox(), memory.inbox().length + 1);
    inbox[inbox.length - 1] = shares;
    memory = memory.with(inbox);
    boolean waits = memory.question().phase() == Phase.MASKED;
    return waits ? take(secure.masked(memory)) : Optional.empty();
  }

  private SiteStep answer(SiteMemory then) {
    return switch (then.question().phase()) {
      case NOTHING -> SiteStep.silent(then);
      case UPDATES -> plain(then);
      case KEYS -> secure.keys(then);
      case SHARES -> secure.shares(then);
      case MASKED -> secure.masked(then);
      case REVEALS -> secure.revealed(then);
    };
  }

  private SiteStep plain(SiteMemory then) {
    if (then.payload() == null) {
      return SiteStep.silent(then);
    }
    account.requireAffordable(then, then.round(), false);
    double rho = account.due(then, then.round(), false);
    return new SiteStep(
        then.paid(then.round(), rho),
        new SiteAnswer.Plain(then.question().id(), then.payload(), rho));
  }

  private Optional<SiteAnswer> take(SiteStep step) {
    memory = step.memory();
    return Optional.ofNullable(step.answer());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new RefusalException(otherwise);
    }
  }
}
