// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.random.KeyedRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EnhancementSettingsTest {
  /** 3 mm voxels: a 128th of the first axis is 1.5 mm. */
  private static final Grid GRID = new Grid(64, 32, 32, 3, 3, 3);

  @Test
  void mapsAreDrawnFromTheirRanges() {
    List<MapParameters> maps =
        IntStream.range(0, 2000)
            .mapToObj(i -> MapRanges.DEFAULT.draw(GRID, KeyedRandom.of(1, "ranges", i)))
            .toList();

    assertThat(maps)
        .allSatisfy(
            map -> {
              assertThat(map.rotationX()).isBetween(-10.0, 10.0);
              assertThat(map.rotationY()).isBetween(-10.0, 10.0);
              assertThat(map.rotationZ()).isBetween(-10.0, 10.0);
              assertThat(map.scale()).isBetween(0.8, 1.25);
              assertThat(map.shiftX()).isBetween(-15.0, 15.0);
              assertThat(map.shiftY()).isBetween(-15.0, 15.0);
              assertThat(map.shiftZ()).isBetween(-15.0, 15.0);
              assertThat(map.smoothness()).isBetween(6.0, 12.0);
              assertThat(map.displacement()).isBetween(4.5, 6.0);
            });
    // four standard errors of a half of 2000: 89
    assertThat(maps.stream().filter(MapParameters::flipped).count()).isBetween(911L, 1089L);
    assertThat(maps.stream().filter(map -> map.scale() < 1).count()).isBetween(911L, 1089L);
    assertThat(maps.stream().filter(map -> map.rotationZ() > 0).count()).isBetween(911L, 1089L);
  }

  @Test
  void noRangesLeaveEverything() {
    assertThat(MapRanges.NONE.draw(GRID, KeyedRandom.of(1, "ranges")))
        .usingRecursiveComparison()
        .withComparatorForType(EnhancementSettingsTest::zerosAreEqual, Double.class)
        .isEqualTo(MapParameters.IDENTITY);
  }

  @Test
  void refusesRangesThatAreNone() {
    refuses(() -> new MapRanges(1.5, 0, 1, 1, 0, 0, 0, 0, 0), "a map's flip of 1.5");
    refuses(() -> new MapRanges(0, 181, 1, 1, 0, 0, 0, 0, 0), "a map's rotation of 181.0");
    refuses(() -> new MapRanges(0, 0, 0, 1, 0, 0, 0, 0, 0), "a map's leastScale of 0.0");
    refuses(() -> new MapRanges(0, 0, 1, 0.5, 0, 0, 0, 0, 0), "a map's mostScale of 0.5");
    refuses(() -> new MapRanges(0, 0, 1, 1, -1, 0, 0, 0, 0), "a map's shift of -1.0");
    refuses(() -> new MapRanges(0, 0, 1, 1, 0, -1, 0, 0, 0), "a map's leastSmoothness of -1.0");
    refuses(() -> new MapRanges(0, 0, 1, 1, 0, 1, 0, 0, 0), "a map's mostSmoothness of 0.0");
    refuses(() -> new MapRanges(0, 0, 1, 1, 0, 0, 0, -1, 0), "a map's leastDisplacement of -1.0");
    refuses(
        () -> new MapRanges(0, 0, 1, 1, 0, 0, 0, 0, Double.NaN), "a map's mostDisplacement of NaN");
  }

  @Test
  void refusesSettingsThatAreNone() {
    EnhancementSettings settings = EnhancementSettings.DEFAULT;
    MapRanges ranges = MapRanges.DEFAULT;

    refuses(() -> settings.withFeather(-1), "an enhancement's feather of -1.0");
    refuses(() -> settings.withNoise(Double.NaN), "an enhancement's noise of NaN");
    refuses(
        () -> new EnhancementSettings(ranges, 1, 0, 0.95, 30, 1),
        "an enhancement's mostEnhancement of 0.0");
    refuses(
        () -> new EnhancementSettings(ranges, 1, 4, 1.5, 30, 1),
        "an enhancement's leastInBrain of 1.5");
    refuses(
        () -> new EnhancementSettings(ranges, 1, 4, 0.95, 0, 1),
        "an enhancement's attempts of 0.0");
  }

  private static int zerosAreEqual(double one, double other) {
    return one == other ? 0 : 1;
  }

  private static void refuses(ThrowingCallable settings, String message) {
    assertThatThrownBy(settings).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
