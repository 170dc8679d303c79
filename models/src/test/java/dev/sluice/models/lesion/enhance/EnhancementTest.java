// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static dev.sluice.models.lesion.enhance.Brains.GRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancementTest {
  private static final EnhancementSettings QUIET = EnhancementSettings.DEFAULT.withNoise(0);
  private static final EnhancementSettings STILL = QUIET.withRanges(MapRanges.NONE);

  private final Mask lesion = Brains.ball(GRID, 9, 15, 17, 4.5);
  private final Donor donor = Brains.donor(lesion, 1.8);
  private final Acceptor acceptor = Brains.acceptor(GRID);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void mapThatLeavesEverythingReproducesTheDonorInItsOwnBrain(int feather) {
    SyntheticCase synthetic = made(STILL.withFeather(feather), donor, acceptor, 0);

    for (int i = 0; i < GRID.size(); i++) {
      assertThat(synthetic.image().voxels()[i]).isCloseTo(donor.image().voxels()[i], within(1e-4f));
    }
    assertThat(synthetic.lesion().voxels()).isEqualTo(lesion.voxels());
    assertThat(synthetic.provenance().meanJacobian()).isEqualTo(1);
    assertThat(synthetic.provenance().meanEnhancement()).isCloseTo(0.8, within(1e-6));
    assertThat(synthetic.provenance().volume()).isEqualTo(lesion.volume());
  }

  @Test
  void reproducesAPhantomsStrokeInItsHealthySelf() {
    PhantomSettings settings =
        PhantomSettings.ofEdge(32).withNoise(0).withDisturbance(0, 0, 0).withLesions(0.01, 0.01, 1);
    PhantomGenerator phantoms = new PhantomGenerator(settings, 1);
    Phantom stroke = phantoms.of(4, PhantomKind.STROKE);
    Phantom normal = phantoms.of(4, PhantomKind.NORMAL);

    SyntheticCase synthetic = made(STILL, donor(stroke), acceptor(normal), 0);

    assertThat(synthetic.lesion().voxels()).isEqualTo(stroke.lesion().voxels());
    for (int i = 0; i < settings.grid().size(); i++) {
      if (stroke.lesion().voxels()[i]) {
        assertThat(synthetic.image().voxels()[i])
            .isCloseTo(stroke.image().voxels()[i], within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isTheAcceptorToTheBitOutsideTheFeather(int feather) {
    Acceptor noisy = Brains.noisyAcceptor(GRID, 5);
    for (int replica = 0; replica < 10; replica++) {
      SyntheticCase synthetic =
          made(EnhancementSettings.DEFAULT.withFeather(feather), donor, noisy, replica);
      int changed = 0;
      for (int i = 0; i < GRID.size(); i++) {
        boolean same =
            Float.floatToRawIntBits(synthetic.image().voxels()[i])
                == Float.floatToRawIntBits(noisy.image().voxels()[i]);
        changed += same ? 0 : 1;
        assertThat(same || synthetic.feathered().voxels()[i]).isTrue();
        assertThat(!synthetic.lesion().voxels()[i] || synthetic.feathered().voxels()[i]).isTrue();
      }
      assertThat(changed).isGreaterThanOrEqualTo(synthetic.lesion().count());
    }
  }

  @Test
  void featherIsWhatTheSettingsSay() {
    for (int feather = 0; feather < 4; feather++) {
      int reach = feather;
      int[] steps = Shells.of(lesion, reach);
      Mask around = Brains.mask(GRID, i -> steps[i] <= reach);

      assertThat(made(STILL.withFeather(feather), donor, acceptor, 0).feathered().voxels())
          .isEqualTo(around.voxels());
    }
  }

  @Test
  void meanRatioIsOneMoreThanMeanEnhancement() {
    for (int replica = 0; replica < 10; replica++) {
      SyntheticCase synthetic = made(QUIET, donor, acceptor, replica);

      assertThat(meanRatio(synthetic, synthetic.lesion()))
          .isCloseTo(1 + synthetic.provenance().meanEnhancement(), within(1e-5));
    }
  }

  /** Two voxels and more from its edge, a lesion of one ratio keeps it under any map. */
  @Test
  void coreKeepsTheDonorsRatio() {
    Mask large = Brains.ball(GRID, 8, 15, 16, 5);
    for (int replica = 0; replica < 10; replica++) {
      SyntheticCase synthetic = made(QUIET, Brains.donor(large, 1.8), acceptor, replica);
      double[] middle = middle(synthetic.lesion());
      Mask core =
          Brains.ball(
              GRID,
              (int) Math.round(middle[0]),
              (int) Math.round(middle[1]),
              (int) Math.round(middle[2]),
              1.5);

      assertThat(core.count()).isEqualTo(19);
      assertThat(meanRatio(synthetic, core)).isCloseTo(1.8, within(1e-5));
    }
  }

  /**
   * Up to interpolation at the border, the less the finer the grid: some hundredths of the volume
   * for a ball with a radius of 6 voxels, one for one of 12.
   */
  @ParameterizedTest
  @CsvSource({"32, 1, 0.08", "32, 2, 0.08", "64, 1, 0.015"})
  void volumesDifferByTheMeanJacobian(int edge, double thickness, double tolerance) {
    Grid grid = new Grid(edge, edge, (int) (edge / thickness), 1, 1, thickness);
    Mask ball = Brains.ball(grid, edge * 9 / 32, edge / 2, grid.z() / 2, edge * 6 / 32.0);
    Donor large = Brains.donor(ball, 1.8);
    for (int replica = 0; replica < 6; replica++) {
      Provenance provenance = made(QUIET, large, Brains.acceptor(grid), replica).provenance();

      assertThat(provenance.volume() * provenance.meanJacobian() / provenance.donorVolume())
          .isCloseTo(1, within(tolerance));
      assertThat(provenance.donorVolume()).isEqualTo(ball.volume());
    }
  }

  /** Of single ones no more can be said: a voxel has no tenths. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2.5})
  void smallLesionsKeepTheirVolumeOnAverage(double radius) {
    Donor small = Brains.donor(Brains.ball(GRID, 12, 15, 16, radius), 1.8);
    double sum = 0;
    int replicas = 400;
    for (int replica = 0; replica < replicas; replica++) {
      Provenance provenance = made(QUIET, small, acceptor, replica).provenance();
      sum += provenance.volume() * provenance.meanJacobian() / provenance.donorVolume();
    }

    assertThat(sum / replicas).isCloseTo(1, within(0.03));
  }

  @Test
  void flipsFlip() {
    MapRanges flip = new MapRanges(1, 0, 1, 1, 0, 0, 0, 0, 0);

    SyntheticCase synthetic = made(STILL.withRanges(flip), donor, acceptor, 0);

    assertThat(synthetic.lesion().voxels())
        .isEqualTo(Brains.ball(GRID, 31 - 9, 15, 17, 4.5).voxels());
    assertThat(synthetic.provenance().map().flipped()).isTrue();
  }

  @Test
  void enhancementIsCut() {
    SyntheticCase synthetic = made(STILL, Brains.donor(lesion, 10), acceptor, 0);

    assertThat(synthetic.provenance().meanEnhancement()).isEqualTo(4);
    assertThat(meanRatio(synthetic, lesion)).isCloseTo(5, within(1e-6));
  }

  @Test
  void noiseHasTheAcceptorsDeviation() {
    SyntheticCase synthetic =
        made(
            EnhancementSettings.DEFAULT.withRanges(MapRanges.NONE),
            Brains.donor(Brains.ball(GRID, 8, 15, 16, 6), 1.8),
            Brains.noisyAcceptor(GRID, 5),
            0);
    double squares = 0;
    float[] before = Brains.noisyAcceptor(GRID, 5).image().voxels();
    for (int i = 0; i < GRID.size(); i++) {
      double difference = synthetic.image().voxels()[i] - 1.8 * before[i];
      squares += synthetic.lesion().voxels()[i] ? difference * difference : 0;
    }

    assertThat(synthetic.provenance().noise()).isCloseTo(5, within(0.2));
    // 925 voxels: the standard error of the deviation is 2.3 %
    assertThat(Math.sqrt(squares / synthetic.lesion().count())).isCloseTo(5, within(0.5));
  }

  @Test
  void slicesAloneAreBrainsToo() {
    Grid slice = new Grid(32, 32, 1, 1, 1, 6);
    Donor flat = Brains.donor(Brains.ball(slice, 9, 15, 0, 5), 1.8);
    for (int replica = 0; replica < 10; replica++) {
      Provenance provenance = made(QUIET, flat, Brains.acceptor(slice), replica).provenance();

      assertThat(provenance.volume() * provenance.meanJacobian() / provenance.donorVolume())
          .isCloseTo(1, within(0.1));
    }
  }

  private static SyntheticCase made(
      EnhancementSettings settings, Donor donor, Acceptor acceptor, long replica) {
    EnhancementOutcome outcome = new Enhancement(settings, 1).of(donor, acceptor, replica);
    assertThat(outcome).isInstanceOf(SyntheticCase.class);
    return (SyntheticCase) outcome;
  }

  private double meanRatio(SyntheticCase synthetic, Mask within) {
    double sum = 0;
    for (int i = 0; i < GRID.size(); i++) {
      sum +=
          within.voxels()[i]
              ? synthetic.image().voxels()[i] / (double) acceptor.image().voxels()[i]
              : 0;
    }
    return sum / within.count();
  }

  private static double[] middle(Mask mask) {
    double[] sum = new double[3];
    for (int i = 0; i < GRID.size(); i++) {
      if (mask.voxels()[i]) {
        sum[0] += GRID.xOf(i) / (double) mask.count();
        sum[1] += GRID.yOf(i) / (double) mask.count();
        sum[2] += GRID.zOf(i) / (double) mask.count();
      }
    }
    return sum;
  }

  private static Donor donor(Phantom stroke) {
    return new Donor(stroke.name(), stroke.image(), stroke.lesion(), stroke.brain());
  }

  private static Acceptor acceptor(Phantom normal) {
    return new Acceptor(normal.name(), normal.image(), normal.brain());
  }
}
