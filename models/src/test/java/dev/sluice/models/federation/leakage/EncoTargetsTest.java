// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.privacy.LogitVector;
import dev.sluice.models.federation.privacy.NoisyRelease;
import dev.sluice.models.federation.secure.SecretStream;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the changes of sites that learn by ENCO tell of their targets, where all weights are alike.
 */
final class EncoTargetsTest {
  private static final int TARGETS = 2;
  private static final int SITES = 60;
  private static final int TOGETHER = 10;

  /** The median of the norms, about. */
  private static final Clipping CLIPPING = new Clipping(10, 16);

  /** Of a site's only target nothing is learned about its causes, and so it is seen for certain. */
  @Test
  void theColumnOfAnOnlyTargetStaysAsItWas() {
    EncoSite small =
        EncoSite.of("chain:4", "neural:3", new DrawCounts(60, 10), new Budget(10, 10), 8);
    for (int target = 0; target < 4; target++) {
      EdgeLogits change = small.change(target, VariableSet.of(target), new double[0][]);
      double[] scores = TargetInference.byStillColumns(EncoSite.square(change.existenceMatrix()));
      assertThat(TargetInference.guess(scores, 1)).containsExactly(target);
      assertThat(Arrays.stream(scores).filter(score -> score == 0)).hasSize(1);
    }
  }

  /**
   * 60 sites with 2 of 8 variables each, of which chance guesses 0.25 with a standard error of
   * 0.04.
   */
  @Test
  @Tag("slow")
  void changesAloneTellTheTargetsUntilTheyAreAddedUp() {
    EncoSite sites =
        EncoSite.of("er:8:2", "neural:10", new DrawCounts(500, 50), new Budget(100, 60), 16);
    int n = sites.truth().domain().dimension();
    double[][] plain =
        IntStream.range(0, SITES)
            .parallel()
            .mapToObj(
                k ->
                    EncoSite.vector(
                        sites.change(k, VariableSet.of(members(k, n)), new double[0][])))
            .toArray(double[][]::new);
    SecretStream noise = new SiteSecret(new byte[32], "s").stream("f", "noise");
    double[][] summed = sums(plain);
    double[][] quarter = noisy(plain, new NoisyRelease(CLIPPING, 0.25, 1), noise);
    double[][] whole = noisy(plain, new NoisyRelease(CLIPPING, 1, 1), noise);
    assertThat(recall(plain, n, vector -> rows(vector, n))).isEqualTo(1);
    assertThat(recall(plain, n, vector -> columns(vector, n))).isCloseTo(0.64, within(0.01));
    assertThat(recall(summed, n, vector -> rows(vector, n))).isCloseTo(0.34, within(0.01));
    assertThat(recall(summed, n, vector -> columns(vector, n))).isCloseTo(0.24, within(0.01));
    assertThat(recall(quarter, n, vector -> rows(vector, n))).isCloseTo(0.41, within(0.01));
    assertThat(recall(whole, n, vector -> rows(vector, n))).isCloseTo(0.28, within(0.01));
  }

  private static double[] rows(double[] vector, int n) {
    return TargetInference.byRowNorms(LogitVector.theta(vector, n));
  }

  private static double[] columns(double[] vector, int n) {
    return TargetInference.byStillColumns(LogitVector.gamma(vector, n));
  }

  /** Mean over the sites. */
  private static double recall(double[][] seen, int n, Function<double[], double[]> score) {
    return IntStream.range(0, SITES)
        .mapToDouble(
            k -> {
              Set<Integer> targets = new TreeSet<>();
              Arrays.stream(members(k, n)).forEach(targets::add);
              return TargetInference.recall(
                  TargetInference.guess(score.apply(seen[k]), TARGETS), targets);
            })
        .average()
        .orElseThrow();
  }

  /** Of so few variables the order of names is the declared one. */
  private static int[] members(int site, int n) {
    UniformRandomProvider random = KeyedRandom.of(1, "targets", site);
    return random.ints(0, n).distinct().limit(TARGETS).sorted().toArray();
  }

  /** What is seen of each site's number beside those of the nine that follow it. */
  private static double[][] sums(double[][] plain) {
    double[][] sums = new double[SITES][plain[0].length];
    for (int k = 0; k < SITES; k++) {
      for (int other = 0; other < TOGETHER; other++) {
        double[] added = plain[(k + other) % SITES];
        double[] sum = sums[k];
        Arrays.setAll(sum, i -> sum[i] + added[i]);
      }
    }
    return sums;
  }

  private static double[][] noisy(double[][] plain, NoisyRelease mechanism, SecretStream noise) {
    return Arrays.stream(plain)
        .map(v -> mechanism.release(v, mechanism.noise(v.length, noise), 1))
        .map(release -> decoded(mechanism.clipping(), release))
        .toArray(double[][]::new);
  }

  private static double[] decoded(Clipping clipping, RingVector vector) {
    return IntStream.range(0, vector.length())
        .mapToDouble(i -> clipping.toDouble(vector.signed(i)))
        .toArray();
  }
}
