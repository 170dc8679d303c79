// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.privacy.NoisyRelease;
import dev.sluice.models.federation.secure.SecretStream;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

/** Vectors of 30 numbers that a group moves by three standard deviations in all. */
final class MembershipInferenceTest {
  private static final int LENGTH = 30;
  private static final int EACH = 150;

  @Test
  void plainDeltasTellWhetherTheGroupIsThere() {
    MembershipInference attack = attack(UnaryOperator.identity());
    // The best there is has 0.983 = Phi(3 / sqrt 2).
    assertThat(auroc(attack::innerProduct, UnaryOperator.identity()))
        .isCloseTo(0.983, within(0.02));
    assertThat(auroc(attack::logLikelihoodRatio, UnaryOperator.identity()))
        .isCloseTo(0.983, within(0.02));
  }

  @Test
  void theLikelihoodRatioSeesThroughNumbersThatVaryForOtherReasons() {
    UnaryOperator<double[]> loud =
        vector -> {
          double[] louder = vector.clone();
          louder[0] *= 100;
          return louder;
        };
    MembershipInference attack = attack(loud);
    assertThat(auroc(attack::logLikelihoodRatio, loud)).isCloseTo(0.98, within(0.03));
    assertThat(auroc(attack::innerProduct, loud)).isLessThan(0.8);
  }

  @Test
  void clippedDeltasWithNoiseTellLittle() {
    NoisyRelease mechanism = new NoisyRelease(new Clipping(1, 16), 4, 1);
    SecretStream noise = new SiteSecret(new byte[32], "s").stream("f", "noise");
    UnaryOperator<double[]> release =
        vector ->
            decoded(
                mechanism.clipping(), mechanism.release(vector, mechanism.noise(LENGTH, noise), 1));
    MembershipInference attack = attack(release);
    // Vectors are at most 2 apart, and the noise is 4: at best Phi(0.5 / sqrt 2) = 0.638.
    assertThat(auroc(attack::logLikelihoodRatio, release)).isLessThan(0.7);
  }

  @Test
  void aMaskTellsNothing() {
    SecretStream masks = new SiteSecret(new byte[32], "s").stream("f", "mask");
    Clipping clipping = new Clipping(8, 22);
    UnaryOperator<double[]> masked =
        vector ->
            decoded(
                clipping,
                RingVector.of(1, clipping.clip(vector))
                    .plus(new RingVector(1, masks.nextInts(LENGTH))));
    MembershipInference attack = attack(masked);
    // The standard error is 1 / sqrt(6 * 150) = 0.033.
    assertThat(auroc(attack::logLikelihoodRatio, masked)).isCloseTo(0.5, within(0.1));
    assertThat(auroc(attack::innerProduct, masked)).isCloseTo(0.5, within(0.1));
  }

  @Test
  void countsTiesHalf() {
    assertThat(MembershipInference.auroc(new double[] {1, 2}, new double[] {1, 0}))
        .isEqualTo(0.875);
    assertThatThrownBy(() -> MembershipInference.auroc(new double[0], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MembershipInference.auroc(new double[] {Double.NaN}, new double[] {1}))
        .hasMessage("a score is NaN");
    assertThatThrownBy(() -> MembershipInference.fit(new double[1][3], new double[2][3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MembershipInference.fit(new double[2][3], new double[2][4]))
        .hasMessage("vectors of 3 and 4 numbers");
    MembershipInference nothing = MembershipInference.fit(new double[2][3], new double[2][3]);
    assertThat(nothing.logLikelihoodRatio(new double[] {1, 2, 3})).isZero();
  }

  private static MembershipInference attack(UnaryOperator<double[]> release) {
    return MembershipInference.fit(
        vectors(true, 2000, "fit", release), vectors(false, 2000, "fit", release));
  }

  private static double auroc(ToDoubleFunction<double[]> score, UnaryOperator<double[]> release) {
    return MembershipInference.auroc(
        Arrays.stream(vectors(true, EACH, "test", release)).mapToDouble(score).toArray(),
        Arrays.stream(vectors(false, EACH, "test", release)).mapToDouble(score).toArray());
  }

  private static double[][] vectors(
      boolean with, int count, String purpose, UnaryOperator<double[]> release) {
    UniformRandomProvider random = KeyedRandom.of(1, purpose, with ? 1 : 0);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] vectors = new double[count][LENGTH];
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < LENGTH; i++) {
        vectors[v][i] = normal.sample() + (with ? 3 / Math.sqrt(LENGTH) : 0);
      }
      vectors[v] = release.apply(vectors[v]);
    }
    return vectors;
  }

  private static double[] decoded(Clipping clipping, RingVector vector) {
    double[] decoded = new double[vector.length()];
    Arrays.setAll(decoded, i -> clipping.toDouble(vector.signed(i)));
    return decoded;
  }
}
