// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PhantomSettingsTest {
  private final PhantomSettings settings = PhantomSettings.ofEdge(16);

  @Test
  void refusesGridsWithoutRoom() {
    refuses(
        () -> PhantomSettings.of(new Grid(16, 16, 7, 1, 1, 1)),
        "a phantom has at least 8 voxels along each axis, not 16 x 16 x 7");
  }

  @Test
  void refusesNumbersOutOfRange() {
    refuses(() -> settings.withNoise(-0.1), "a phantom's noise of -0.1");
    refuses(() -> settings.withNoise(Double.NaN), "a phantom's noise of NaN");
    refuses(() -> settings.withContrast(0.5, 2), "a phantom's leastContrast of 0.5");
    refuses(() -> settings.withContrast(2, 1.5), "a phantom's mostContrast of 1.5");
    refuses(() -> settings.withLesions(0, 0.1, 3), "a phantom's leastLesion of 0.0");
    refuses(() -> settings.withLesions(0.2, 0.1, 3), "a phantom's mostLesion of 0.1");
    refuses(() -> settings.withLesions(0.1, 0.1, 0), "a phantom's mostLesions of 0.0");
    refuses(() -> settings.withDisturbance(1.5, 0, 0), "a phantom's asymmetry of 1.5");
    refuses(() -> settings.withDisturbance(0, -1, 0), "a phantom's bias of -1.0");
    refuses(() -> settings.withDisturbance(0, 0, -1), "a phantom's mostArtefacts of -1.0");
  }

  private static void refuses(ThrowingCallable settings, String message) {
    assertThatThrownBy(settings).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
