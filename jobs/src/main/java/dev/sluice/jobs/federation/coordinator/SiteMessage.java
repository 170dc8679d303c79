// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.RawRecord;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.Sender;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.RevealedShares;

/**
 * What a site says: exactly one of the last five is there. May wait in Flink state.
 *
 * @param source the record as it came
 * @param federation it belongs to
 * @param sender whose it is, and of what
 * @param numbers of an update that is not masked
 * @param masked an update that is
 * @param keys to join a secure sum
 * @param shares encrypted, for all other members
 * @param revealed shares of others
 */
public record SiteMessage(
    RawRecord source,
    String federation,
    Sender sender,
    RingVector numbers,
    MaskedUpdate masked,
    Keys keys,
    EncryptedShares[] shares,
    RevealedShares revealed) {}
