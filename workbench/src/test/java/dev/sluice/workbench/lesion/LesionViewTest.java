// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionDifference;
import dev.sluice.schemas.LesionMean;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.LesionVolumeAgreement;
import java.util.List;
import org.junit.jupiter.api.Test;

class LesionViewTest {

  private static LesionSnapshot.Builder snapshot(String model) {
    return LesionSnapshot.newBuilder()
        .setGroup("test")
        .setModel(model)
        .setAsOf(0)
        .setPhantomCases(192)
        .setCases(192)
        .setFailedCases(1)
        .setLevel(0.95)
        .setMinimumVolume(12.5)
        .setWithLesion(90)
        .setBothEmpty(77);
  }

  private static LesionSnapshot full(String model) {
    return snapshot(model)
        .setDice(new LesionMean(90L, 0.72, 0.02, 0.68, 0.76, null, null))
        .setPooledDice(0.75)
        .setVolume(
            LesionVolumeAgreement.newBuilder()
                .setBias(-0.5)
                .setBiasLower(-12345.0)
                .setBiasUpper(-0.0001)
                .build())
        .setSensitivity(new LesionShare(82L, 90L, 82 / 90.0, 0.834, 0.954, 0.832, 0.961))
        .setSpecificity(new LesionShare(77L, 102L, 77 / 102.0, 0.663, 0.828, 0.66, 0.835))
        .setLesionRecall(new LesionShare(3L, 4L, 0.75, 0.301, 0.954, 0.194, 0.994))
        .setDifferences(
            List.of(
                new LesionDifference(
                    "cs40", new LesionMean(90L, -0.07, 0.01, -0.09, -0.05, null, null), 20L, 60L)))
        .build();
  }

  @Test
  void aRowForEachModelAndOneForEachPair() {
    LesionSnapshot cs40 = full("cs40");
    cs40.setDifferences(
        List.of(
            new LesionDifference(
                "cdb", new LesionMean(90L, 0.07, 0.01, 0.05, 0.09, null, null), 60L, 20L)));

    assertThat(LesionView.lines(List.of(full("cdb"), cs40)))
        .containsExactly(
            "lesion test: 2 models, phantom study: 192 simulated cases, which say nothing of"
                + " patients",
            "",
            "model                     cases   Dice         interval  pooled   bias ml          "
                + " interval failed",
            "cdb                         192  0.720   [0.680, 0.760]   0.750    -0.500  [-1.2e+04,"
                + " 0.000]      1",
            "cs40                        192  0.720   [0.680, 0.760]   0.750    -0.500  [-1.2e+04,"
                + " 0.000]      1",
            "",
            "model                     sens.         interval  spec.         interval recall        "
                + " interval",
            "cdb                       0.911   [0.834, 0.954]  0.755   [0.663, 0.828]  0.750  "
                + " [0.301, 0.954]",
            "cs40                      0.911   [0.834, 0.954]  0.755   [0.663, 0.828]  0.750  "
                + " [0.301, 0.954]",
            "",
            "Dice of                  less Dice of                  by           interval  cases  "
                + " more   less",
            "cdb                      cs40                      -0.070   [-0.090, -0.050]     90    "
                + " 20     60",
            "",
            "Intervals of 95 %: of means by Student's t, of shares by Wilson.",
            "Dice and bias: of cases with a lesion. Detected: a component of at least 12.50 mm3.",
            "Recall: of single lesions. There is no P value while cases come.");
  }

  @Test
  void whatIsNotKnownIsADash() {
    List<String> lines = LesionView.lines(List.of(snapshot("m").setPhantomCases(0).build()));

    assertThat(lines.get(0)).isEqualTo("lesion test: 1 models");
    assertThat(lines)
        .contains(
            "m                           192      -                -       -         -              "
                + "    -      1",
            "m                             -                -      -                -      -        "
                + "        -")
        .noneMatch(line -> line.startsWith("Dice of"));
  }

  @Test
  void aModelWithoutResultsSaysWhy() {
    LesionSnapshot failed =
        snapshot("m".repeat(30))
            .setFailure("none of its 3 predictions can be compared, see the dead letters")
            .setFailureReason(FailureReason.UNSUPPORTED)
            .build();

    List<String> lines = LesionView.lines(List.of(full("cdb"), failed));

    assertThat(lines)
        .contains(
            "m".repeat(23)
                + "~ no results: none of its 3 predictions can be compared, see the dead letter~");
    assertThat(lines).allMatch(line -> line.length() <= LesionView.WIDTH);
  }

  @Test
  void aNameIsOneLineWhateverItHolds() {
    LesionSnapshot odd = full("a\nb\u001b[2Jc");
    odd.setGroup("g\r\nh");

    List<String> lines = LesionView.lines(List.of(odd));

    assertThat(lines.get(0)).startsWith("lesion g??h: 1 models");
    assertThat(lines).filteredOn(line -> line.startsWith("a?b?[2Jc ")).hasSize(3);
    assertThat(lines).noneMatch(line -> line.matches("(?s).*\\p{Cntrl}.*"));
  }
}
