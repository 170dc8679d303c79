// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UNetSettingsTest {
  @Test
  void weights_are_counted() {
    // 27 * 6 + 6, 27 * 36 + 6 | 27 * 72 + 12, 27 * 144 + 12 | 8 * 72 + 6, 27 * 72 + 6, as the
    // second | 7
    assertThat(new UNetSettings(16, 6, 2).weights())
        .isEqualTo(168 + 978 + 1956 + 3900 + 582 + 1950 + 978 + 7);
    assertThat(new UNetSettings(32, 6, 2).weights())
        .isEqualTo(new UNetSettings(16, 6, 2).weights());
  }

  @Test
  void an_edge_that_cannot_be_halved_is_refused() {
    assertThatCode(() -> new UNetSettings(12, 4, 3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new UNetSettings(12, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an edge of 12 cannot be halved 3 times, as 4 levels need");
    assertThatThrownBy(() -> new UNetSettings(15, 4, 2))
        .hasMessage("an edge of 15 cannot be halved 1 times, as 2 levels need");
  }

  @Test
  void sizes_out_of_range_are_refused() {
    assertThatThrownBy(() -> new UNetSettings(0, 4, 2)).hasMessage("edge is 0, not from 2 to 128");
    assertThatThrownBy(() -> new UNetSettings(256, 4, 2))
        .hasMessage("edge is 256, not from 2 to 128");
    assertThatThrownBy(() -> new UNetSettings(16, 0, 2)).hasMessage("base is 0, not from 1 to 64");
    assertThatThrownBy(() -> new UNetSettings(16, 4, 1)).hasMessage("levels is 1, not from 2 to 5");
    assertThatThrownBy(() -> new UNetSettings(16, 4, 40))
        .hasMessage("levels is 40, not from 2 to 5");
  }

  @Test
  void rates_and_batches_out_of_range_are_refused() {
    assertThatThrownBy(() -> new TrainingSettings(2, 1e-2, 1))
        .hasMessage("learning rate is 0.01, not above 0 and at most 0.003");
    assertThatThrownBy(() -> new TrainingSettings(2, 0, 1)).hasMessageStartingWith("learning rate");
    assertThatThrownBy(() -> new TrainingSettings(2, Double.NaN, 1))
        .hasMessageStartingWith("learning rate is NaN");
    assertThatThrownBy(() -> new TrainingSettings(0, 1e-3, 1))
        .hasMessage("batch is 0, not from 1 to 64");
  }
}
