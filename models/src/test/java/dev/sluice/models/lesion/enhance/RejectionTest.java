// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static dev.sluice.models.lesion.enhance.Brains.GRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Rejection.Reason;
import dev.sluice.models.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {
  private static final EnhancementSettings STILL =
      EnhancementSettings.DEFAULT.withRanges(MapRanges.NONE);

  private final Mask lesion = Brains.ball(GRID, 9, 15, 17, 4.5);
  private final Donor donor = Brains.donor(lesion, 1.8);
  private final Acceptor acceptor = Brains.acceptor(GRID);

  @Test
  void gridsThatDiffer() {
    Grid longer = new Grid(32, 32, 32, 1, 1, 2);

    assertThat(rejection(STILL, donor, Brains.acceptor(longer)))
        .isEqualTo(
            new Rejection(
                Reason.GRIDS_DIFFER,
                "donor 32 x 32 x 32 of 1.0 x 1.0 x 1.0 mm,"
                    + " acceptor 32 x 32 x 32 of 1.0 x 1.0 x 2.0 mm"));
    assertThat(rejection(STILL, donor, Brains.acceptor(Grid.cube(16))).reason())
        .isEqualTo(Reason.GRIDS_DIFFER);
  }

  @Test
  void spacingsThatWereRoundedAreTheSame() {
    Grid rounded = new Grid(32, 32, 32, 1, 1, (float) 1.00001);

    assertThat(new Enhancement(STILL, 1).of(donor, Brains.acceptor(rounded), 0))
        .isInstanceOf(SyntheticCase.class);
  }

  @Test
  void donorsWithoutLesion() {
    assertThat(rejection(STILL, Brains.donor(Brains.none(GRID), 1.8), acceptor))
        .isEqualTo(new Rejection(Reason.NO_LESION, "donor stroke-1 has no lesion"));
  }

  @Test
  void emptyBrains() {
    Donor empty = new Donor(donor.name(), donor.image(), lesion, Brains.none(GRID));

    assertThat(rejection(STILL, empty, acceptor))
        .isEqualTo(new Rejection(Reason.NO_BRAIN, "donor stroke-1 has no brain"));
    assertThat(rejection(STILL, donor, Brains.acceptor(Brains.healthy(GRID), Brains.none(GRID))))
        .isEqualTo(new Rejection(Reason.NO_BRAIN, "acceptor normal-2 has no brain"));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void signalsThatAreNoNumbers(float signal) {
    float[] spoilt = donor.image().voxels().clone();
    spoilt[GRID.index(20, 20, 20)] = signal;

    assertThat(
            rejection(
                STILL,
                new Donor(donor.name(), new Volume(GRID, spoilt), lesion, donor.brain()),
                acceptor))
        .isEqualTo(
            new Rejection(Reason.NOT_FINITE, "donor stroke-1 has a signal that is no number"));
    assertThat(rejection(STILL, donor, Brains.acceptor(spoilt, donor.brain())))
        .isEqualTo(
            new Rejection(Reason.NOT_FINITE, "acceptor normal-2 has a signal that is no number"));
  }

  @Test
  void backgroundMayBeNoNumber() {
    float[] voxels = Brains.healthy(GRID);
    voxels[0] = Float.NaN;

    SyntheticCase synthetic =
        (SyntheticCase)
            new Enhancement(STILL, 1).of(donor, Brains.acceptor(voxels, donor.brain()), 0);

    assertThat(synthetic.image().voxels()[0]).isNaN();
  }

  @Test
  void brainsThatAreAllLesion() {
    Donor all = Brains.donor(Brains.brain(GRID), 1.8);

    assertThat(rejection(STILL, all, acceptor))
        .isEqualTo(new Rejection(Reason.NO_REFERENCE, "donor stroke-1 has no healthy brain"));
  }

  @Test
  void oneVoxelIsNoBrainWithALesion() {
    Grid one = Grid.cube(1);
    Mask all = Brains.mask(one, i -> true);

    assertThat(rejection(STILL, Brains.donor(all, 1.8), Brains.acceptor(one)).reason())
        .isEqualTo(Reason.NO_REFERENCE);
  }

  @Test
  void lesionsThatAreDark() {
    assertThat(rejection(STILL, Brains.donor(lesion, 0.9), acceptor))
        .isEqualTo(
            new Rejection(
                Reason.NOT_BRIGHT,
                "the lesion of donor stroke-1 is nowhere brighter than healthy brain"));
  }

  @Test
  void mapsThatFold() {
    MapRanges wild = new MapRanges(0, 0, 1, 1, 0, 0.03, 0.03, 0.5, 0.5);

    assertThat(rejection(STILL.withRanges(wild), donor, acceptor))
        .isEqualTo(
            new Rejection(
                Reason.FOLDED,
                "none of 30 maps will do: 30 fold, 0 leave nothing, 0 leave the brain"));
  }

  /** Two voxels at 0.3 of their size: no voxel reaches one of them. */
  @Test
  void lesionsThatVanish() {
    MapRanges shrink = new MapRanges(0, 0, 0.3, 0.3, 0, 0, 0, 0, 0);
    Mask pair = Brains.mask(GRID, i -> i == GRID.index(9, 9, 9) || i == GRID.index(10, 9, 9));

    assertThat(rejection(STILL.withRanges(shrink), Brains.donor(pair, 1.8), acceptor))
        .isEqualTo(
            new Rejection(
                Reason.VANISHED,
                "none of 30 maps will do: 0 fold, 30 leave nothing, 0 leave the brain"));
  }

  @Test
  void lesionsOutsideTheBrain() {
    Mask otherSide = Brains.mask(GRID, i -> GRID.xOf(i) >= 16);

    assertThat(rejection(STILL, donor, Brains.acceptor(Brains.healthy(GRID), otherSide)))
        .isEqualTo(
            new Rejection(
                Reason.OUTSIDE_BRAIN,
                "none of 30 maps will do: 0 fold, 0 leave nothing, 30 leave the brain"));
  }

  /**
   * The brain reaches to the last slice, as in stacks that end within it: what a map takes beyond
   * is out of the brain. By 10 mm up goes what lies above slice 21, which is most of the lesion; of
   * the label all is in the brain.
   */
  @Test
  void whatLeavesTheGridLeavesTheBrain() {
    Mask whole = Brains.mask(GRID, i -> true);
    Mask high = Brains.ball(GRID, 9, 15, 24, 4.5);
    Donor donorOfHigh = new Donor(donor.name(), Brains.donor(high, 1.8).image(), high, whole);
    MapParameters up = new MapParameters(false, 0, 0, 0, 1, 0, 0, 10, 0, 0);
    LesionPattern pattern =
        LesionPattern.of(donorOfHigh, EnhancementSettings.DEFAULT).orElseThrow();
    MovedLesion moved =
        MovedLesion.of(
            pattern, new SpatialMap(GRID, up, pattern.middle(), CounterRandom.of(1, "test")));
    int kept = 0;
    for (int i = 0; i < high.voxels().length; i++) {
      kept += high.voxels()[i] && GRID.zOf(i) <= 21 ? 1 : 0;
    }

    assertThat(moved.lesion().count()).isEqualTo(kept).isPositive();
    assertThat(moved.partIn(whole)).isEqualTo(kept / (double) high.count()).isLessThan(0.5);
  }

  /** 20 voxels in a row: 19 of them in the brain are 95 % and enough, 18 are not. */
  @Test
  void fiveInAHundredMayBeOutside() {
    Mask row =
        Brains.mask(
            GRID,
            i -> GRID.xOf(i) == 9 && GRID.zOf(i) == 9 && GRID.yOf(i) >= 5 && GRID.yOf(i) < 25);
    Mask less1 = Brains.mask(GRID, i -> GRID.yOf(i) >= 6);
    Mask less2 = Brains.mask(GRID, i -> GRID.yOf(i) >= 7);
    Enhancement enhancement = new Enhancement(STILL, 1);
    Donor rod = Brains.donor(row, 1.8);

    assertThat(enhancement.of(rod, Brains.acceptor(Brains.healthy(GRID), less1), 0))
        .isInstanceOf(SyntheticCase.class);
    assertThat(enhancement.of(rod, Brains.acceptor(Brains.healthy(GRID), less2), 0))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void masksOfOtherShapesAreNoCases() {
    Mask small = Brains.brain(Grid.cube(16));

    assertThatThrownBy(() -> new Donor(donor.name(), donor.image(), small, donor.brain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a lesion of 16 x 16 x 16 for an image of 32 x 32 x 32");
    assertThatThrownBy(() -> new Donor(donor.name(), donor.image(), lesion, small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a brain of 16 x 16 x 16 for an image of 32 x 32 x 32");
    assertThatThrownBy(() -> new Acceptor(donor.name(), donor.image(), small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a brain of 16 x 16 x 16 for an image of 32 x 32 x 32");
  }

  private static Rejection rejection(EnhancementSettings settings, Donor donor, Acceptor acceptor) {
    EnhancementOutcome outcome = new Enhancement(settings, 1).of(donor, acceptor, 0);
    assertThat(outcome).isInstanceOf(Rejection.class);
    return (Rejection) outcome;
  }
}
