// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.RevealedShares;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SecureSite;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.federation.secure.SiteState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A site's four answers in an attempt of a secure sum. Who says no keys has no further part in it.
 *
 * @param secret of the site
 * @param rules of the site
 */
record SecureSteps(SiteSecret secret, SiteRules rules) {

  /** Keys, once there is something to add: who joins is counted on. */
  SiteStep keys(SiteMemory memory) {
    if (memory.payload() == null) {
      return SiteStep.silent(memory);
    }
    new SiteAccount(rules).requireAffordable(memory, memory.round(), true);
    RoundId id = memory.question().id();
    SecureSite site = site(memory.secure() == null ? begun(memory) : memory.secure());
    Keys keys = site.keys();
    return new SiteStep(memory.with(site.state()), new SiteAnswer.PublicKeys(id, keys));
  }

  private SiteState begun(SiteMemory memory) {
    SiteQuestion question = memory.question();
    return SiteState.begin(question.id(), Math.max(rules.minimum(), question.minimum()));
  }

  private SecureSite site(SiteState state) {
    return new SecureSite(secret, state);
  }

  SiteStep shares(SiteMemory memory) {
    SiteQuestion question = memory.question();
    List<String> roster = Arrays.stream(question.roster().members()).map(Keys::site).toList();
    if (hasNoPart(memory, roster)) {
      return SiteStep.silent(memory);
    }
    if (rules.noise() != null
        && Math.max(question.roster().threshold(), memory.secure().minimum())
            < rules.noise().honest()) {
      throw new RefusalException(
          "a sum may be of fewer sites than the %d whose noise this site counts on"
              .formatted(rules.noise().honest()));
    }
    SecureSite site = site(memory.secure());
    EncryptedShares[] sealed = site.shares(question.roster());
    return new SiteStep(memory.with(site.state()), new SiteAnswer.Shares(question.id(), sealed));
  }

  /** Masked numbers, once the shares of all members have come: they take another way. */
  SiteStep masked(SiteMemory memory) {
    List<String> members = List.of(memory.question().members());
    if (hasNoPart(memory, members)) {
      return SiteStep.silent(memory);
    }
    Map<String, EncryptedShares> inbox = new TreeMap<>();
    for (EncryptedShares shares : memory.inbox()) {
      if (members.contains(shares.from())) {
        inbox.put(shares.from(), shares);
      }
    }
    if (inbox.size() < members.size() - 1) {
      return SiteStep.silent(memory);
    }
    SiteAccount account = new SiteAccount(rules);
    account.requireAffordable(memory, memory.round(), true);
    SecureSite site = site(memory.secure());
    MaskedUpdate update =
        site.masked(memory.payload(), inbox.values().toArray(new EncryptedShares[0]));
    double rho = account.due(memory, memory.round(), true);
    return new SiteStep(
        memory.with(site.state()).paid(memory.round(), rho),
        new SiteAnswer.Masked(memory.question().id(), update, rho));
  }

  SiteStep revealed(SiteMemory memory) {
    SiteQuestion question = memory.question();
    if (hasNoPart(memory, List.of(question.survivors()))) {
      return SiteStep.silent(memory);
    }
    SecureSite site = site(memory.secure());
    RevealedShares revealed = site.reveal(question.survivors());
    return new SiteStep(
        memory.with(site.state()), new SiteAnswer.Revealed(question.id(), revealed));
  }

  /**
   * Whether this site is not asked.
   *
   * @throws RefusalException if it is, and has forgotten what it said in the attempt before
   */
  private boolean hasNoPart(SiteMemory memory, List<String> asked) {
    boolean isAsked = asked.contains(secret.site());
    if (isAsked && memory.secure() == null) {
      throw new RefusalException(
          "an attempt that counts on this site, which remembers nothing that it said in it");
    }
    return !isAsked;
  }
}
