// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class UNetFileTest {
  private static final UNetSettings SETTINGS = new UNetSettings(4, 2, 2);
  private static final UNetWeights WEIGHTS = UNetWeights.initial(SETTINGS, 1);
  private static final int HEADER = 14;

  @Test
  void weights_come_back_bit_for_bit() throws IOException {
    byte[] file = UNetFile.write(WEIGHTS);
    UNetWeights read = UNetFile.read(file);
    assertThat(read.settings()).isEqualTo(SETTINGS);
    assertThat(read.values()).containsExactly(WEIGHTS.values());
    assertThat(UNetFile.write(read)).isEqualTo(file);
    assertThat(file).hasSize(HEADER + 16 + 4 * SETTINGS.weights() + 8);
    assertThat(new String(file, 0, HEADER, StandardCharsets.US_ASCII)).isEqualTo("sluice-unet-1\n");
    assertThat(ByteBuffer.wrap(file).getFloat(HEADER + 16)).isEqualTo(WEIGHTS.values()[0]);
  }

  @Test
  void a_file_with_a_changed_byte_or_without_its_end_is_refused() {
    byte[] file = UNetFile.write(WEIGHTS);
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 0x10;
      assertThatThrownBy(() -> UNetFile.read(changed))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("\n");
      byte[] torn = Arrays.copyOf(file, i);
      assertThatThrownBy(() -> UNetFile.read(torn)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> UNetFile.read(Arrays.copyOf(file, file.length + 1)))
        .hasMessage("weights of a U-Net whose checksum is wrong");
  }

  @Test
  void errors_say_what_is_wrong() {
    assertThatThrownBy(
            () -> UNetFile.read("<html>not found</html>".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("no weights of a U-Net");
    assertThatThrownBy(() -> UNetFile.read("sluice-unet-2\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("weights of a U-Net in format 2, not 1");
    assertThatThrownBy(() -> UNetFile.read(file(4, 2, 2, 1 << 30)))
        .hasMessage("1073741824 weights of a U-Net in 0 bytes");
    assertThatThrownBy(() -> UNetFile.read(file(4, 2, 2, -1)))
        .hasMessage("-1 weights of a U-Net in 0 bytes");
    assertThatThrownBy(() -> UNetFile.read(file(4, 2, 2, 0)))
        .hasMessage(
            "weights of a U-Net that cannot be: 0 weights, where the network has %d",
            SETTINGS.weights());
    assertThatThrownBy(() -> UNetFile.read(file(5, 2, 2, 0)))
        .hasMessageStartingWith("weights of a U-Net that cannot be: an edge of 5");
    assertThatThrownBy(() -> UNetFile.read(file(4, 2)))
        .hasMessage("weights of a U-Net without their number");
  }

  /** A file of these numbers after its first line, with the checksum that it should have. */
  private static byte[] file(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 4 * numbers.length + 8);
    bytes.put("sluice-unet-1\n".getBytes(StandardCharsets.US_ASCII));
    for (int number : numbers) {
      bytes.putInt(number);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), 0, bytes.position());
    return bytes.putLong(crc.getValue()).array();
  }

  @Test
  void initial_weights_are_of_the_variance_of_he_et_al() {
    UNetSettings settings = new UNetSettings(16, 8, 3);
    float[] values = UNetWeights.initial(settings, 5).values();
    for (UNetLayout.Tensor tensor : UNetLayout.of(settings).tensors()) {
      double squares = 0;
      for (int i = 0; i < tensor.size(); i++) {
        squares += Math.pow(values[tensor.offset() + i], 2);
      }
      if (tensor.fanIn() == 0) {
        assertThat(squares).as(tensor.name()).isZero();
      } else {
        // Five standard deviations of an estimated variance, 2 / n.
        assertThat(squares / tensor.size() * tensor.fanIn() / 2)
            .as(tensor.name())
            .isCloseTo(1, within(5 * Math.sqrt(2.0 / tensor.size())));
      }
    }
    assertThat(UNetWeights.initial(settings, 5).values()).containsExactly(values);
    assertThat(UNetWeights.initial(settings, 6).values()).isNotEqualTo(values);
  }

  @Test
  void weights_that_are_no_numbers_are_refused() {
    float[] values = new float[SETTINGS.weights()];
    values[17] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> new UNetWeights(SETTINGS, values))
        .hasMessage("weight 17 is -Infinity");
  }
}
