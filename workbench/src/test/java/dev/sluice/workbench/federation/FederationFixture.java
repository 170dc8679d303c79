// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationMember;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.nio.ByteBuffer;
import java.util.List;

/** Records of a federation of two variables. */
final class FederationFixture {
  private FederationFixture() {}

  /** What there is before the first round: nothing is believed. */
  static FederationBelief opening(String federation) {
    return FederationBelief.newBuilder()
        .setFederation(federation)
        .setRound(0)
        .setPhase(FederationPhase.UPDATES)
        .setAt(1_700_000_000_000L)
        .setShared(FederationShare.BELIEFS)
        .setMinimumSites(2)
        .setVariables(List.of(new FederatedVariable("A", null), new FederatedVariable("B", null)))
        .build();
  }

  /** What is believed before a later round, which is in the midst of a secure sum. */
  static FederationBelief belief(String federation, long round, double edge, int shd) {
    ByteBuffer key = ByteBuffer.wrap(new byte[32]);
    return FederationBelief.newBuilder(opening(federation))
        .setRound(round)
        .setPhase(FederationPhase.MASKED)
        .setSites(List.of("a", "b"))
        .setEdges(List.of(List.of(0.0, edge), List.of(0.25, 0.0)))
        .setGraph(List.of(List.of("A", "B")))
        .setShd(shd)
        .setRoster(
            List.of(
                new FederationMember("a", key, key),
                new FederationMember("b", key, key),
                new FederationMember("c", key, key)))
        .setThreshold(2)
        .setMembers(List.of("a", "b"))
        .build();
  }

  /** What a site says of a message. */
  static FederationAudit audit(String site, long round, FederationMessage what, long bytes) {
    return FederationAudit.newBuilder()
        .setFederation("lab")
        .setRound(round)
        .setAttempt(0)
        .setSite(site)
        .setAt(1_700_000_000_000L + round)
        .setWhat(what)
        .setBytes(bytes)
        .build();
  }
}
