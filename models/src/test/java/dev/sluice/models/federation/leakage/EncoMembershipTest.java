// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.privacy.NoisyRelease;
import dev.sluice.models.federation.secure.SecretStream;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.scm.InterventionKind;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether draws were among those of a site that learns by ENCO, guessed from its change of the
 * first round. The attacker knows the system, the numbers of draws, the site's targets and how it
 * learns, and makes sites of his own; he does not know the other draws, nor the site's networks.
 */
final class EncoMembershipTest {
  /** Two of four variables of a chain are targets, with 20 draws each. */
  private static final EncoSite SITES =
      EncoSite.of("chain:4", "neural:3", new DrawCounts(200, 20), new Budget(100, 40), 8);

  private static final VariableSet TARGETS = VariableSet.of(1, 2);
  private static final double[][] NOBODY = new double[0][];
  private static final int FIT = 200;
  private static final int TEST = 150;
  private static final int OTHERS = 9;

  /** The median of the norms, about. */
  private static final Clipping CLIPPING = new Clipping(5, 16);

  /** As the system makes them. */
  private static double[][] usual(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SITES.system().sample(VariableSet.of(1), InterventionKind.PERFECT, 9, i))
        .toArray(double[][]::new);
  }

  /** All variables are drawn evenly, as if each had been set. */
  private static double[][] odd(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SITES.system().sample(VariableSet.first(4), InterventionKind.PERFECT, 9, i))
        .toArray(double[][]::new);
  }

  /** With the same draws it sends the same bits, and one draw of 20 leaves its mark in them. */
  @Test
  void oneDrawMovesWhatASiteSends() {
    double[] without = EncoSite.vector(SITES.change(1, TARGETS, NOBODY));
    assertThat(EncoSite.vector(SITES.change(1, TARGETS, NOBODY))).containsExactly(without);
    assertThat(EncoSite.vector(SITES.change(1, TARGETS, odd(1)))).isNotEqualTo(without);
  }

  /** The standard error is 0.033. Noise is that of a site whose changes are seen by themselves. */
  @Test
  @Tag("slow")
  void changesTellOfManyDrawsAndHardlyOfOne() {
    double[][] without = changes(NOBODY, 0);
    tells(0, changes(usual(1), 1), without, 0.57, 0.48, 0.57, 0.49);
    tells(1, changes(odd(1), 2), without, 0.66, 0.50, 0.49, 0.45);
    tells(2, changes(usual(10), 3), without, 0.76, 0.53, 0.60, 0.54);
    tells(3, changes(odd(10), 4), without, 0.95, 0.76, 0.79, 0.59);
  }

  private static void tells(
      long number,
      double[][] with,
      double[][] without,
      double plain,
      double summed,
      double quarter,
      double whole) {
    SecretStream noise = new SiteSecret(new byte[32], "s").stream("f", "noise", number);
    assertThat(auroc(with, without, 0, null, noise)).isCloseTo(plain, within(0.01));
    assertThat(auroc(with, without, OTHERS, null, noise)).isCloseTo(summed, within(0.01));
    NoisyRelease little = new NoisyRelease(CLIPPING, 0.25, 1);
    assertThat(auroc(with, without, 0, little, noise)).isCloseTo(quarter, within(0.01));
    NoisyRelease much = new NoisyRelease(CLIPPING, 1, 1);
    assertThat(auroc(with, without, 0, much, noise)).isCloseTo(whole, within(0.01));
  }

  private static double[][] changes(double[][] group, int kind) {
    int count = FIT + TEST;
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(k -> EncoSite.vector(SITES.change(1 + kind * count + k, TARGETS, group)))
        .toArray(double[][]::new);
  }

  /**
   * Of what is seen.
   *
   * @param others sites without the group that are in the sum
   * @param mechanism of noise; null without
   */
  private static double auroc(
      double[][] with, double[][] without, int others, NoisyRelease mechanism, SecretStream noise) {
    double[][] seenWith = seen(with, without, 1, others, mechanism, noise);
    double[][] seenWithout = seen(without, without, 1 + others, others, mechanism, noise);
    MembershipInference attack =
        MembershipInference.fit(Arrays.copyOf(seenWith, FIT), Arrays.copyOf(seenWithout, FIT));
    return MembershipInference.auroc(scores(attack, seenWith), scores(attack, seenWithout));
  }

  private static double[] scores(MembershipInference attack, double[][] seen) {
    return Arrays.stream(seen).skip(FIT).mapToDouble(attack::logLikelihoodRatio).toArray();
  }

  /** A site's number beside those of some others, where they are added up. */
  private static double[][] seen(
      double[][] vectors,
      double[][] without,
      int first,
      int others,
      NoisyRelease mechanism,
      SecretStream noise) {
    double[][] seen = new double[vectors.length][];
    for (int k = 0; k < vectors.length; k++) {
      seen[k] = mechanism == null ? vectors[k] : noisy(vectors[k], mechanism, noise);
      for (int other = 0; other < others; other++) {
        seen[k] = plus(seen[k], without[(k + first + other) % without.length]);
      }
    }
    return seen;
  }

  private static double[] noisy(double[] vector, NoisyRelease mechanism, SecretStream noise) {
    RingVector release = mechanism.release(vector, mechanism.noise(vector.length, noise), 1);
    return IntStream.range(0, vector.length)
        .mapToDouble(i -> mechanism.clipping().toDouble(release.signed(i)))
        .toArray();
  }

  private static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }
}
