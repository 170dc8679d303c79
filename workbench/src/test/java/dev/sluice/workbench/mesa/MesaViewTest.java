// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.MesaSupport;
import dev.sluice.schemas.MesaVerdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class MesaViewTest {

  private static MesaSnapshot.Builder snapshot() {
    return MesaSnapshot.newBuilder()
        .setGroup("linear")
        .setAsOf(0)
        .setSequences(1000)
        .setTokens(4000)
        .setDimension(10)
        .setTask("linear")
        .setFloor(0.0005)
        .setDuplicates(12L)
        .setReference("ridge:0.001");
  }

  private static MesaLearner learner(String name, Double... means) {
    return MesaLearner.newBuilder()
        .setLearner(name)
        .setN(Collections.nCopies(means.length, 1000L))
        .setMean(Arrays.asList(means))
        .setStandardError(Collections.nCopies(means.length, null))
        .build();
  }

  @Test
  void aRowForEveryLearner() {
    MesaLearner ridge = learner("ridge:0.001", 1.675, 0.2, 0.0006);
    ridge.setMeanOverSteps(0.62520);
    ridge.setRatioToRidge(1.0);
    ridge.setRegret(0.0);
    ridge.setConditioning(3.5);
    MesaLearner bad = learner("chebyshev:linear-7 released (lagged)", 1.675, 12345.678, null);
    bad.setResidual(0.25);
    MesaLearner oracle = learner("oracle", null, null, null);
    oracle.setN(List.of(0L, 0L, 0L));

    List<String> lines =
        MesaView.lines(
            snapshot()
                .setSteps(List.of(1L, 2L, 3L))
                .setLearners(List.of(ridge, bad, oracle))
                .setVerdicts(
                    List.of(
                        MesaVerdict.newBuilder()
                            .setModel("attention")
                            .setVersion("3")
                            .setAlgorithm("gd:0.032")
                            .setSupport(MesaSupport.UNDECIDED)
                            .setDistance(0.25)
                            .setReason("few\ntokens")
                            .build()))
                .build(),
            List.of(),
            false);

    assertThat(lines.subList(0, lines.size() - 2))
        .containsExactly(
            "mesa linear: linear, 10 entries, 1,000 sequences, 4,000 tokens, 12 duplicates, floor"
                + " 5.0e-04",
            "",
            "learner                           mean  /ridge   regret   step 1   step 2   step 3",
            "ridge:0.001                     0.6252  1.0000   0.0000   1.6750   0.2000  6.0e-04",
            "chebyshev:linear-7@lagged          inf       -        -   1.6750  12345.7      inf",
            "oracle                               -       -        -        -        -        -",
            "",
            "                             loss by step, 1 to 3                     "
                + "           residual   log10 k",
            "ridge:0.001                  ▄▃▁                                      "
                + "                  -    3.5000",
            "chebyshev:linear-7@lagged    ▄██                                      "
                + "             0.2500         -",
            "oracle                       -                                        "
                + "                  -         -",
            "",
            "attention 3: UNDECIDED gd:0.032 distance 0.2500 (few tokens)",
            "");
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void chosenStepsAndBins() {
    Double[] means =
        LongStream.rangeClosed(1, 1026).mapToObj(i -> (double) i).toArray(Double[]::new);
    List<Long> steps =
        LongStream.rangeClosed(1, 1026).map(i -> i == 1026 ? 1152 : i).boxed().toList();
    MesaSnapshot snapshot =
        snapshot().setSteps(steps).setLearners(List.of(learner("copy", means))).build();

    assertThat(MesaView.lines(snapshot, List.of(7L, 1151L, 1152L, 5000L), false).subList(2, 4))
        .containsExactly(
            "learner                           mean  /ridge   regret   step 7 step 1151 step 1152 step"
                + " 5000",
            "copy                                 -       -        -   7.0000   1025.0   1026.0        -");
  }

  @Test
  void mediansOfWhoHasThem() {
    MesaLearner ridge = learner("ridge:0.001", 1.675, 0.2);
    ridge.setMeanOverSteps(0.9375);
    ridge.setMedian(Arrays.asList(1.531, null));
    MesaLearner without = learner("copy", 1.0, 2.0);
    List<String> lines =
        MesaView.lines(
            snapshot().setSteps(List.of(1L, 2L)).setLearners(List.of(ridge, without)).build(),
            List.of(),
            true);

    assertThat(lines.subList(2, 5))
        .containsExactly(
            "learner                           mean  /ridge   regret   step 1   step 2",
            "ridge:0.001                     0.9375       -        -   1.5310        -",
            "copy                                 -       -        -        -        -");
    assertThat(lines)
        .last()
        .isEqualTo("step: of the losses there the median; - where it is not known");
  }

  @Test
  void roundStepsUpToTheLast() {
    assertThat(MesaView.round(1)).containsExactly(1L);
    assertThat(MesaView.round(3)).containsExactly(1L, 2L, 3L);
    assertThat(MesaView.round(50)).containsExactly(2L, 5L, 10L, 20L, 50L);
    assertThat(MesaView.round(Long.MAX_VALUE)).hasSize(5);
    assertThat(MesaView.round(1152)).containsExactly(100L, 200L, 500L, 1000L, 1152L);
  }

  @Test
  void aLongVerdictTakesSeveralLines() {
    assertThat(
            VerdictLines.of(
                MesaVerdict.newBuilder()
                    .setModel("lsa-1-linear-1")
                    .setVersion("5000")
                    .setAlgorithm("gd:0.032")
                    .setSupport(MesaSupport.SUPPORTED)
                    .setDistance(0.0125)
                    .setLossGap(-0.0083)
                    .setSequences(1280L)
                    .setReason(
                        "it is gd:0.032 within the margins; in its study the control is none")
                    .build(),
                MesaView.WIDTH))
        .containsExactly(
            "lsa-1-linear-1 5000: SUPPORTED gd:0.032 distance 0.0125 loss -0.8 % 1,280 sequences (it is"
                + " gd:0.032",
            "  within the margins; in its study the control is none)");
  }

  @Test
  void nothingYetAndNoResults() {
    assertThat(MesaView.lines(snapshot().build(), List.of(), false))
        .contains("no token was predicted yet: it takes two of a sequence");
    assertThat(
            MesaView.lines(
                snapshot()
                    .setFailure("sequences of 3 and\n of 10 entries")
                    .setFailureReason(FailureReason.UNSUPPORTED)
                    .build(),
                List.of(),
                false))
        .last()
        .isEqualTo("no results: sequences of 3 and  of 10 entries (UNSUPPORTED)");
  }
}
