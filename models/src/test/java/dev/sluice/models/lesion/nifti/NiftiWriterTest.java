// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NiftiWriterTest {

  /** Every byte that says nothing of the voxels is random, signalling NaN among the numbers too. */
  @ParameterizedTest
  @CsvSource({"2, 1", "4, 2", "8, 4", "16, 4", "64, 8", "256, 1", "512, 2"})
  void whatWasReadIsWrittenByteForByte(int datatype, int bytes) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] file = random(order, datatype, bytes);
      NiftiImage image = NiftiBytes.read(file);
      assertThat(NiftiBytes.written(image, false)).isEqualTo(file);
      byte[] zipped = NiftiBytes.written(image, true);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
          .isEqualTo(file);
      assertThat(NiftiBytes.written(NiftiBytes.read(zipped), false)).isEqualTo(file);
    }
  }

  private static byte[] random(ByteOrder order, int datatype, int bytes) {
    UniformRandomProvider random = KeyedRandom.of(1, "nifti", datatype);
    NiftiBytes file = NiftiBytes.of(order, datatype, bytes).put("vox_offset", 352 + 48);
    file.extension = new byte[4 + 48];
    random.nextBytes(file.extension);
    random.nextBytes(file.voxels.array());
    // data_type to dim_info, intent_p1 to intent_code, cal_max to aux_file, intent_name.
    int[][] unread = {{4, 40}, {56, 70}, {124, 252}, {328, 344}};
    for (int[] field : unread) {
      random.nextBytes(file.header.array(), field[0], field[1] - field[0]);
    }
    return file.toBytes();
  }

  /** RFC 1952: bytes 4 to 7 are the time, bit 3 of byte 3 says whether there is a name. */
  @Test
  void gzipHoldsNeitherTimeNorName() {
    NiftiImage image = NiftiBytes.little(4, 2).read();
    byte[] zipped = NiftiBytes.written(image, true);
    assertThat(zipped).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
    assertThat(NiftiBytes.written(image, true)).isEqualTo(zipped);
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    NiftiImage image = NiftiBytes.little(4, 2).read();
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    NiftiWriter.write(image, out, true);
    NiftiWriter.write(image, out, false);
    assertThat(closed[0]).isFalse();
  }
}
