// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Noise and its price: once for a round, whatever its attempts. */
final class SiteNoiseTest {
  private static final SiteNoise NOISE = new SiteNoise(1, 2, 2, ProtectedUnit.SITE);
  private static final double RHO = 0.125;

  private static ThreeSites sites(double budget) {
    return new ThreeSites(new SiteRules(2, false, NOISE, budget));
  }

  private static SiteQuestion opening(long round, int attempt, Phase phase) {
    return ThreeSites.opening(round, attempt, phase);
  }

  private static RingVector noisy(String site, long round) {
    return NOISE.added(
        ThreeSites.update(site), 8, ThreeSites.secret(site), new RoundId("ward", round, 0));
  }

  @Test
  void numeratorsAreClippedToTheNormAndWeightsStay() {
    RingVector quiet =
        new SiteNoise(1, 1e-4, 1, ProtectedUnit.SITE)
            .added(ThreeSites.update("c"), 8, ThreeSites.secret("c"), new RoundId("ward", 0, 0));
    BigInteger[] clipped = new Clipping(1, 18).clip(new double[] {1.5, -1.5, 0.75});
    for (int i = 0; i < 3; i++) {
      // Of a standard deviation of 26 steps.
      assertThat(quiet.signed(i).subtract(clipped[i]).intValue()).isBetween(-160, 160);
    }
    assertThat(Arrays.copyOfRange(quiet.values(), 3, 5)).containsExactly(1 << 19, 1);
  }

  @Test
  void noiseIsOfTheRoundAndOfTheNumbersAndNotOfTheAttempt() {
    RingVector once = noisy("a", 0);
    assertThat(noisy("a", 0).values()).isEqualTo(once.values());
    assertThat(
            NOISE
                .added(ThreeSites.update("a"), 8, ThreeSites.secret("a"), new RoundId("ward", 0, 3))
                .values())
        .isEqualTo(once.values());
    int[] noise = once.minus(ThreeSites.update("a")).values();
    assertThat(noisy("a", 1).minus(ThreeSites.update("a")).values()).isNotEqualTo(noise);
    RingVector nearly = ThreeSites.update("a").plus(new RingVector(1, new int[] {1, 0, 0, 0, 0}));
    RingVector other = NOISE.added(nearly, 8, ThreeSites.secret("a"), new RoundId("ward", 0, 0));
    assertThat(other.minus(nearly).values()[1]).isNotEqualTo(noise[1]);
  }

  @Test
  void aRoundIsPaidForOnceWhateverItsAttempts() {
    ThreeSites sites = sites(RHO);
    for (String name : sites.memories.keySet()) {
      sites.compute(name, opening(0, 0, Phase.KEYS), ThreeSites.update(name));
    }
    Roster first = sites.keys(0, 0);
    assertThat(sites.memories.get("a").spent()).isZero();
    assertThat(sites.masked(first).get("a").rho()).isEqualTo(RHO);
    assertThat(sites.memories.get("a").spent()).isEqualTo(RHO);
    Roster second = sites.keys(0, 1);
    assertThat(sites.masked(second).get("a").rho()).isZero();
    assertThat(sites.memories.get("a").spent()).isEqualTo(RHO);
    assertThat(sites.sum(second).values())
        .isEqualTo(noisy("a", 0).plus(noisy("b", 0)).plus(noisy("c", 0)).values());
    assertThatThrownBy(() -> sites.compute("a", opening(1, 0, Phase.KEYS), ThreeSites.update("a")))
        .isInstanceOf(RefusalException.class)
        .hasMessage(
            "the privacy budget is spent: an update costs a rho of 0.125, and 0.0 of 0.125 are left");
    assertThat(sites.ask("a", opening(1, 0, Phase.KEYS))).isNull();
  }

  @Test
  void withoutMasksASiteHasItsOwnNoiseAlone() {
    ThreeSites sites = sites(1);
    SiteQuestion question = opening(0, 0, Phase.UPDATES);
    SiteAnswer said = sites.compute("a", question, ThreeSites.update("a"));
    assertThat(said.rho()).isEqualTo(2 * RHO);
    assertThat(((SiteAnswer.Plain) said).numbers().values()).isEqualTo(noisy("a", 0).values());
    assertThat(sites.ask("a", opening(0, 1, Phase.UPDATES)).rho()).isZero();
    assertThat(sites.memories.get("a").spent()).isEqualTo(2 * RHO);
  }

  @Test
  void noiseThatCannotBeAddedIsRefused() {
    assertRefused(NOISE, 3, "a clip of 3.0; noise is added to steps of a power of two");
    assertRefused(NOISE, 0, "a clip of 0.0; noise is added to steps of a power of two");
    assertRefused(
        new SiteNoise(64, 1, 2, ProtectedUnit.SITE),
        8,
        "a sum of 255 sites has no room for noise of 1.0 times 64.0 in steps of 2^-18");
    assertRefused(
        new SiteNoise(1, 1e-6, 1, ProtectedUnit.SITE),
        8,
        "noise of variance 1 in units of the fixed point; 16 is the least");
  }

  private static void assertRefused(SiteNoise noise, double clip, String why) {
    SiteQuestion question = SiteQuestion.opening(new RoundId("ward", 0, 0), Phase.KEYS, 2, clip);
    assertThatThrownBy(() -> new SiteRules(2, false, noise, 1).check(question))
        .isInstanceOf(RefusalException.class)
        .hasMessage(why);
  }

  @Test
  void aSumThatMayLackNoiseIsRefused() {
    SiteNoise ofThree = new SiteNoise(1, 2, 3, ProtectedUnit.SITE);
    ThreeSites sites = new ThreeSites(new SiteRules(2, false, ofThree, 1));
    for (String name : sites.memories.keySet()) {
      sites.compute(name, opening(0, 0, Phase.KEYS), ThreeSites.update(name));
    }
    Roster roster = sites.keys(0, 0);
    assertThatThrownBy(() -> sites.masked(roster))
        .isInstanceOf(RefusalException.class)
        .hasMessage("a sum may be of fewer sites than the 3 whose noise this site counts on");
  }

  /** Noise of 16 in a clip of 8: most of it lies beyond. */
  @Test
  void withoutMasksWhatNoiseMovesBeyondTheClipIsCutOff() {
    SiteNoise loud = new SiteNoise(8, 2, 1, ProtectedUnit.SITE);
    ThreeSites sites = new ThreeSites(new SiteRules(2, false, loud, 1e9));
    SiteQuestion plain = opening(0, 0, Phase.UPDATES);
    sites.ask("a", plain);
    SiteAnswer.Plain said = (SiteAnswer.Plain) sites.compute("a", plain, ThreeSites.update("a"));
    SiteUpdate decoded = new UpdateEncoding(8).decode(2, "a", 0, said.numbers());
    assertThat(decoded.change().isWithin(8)).isTrue();
    assertThat(said.numbers().values())
        .isEqualTo(
            UpdateEncoding.cutOff(
                    loud.added(
                        ThreeSites.update("a"),
                        8,
                        ThreeSites.secret("a"),
                        new RoundId("ward", 0, 0)))
                .values());
  }
}
