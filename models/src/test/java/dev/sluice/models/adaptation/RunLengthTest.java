// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nominal run length is kept where it is said to be guaranteed, and only there. */
class RunLengthTest {
  private static final int BURN_IN = 2_000;
  private static final double[] ROOT = {.5, .3, .2};
  private static final double[][] ROWS = {{.7, .2, .1}, {.05, .9, .05}, {.3, .3, .4}};

  /** One parent of three categories. */
  private static double[] table(int n, Shifts.Noise noise) {
    int x = noise.category(ROOT);
    return new double[] {x, noise.category(ROWS[x])};
  }

  private static double[] linear(int n, Shifts.Noise noise) {
    double x = noise.normal();
    return new double[] {x, 2 * x + noise.normal()};
  }

  private static AdaptationReport report(
      boolean categorical, Shifts.Law law, int burnIn, double memory, int after, long seed) {
    return Shifts.report(
        categorical ? Domain.categorical(3, 3) : Domain.continuous(2),
        Shifts.chain(2),
        Shifts.settings(burnIn, memory),
        Shifts.samples(law, 0, burnIn + after, seed));
  }

  /** Alarms in so many samples of each of two mechanisms without any change. */
  private static long alarms(boolean categorical, int burnIn, double memory, int after, int seeds) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(
            seed ->
                report(
                    categorical,
                    categorical ? RunLengthTest::table : RunLengthTest::linear,
                    burnIn,
                    memory,
                    after,
                    seed))
        .flatMap(report -> report.mechanisms().stream())
        .mapToLong(AdaptationReport.Mechanism::alarms)
        .sum();
  }

  /** 12 expected at most in 240,000 samples: frozen mechanisms had 20, or 38 at memory 100. */
  @ParameterizedTest
  @CsvSource({"true, 30", "true, 100", "false, 30"})
  void aBurnInOfTwoThousandKeepsTheNominalRate(boolean categorical, double memory) {
    assertThat(alarms(categorical, BURN_IN, memory, 20_000, 6)).isBetween(2L, 12L);
  }

  /** 8,000,000 samples, 400 alarms at most on average. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "true, 2000, 30",
    "true, 2000, 100",
    "true, 200, 30",
    "false, 2000, 30",
    "false, 2000, 100"
  })
  void theNominalRateIsKeptOverMillionsOfSamples(boolean categorical, int burnIn, double memory) {
    assertThat(alarms(categorical, burnIn, memory, 100_000, 40)).isBetween(150L, 400L);
  }

  @Test
  void samplesThatKeepToItGuaranteeIt() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(report(true, RunLengthTest::table, BURN_IN, 30, 10, seed).runLengthGuaranteed())
          .isTrue();
      assertThat(report(false, RunLengthTest::linear, BURN_IN, 30, 10, seed).runLengthGuaranteed())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"curve", "lognormal", "heavy tails", "drift", "sticky"})
  void samplesThatDoNotKeepToItDoNot(String kind) {
    double[] before = new double[2];
    Shifts.Law law =
        (n, noise) -> {
          double x = noise.normal();
          return switch (kind) {
            case "curve" -> new double[] {x, x * x + noise.normal()};
            case "lognormal" -> new double[] {x, Math.exp(noise.normal())};
            case "heavy tails" -> new double[] {x, noise.normal() / Math.abs(noise.normal())};
            case "drift" -> {
              before[0] = .9 * before[0] + x;
              yield new double[] {before[0], noise.normal()};
            }
            default -> {
              before[0] = noise.uniform().nextDouble() < .6 ? before[0] : noise.category(ROOT);
              yield new double[] {before[0], noise.category(ROWS[(int) before[0]])};
            }
          };
        };
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(report(kind.equals("sticky"), law, BURN_IN, 30, 10, seed).runLengthGuaranteed())
          .isFalse();
    }
  }

  @Test
  void aShortBurnInShowsNothing() {
    assertThat(report(true, RunLengthTest::table, 1_000, 30, 10, 1).runLengthGuaranteed())
        .isFalse();
  }

  @Test
  void networksGuaranteeNothing() {
    AdaptationSettings settings =
        new AdaptationSettings(
            1_280, 128, Double.POSITIVE_INFINITY, 30, 30, 20_000, 200, 3, 512, 8, 100, 1);
    List<Observation> samples = Shifts.samples(RunLengthTest::table, 0, 1_290, 1);

    assertThat(
            Shifts.report(
                    Domain.categorical(3, 3), Shifts.chain(2), Learners.NEURAL, settings, samples)
                .runLengthGuaranteed())
        .isFalse();
    assertThat(
            Shifts.report(
                    Domain.categorical(3, 3),
                    Shifts.chain(2),
                    Learners.CONJUGATE,
                    settings,
                    samples)
                .runLengthGuaranteed())
        .isTrue();
  }
}
