// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.MesaSupport;
import dev.sluice.schemas.MesaVerdict;
import dev.sluice.schemas.MesaWeights;
import dev.sluice.schemas.Token;
import java.util.Arrays;
import java.util.List;

/** The records of learners in context with every field set, for {@link Records}. */
final class MesaRecords {
  private MesaRecords() {}

  static Token token() {
    return new Token("Größe 1", 2L, List.of(0.5, -1e-300, 1.0 / 3), "long", "linear", -7L, 1000L);
  }

  static MesaWeights weights() {
    return new MesaWeights(
        "lsa-1",
        "linear",
        -7L,
        50,
        10,
        5000L,
        List.of(0.5, -1e-300, 1.0 / 3),
        "gd:0.0323",
        0.978,
        true,
        "supported: Größe");
  }

  static MesaSnapshot snapshot() {
    return MesaSnapshot.newBuilder()
        .setGroup("long")
        .setAsOf(1_700_000_000_000L)
        .setSequences(2)
        .setTokens(5)
        .setFailure("sequences of 3 and of 10 entries")
        .setFailureReason(FailureReason.UNSUPPORTED)
        .setDimension(3)
        .setTask("linear")
        .setFloor(0.00015)
        .setDuplicates(4L)
        .setReference("ridge:0.001")
        .setSteps(List.of(1L, 2L))
        .setLearners(
            List.of(
                new MesaLearner(
                    "chebyshev-6",
                    List.of(2L, 1L),
                    Arrays.asList(0.5, null),
                    Arrays.asList(0.125, null),
                    1.0 / 3,
                    1.25,
                    2500.5,
                    0.0625,
                    1e-9,
                    3.5,
                    Arrays.asList(0.0, null),
                    Arrays.asList(0.421875, null),
                    Arrays.asList(1.03125, null))))
        .setVerdicts(
            List.of(
                new MesaVerdict(
                    "attention-2",
                    "3",
                    "gd:0.032",
                    MesaSupport.UNDECIDED,
                    0.25,
                    "few tokens",
                    9L,
                    70L,
                    0.75,
                    -0.125,
                    -0.5,
                    0.375,
                    0.125,
                    0.5,
                    Arrays.asList(1.0 / 3, null),
                    Arrays.asList(0.625, null))))
        .build();
  }
}
