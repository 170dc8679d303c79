// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import dev.sluice.models.federation.secure.SecureSite;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.federation.secure.SiteState;
import dev.sluice.models.random.KeyedRandom;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

/** Sites with 2 targets of 20 variables, as a coordinator sees them. */
final class TargetInferenceTest {
  private static final int D = 20;
  private static final int TARGETS = 2;
  private static final int SITES = 120;
  private static final Clipping CLIPPING = new Clipping(8, 22);

  @Test
  void plainWeightsTellTheTargets() {
    for (int site = 0; site < SITES; site++) {
      assertThat(recall(TargetInference.byWeights(weights(site)), site)).isEqualTo(1);
    }
  }

  @Test
  void rowsOfPlainDeltasTellMost() {
    double sum = 0;
    for (int site = 0; site < SITES; site++) {
      sum += recall(TargetInference.byRowNorms(deltas(site)), site);
    }
    assertThat(sum / SITES).isGreaterThan(0.9);
  }

  /** Chance is 2 of 20; the standard error of 240 guesses is 0.02. */
  @Test
  void maskedDeltasAndWeightsTellNothing() {
    double rows = 0;
    double weights = 0;
    for (int site = 0; site < SITES; site++) {
      rows += recall(TargetInference.byRowNorms(seen(deltas(site), site)), site);
      weights += recall(TargetInference.byWeights(seen(weights(site), site)), site);
    }
    assertThat(rows / SITES).isCloseTo(0.1, within(0.06));
    assertThat(weights / SITES).isCloseTo(0.1, within(0.06));
  }

  @Test
  void refusesWhatIsNoGuess() {
    assertThat(TargetInference.guess(new double[] {1, 3, 3, 0}, 2)).containsExactly(1, 2);
    assertThatThrownBy(() -> TargetInference.guess(new double[2], 3))
        .hasMessage("3 targets of 2 variables");
    assertThatThrownBy(() -> TargetInference.recall(Set.of(1), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double recall(double[] scores, int site) {
    return TargetInference.recall(TargetInference.guess(scores, TARGETS), targets(site));
  }

  private static Set<Integer> targets(int site) {
    UniformRandomProvider random = KeyedRandom.of(1, "targets", site);
    Set<Integer> targets = new TreeSet<>();
    while (targets.size() < TARGETS) {
      targets.add(random.nextInt(D));
    }
    return targets;
  }

  /** Mass 1 at targets, less elsewhere, as proximity aggregation has it. */
  private static double[][] weights(int site) {
    UniformRandomProvider random = KeyedRandom.of(2, "weights", site);
    double[] near = new double[D];
    for (int i = 0; i < D; i++) {
      near[i] = targets(site).contains(i) ? 1 : Math.pow(0.5, 1 + random.nextInt(3));
    }
    double[][] weights = new double[D][D];
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        weights[i][j] = Math.max(near[i], near[j]);
      }
    }
    return weights;
  }

  private static double[][] deltas(int site) {
    UniformRandomProvider random = KeyedRandom.of(3, "deltas", site);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] deltas = new double[D][D];
    for (int i = 0; i < D; i++) {
      for (int j = i + 1; j < D; j++) {
        boolean moved = targets(site).contains(i) || targets(site).contains(j);
        deltas[i][j] = (moved ? 0.5 : 0.1) * normal.sample();
        deltas[j][i] = -deltas[i][j];
      }
    }
    return deltas;
  }

  /** What a coordinator takes for the matrix when it decodes a site's masked update. */
  private static double[][] seen(double[][] plain, int number) {
    double[] flat = new double[D * D];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = i / D == i % D ? 0 : plain[i / D][i % D];
    }
    RoundId id = new RoundId("f", number, 0);
    SecureRound round = new SecureRound(RoundState.open(id, 2, 1, flat.length));
    SecureSite[] sites = new SecureSite[2];
    for (int i = 0; i < 2; i++) {
      sites[i] = new SecureSite(new SiteSecret(new byte[32], "s" + i), SiteState.begin(id, 2));
      round.keys(sites[i].keys());
    }
    Roster roster = round.fixRoster(2);
    for (SecureSite site : sites) {
      for (EncryptedShares shares : site.shares(roster)) {
        round.shares(shares);
      }
    }
    round.fixMembers();
    RingVector masked =
        sites[0].masked(RingVector.of(1, CLIPPING.clip(flat)), round.inbox("s0")).vector();
    double[][] seen = new double[D][D];
    for (int i = 0; i < flat.length; i++) {
      seen[i / D][i % D] = CLIPPING.toDouble(masked.signed(i));
    }
    return seen;
  }
}
