// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import org.junit.jupiter.api.Test;

class HealthyReferenceTest {
  private static final Grid ROW = new Grid(40, 1, 1, 1, 1, 1);

  @Test
  void isTheOtherSideWhereThatIsHealthy() {
    HealthyReference reference = of(Brains.mask(ROW, i -> i == 3), everywhere());

    assertThat(reference.at(3)).isEqualTo(136);
    assertThat(reference.at(10)).isEqualTo(129);
  }

  /** Within 6 voxels of 3 are 0 and 6 .. 9, which are too few; within 12 are 0 and 6 .. 15. */
  @Test
  void isTheMedianNearbyWhereTheOtherSideHasALesionToo() {
    HealthyReference reference = of(Brains.mask(ROW, i -> i == 3 || i == 36), everywhere());

    assertThat(reference.at(3)).isEqualTo(110);
  }

  @Test
  void twoVoxelsAroundALesionAreNotHealthy() {
    HealthyReference reference = of(Brains.mask(ROW, i -> i == 36 || i < 2), everywhere());

    // the other side of 0 is 39, three voxels from the lesion at 36
    assertThat(reference.at(0)).isEqualTo(139);
    // that of 1 is 38, two voxels from it: the median of 4 .. 13 within 12 voxels
    assertThat(reference.at(1)).isEqualTo(108.5);
  }

  @Test
  void whatIsNotBrainIsNotHealthy() {
    HealthyReference reference = of(Brains.mask(ROW, i -> i == 3), Brains.mask(ROW, i -> i < 20));

    // 0 and 6 .. 15 within 12 voxels
    assertThat(reference.at(3)).isEqualTo(110);
  }

  @Test
  void fewHealthyVoxelsWillDoIfThereAreNoMore() {
    HealthyReference reference =
        of(Brains.mask(ROW, i -> i == 3), Brains.mask(ROW, i -> i == 3 || i == 30 || i == 32));

    assertThat(reference.at(3)).isEqualTo(131);
  }

  @Test
  void darkAndUnreadableVoxelsAreNotHealthy() {
    float[] voxels = signal();
    voxels[36] = 0;
    voxels[35] = Float.NaN;
    voxels[34] = -5;
    Mask lesion = Brains.mask(ROW, i -> i >= 3 && i <= 6);
    HealthyReference reference =
        new HealthyReference(
            new Donor(new CaseName("c", "p"), new Volume(ROW, voxels), lesion, everywhere()));

    // 0 and 9 .. 15 within 12 voxels of 3 are too few; 0 and 9 .. 27 within 24
    assertThat(reference.at(3)).isEqualTo(117.5);
    assertThat(reference.at(4)).isPositive();
    assertThat(reference.at(5)).isPositive();
    assertThat(reference.at(6)).isEqualTo(133);
  }

  @Test
  void withoutHealthyBrainThereIsNone() {
    assertThat(of(everywhere(), everywhere()).at(3)).isNaN();
  }

  /** The middle of an odd number of voxels is its own other side. */
  @Test
  void lesionsOnTheMiddlePlaneHaveNoOtherSide() {
    Grid odd = new Grid(5, 1, 1, 1, 1, 1);
    Mask lesion = Brains.mask(odd, i -> i == 2);
    Volume image = new Volume(odd, new float[] {1, 1, 9, 1, 1});
    Donor donor = new Donor(new CaseName("c", "p"), image, lesion, Brains.mask(odd, i -> true));

    assertThat(new HealthyReference(donor).at(2)).isNaN();
  }

  private static HealthyReference of(Mask lesion, Mask brain) {
    return new HealthyReference(
        new Donor(new CaseName("c", "p"), new Volume(ROW, signal()), lesion, brain));
  }

  /** 100, 101, ... from left to right. */
  private static float[] signal() {
    float[] voxels = new float[ROW.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 100 + i;
    }
    return voxels;
  }

  private static Mask everywhere() {
    return Brains.mask(ROW, i -> true);
  }
}
