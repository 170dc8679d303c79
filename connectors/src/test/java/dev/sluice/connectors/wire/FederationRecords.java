// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAgreement;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationMember;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationProtectedUnit;
import dev.sluice.schemas.FederationRevealedShare;
import dev.sluice.schemas.FederationShare;
import dev.sluice.schemas.FederationShareFor;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import java.util.List;

/** The records of a federation with every field set, for {@link Records}. */
final class FederationRecords {
  private FederationRecords() {}

  /** So many bytes that all differ: from first, each 37 more than the one before. */
  private static ByteBuffer bytes(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + 37 * i);
    }
    return ByteBuffer.wrap(bytes);
  }

  static FederationBelief belief() {
    return FederationBelief.newBuilder()
        .setFederation("marks")
        .setRound(7)
        .setAttempt(1)
        .setPhase(FederationPhase.REVEALS)
        .setAt(1_700_000_000_000L)
        .setShared(FederationShare.STATISTICS)
        .setMinimumSites(2)
        .setVariables(
            List.of(new FederatedVariable("Größe", null), new FederatedVariable("MECH", 3)))
        .setFailure("edges[0][1] is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .setClip(8.0)
        .setLeastWeight(0.05)
        .setAlpha(0.2)
        .setAgreement(new FederationAgreement(10, 1_000_000L, 100, List.of(30), 3, "Größe in m"))
        .setSites(List.of("Köln", "a"))
        .setExistence(List.of(0.125, -1.0 / 3))
        .setOrientation(List.of(1e-300))
        .setEdges(List.of(List.of(0.0, 0.125), List.of(1.0 / 3, 0.0)))
        .setGraph(List.of(List.of("Größe", "MECH")))
        .setRows(10_400L)
        .setShd(0)
        .setRoster(
            List.of(
                new FederationMember("Köln", bytes(1, 32), bytes(2, 32)),
                new FederationMember("a", bytes(3, 32), bytes(4, 32))))
        .setThreshold(2)
        .setMembers(List.of("Köln", "a"))
        .setSurvivors(List.of("a"))
        .build();
  }

  static FederationKeys keys() {
    return FederationKeys.newBuilder()
        .setFederation("marks")
        .setRound(7)
        .setAttempt(1)
        .setSite("Köln")
        .setMaskKey(bytes(1, 32))
        .setShareKey(bytes(2, 32))
        .build();
  }

  static FederationShares shares() {
    return FederationShares.newBuilder()
        .setFederation("marks")
        .setRound(7)
        .setAttempt(1)
        .setSite("Köln")
        .setEncrypted(List.of(new FederationShareFor("a", bytes(5, 80))))
        .setRevealed(
            List.of(
                new FederationRevealedShare("Köln", false, bytes(6, 32)),
                new FederationRevealedShare("a", true, bytes(7, 32))))
        .build();
  }

  static FederationUpdate update() {
    return FederationUpdate.newBuilder()
        .setFederation("marks")
        .setRound(7)
        .setAttempt(1)
        .setSite("Köln")
        .setWords(1)
        .setNumbers(bytes(0xf0, 20)) // a length that base64 pads
        .setSeedCommitment(bytes(8, 32))
        .setMembersDigest(bytes(9, 32))
        .build();
  }

  static FederationAudit audit() {
    return FederationAudit.newBuilder()
        .setFederation("marks")
        .setRound(7)
        .setAttempt(1)
        .setSite("Köln")
        .setAt(1_700_000_000_000L)
        .setWhat(FederationMessage.MASKED_UPDATE)
        .setBytes(84)
        .setReason("fewer rows than are sent: 9 of 10")
        .setUnit(FederationProtectedUnit.EVENT)
        .setNoiseMultiplier(4.0)
        .setRho(0.03125)
        .setRhoSpent(0.25)
        .setEpsilon(3.6425)
        .setDelta(1e-5)
        .build();
  }
}
