// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NiftiReaderTest {
  private static final float NAN = Float.NaN;
  private static final float INFINITE = Float.POSITIVE_INFINITY;

  /** Bytes are big-endian, 12 voxels of which the last are 0. */
  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(2, 1, "00 01 7f 80 ff", new float[] {0, 1, 127, 128, 255}),
        Arguments.of(256, 1, "00 01 7f 80 ff", new float[] {0, 1, 127, -128, -1}),
        Arguments.of(4, 2, "0001 0100 7fff 8000 ffff", new float[] {1, 256, 32767, -32768, -1}),
        Arguments.of(512, 2, "0001 0100 7fff 8000 ffff", new float[] {1, 256, 32767, 32768, 65535}),
        Arguments.of(
            8, 4, "00000001 01000001 80000000 ffffffff", new float[] {1, 16777216, -0x1p31f, -1}),
        Arguments.of(
            16,
            4,
            "3fc00000 80000000 7f800000 ff800000 7fc00000 00000001",
            new float[] {1.5f, -0f, INFINITE, -INFINITE, NAN, Float.MIN_VALUE}),
        Arguments.of(
            64,
            8,
            "3ff8000000000000 8000000000000000 7ff0000000000000 7ff8000000000000 7fe0000000000000",
            new float[] {1.5f, -0f, INFINITE, NAN, INFINITE}));
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsEachTypeInBothOrders(int datatype, int bytes, String stored, float[] numbers) {
    byte[] big = HexFormat.of().parseHex(stored.replace(" ", ""));
    float[] expected = Arrays.copyOf(numbers, 12);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      NiftiBytes file = NiftiBytes.of(order, datatype, bytes);
      for (int b = 0; b < big.length; b++) {
        int within = b % bytes;
        int other = order == ByteOrder.BIG_ENDIAN ? within : bytes - 1 - within;
        file.voxels.put(b - within + other, big[b]);
      }
      NiftiImage image = file.read();
      assertThat(image.type().code()).isEqualTo((short) datatype);
      assertThat(image.volume().grid()).isEqualTo(new Grid(2, 3, 2, 1, 2, 4));
      assertThat(image.volume().voxels()).containsExactly(expected);
      assertThat(NiftiBytes.read(NiftiBytes.zipped(file.toBytes())).volume().voxels())
          .containsExactly(expected);
    }
  }

  @Test
  void theFirstAxisIsTheFastest() {
    NiftiBytes file = NiftiBytes.little(2, 1);
    file.voxels.put(1 + 2 * (2 + 3 * 1), (byte) 7);
    file.voxels.put(0 + 2 * (1 + 3 * 0), (byte) 5);
    assertThat(file.read().volume().at(1, 2, 1)).isEqualTo(7);
    assertThat(file.read().volume().at(0, 1, 0)).isEqualTo(5);
    assertThat(file.read().mask(5).count()).isEqualTo(1);
    assertThat(file.read().mask(4.5).volume()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 10, 8.5",
    "-2, 0.25, 6.25",
    "1, 0, -3",
    "0, 10, -3",
    "-0.0, 10, -3",
    "NaN, 10, -3",
    "Infinity, 10, -3",
    "0, NaN, -3"
  })
  void scalesUnlessTheSlopeIsNone(double slope, double inter, float expected) {
    NiftiBytes file = NiftiBytes.little(4, 2).put("scl_slope", slope).put("scl_inter", inter);
    file.voxels.putShort(0, (short) -3);
    assertThat(file.read().volume().voxels()[0]).isEqualTo(expected);
    assertThat(file.read().mask(expected - 1e-9).voxels()[0]).isTrue();
    assertThat(file.read().mask(expected).voxels()[0]).isFalse();
  }

  @Test
  void masksAreOf64BitsAndNanIsNeitherWithinNorOutside() {
    NiftiBytes file = NiftiBytes.little(64, 8);
    file.voxels.putDouble(0, 0.5000000001).putDouble(8, -INFINITE).putDouble(16, INFINITE);
    assertThat(file.read().mask(0.5).count()).isEqualTo(2);
    assertThat(file.read().mask(-1).count()).isEqualTo(11);
    file.voxels.putDouble(8 * 11, Double.NaN).putDouble(8 * 5, Double.NaN);
    assertThatThrownBy(() -> file.read().mask(-1))
        .isInstanceOf(NiftiException.class)
        .hasMessage("case.nii: voxel (1, 2, 0) is NaN, expected a number");
    NiftiBytes scaled = NiftiBytes.little(16, 4).put("scl_slope", 2).put("scl_inter", 1);
    scaled.voxels.putFloat(0, NAN).putFloat(4, -INFINITE).putFloat(8, 3);
    assertThat(scaled.read().volume().voxels()).startsWith(NAN, -INFINITE, 7, 1);
  }

  /** Units of time are in the upper bits. */
  @ParameterizedTest
  @CsvSource({"0, 3", "1, 3000", "2, 3", "3, 0.003", "10, 3", "11, 0.003"})
  void spacingIsInMillimetres(int units, double expected) {
    NiftiBytes file = NiftiBytes.little(2, 1).put("pixdim[1]", 3).put("xyzt_units", units);
    file.put("sform_code", 1).put("srow_x[0]", 3).put("srow_y[1]", 2).put("srow_z[2]", 4);
    file.put("srow_x[3]", -3);
    assertThat(file.read().grid().spacingX()).isEqualTo(expected);
    assertThat(file.read().affine().at(0, 0)).isEqualTo(expected);
    assertThat(file.read().affine().at(0, 3)).isEqualTo(-expected);
  }

  @Test
  void axesThatAreNotThereHaveOneVoxel() {
    NiftiBytes line = NiftiBytes.shaped(ByteOrder.BIG_ENDIAN, 2, 1, 5);
    line.put("pixdim[2]", -1).put("pixdim[3]", Double.NaN).put("dim[2]", 9).put("dim[3]", -4);
    assertThat(line.read().grid()).isEqualTo(new Grid(5, 1, 1, 1, 1, 1));
    NiftiBytes seven = NiftiBytes.shaped(ByteOrder.BIG_ENDIAN, 2, 1, 5, 4, 3, 1, 1, 1, 1);
    assertThat(seven.read().grid()).isEqualTo(new Grid(5, 4, 3, 1, 1, 1));
    NiftiBytes one = NiftiBytes.shaped(ByteOrder.LITTLE_ENDIAN, 2, 1, 1, 1, 1);
    assertThat(one.read().grid()).isEqualTo(Grid.cube(1));
  }

  @Test
  void voxelsStartAfterExtensions() {
    NiftiBytes file = NiftiBytes.little(2, 1).put("vox_offset", 384);
    file.extension = new byte[36];
    Arrays.fill(file.extension, (byte) 9);
    file.voxels.put(0, (byte) 3);
    assertThat(file.read().volume().voxels()).startsWith(3, 0);
    assertThat(NiftiBytes.little(2, 1).put("vox_offset", 0).read().volume().voxels()).hasSize(12);
  }

  @Test
  void aStreamThatGivesOneByteAtATimeIsReadWhole() throws IOException {
    NiftiBytes file = NiftiBytes.little(4, 2);
    file.voxels.putShort(22, (short) 77);
    byte[] bytes = file.toBytes();
    byte[] first = NiftiBytes.zipped(Arrays.copyOf(bytes, 360));
    byte[] second = NiftiBytes.zipped(Arrays.copyOfRange(bytes, 360, bytes.length));
    byte[] members =
        ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    for (byte[] given : List.of(bytes, NiftiBytes.zipped(bytes), members)) {
      NiftiImage image = NiftiReader.read(new Slow(given), NiftiBytes.MOST, NiftiBytes.NAME);
      assertThat(NiftiBytes.written(image, false)).isEqualTo(bytes);
      assertThat(image.volume().at(1, 2, 1)).isEqualTo(77);
    }
  }

  @Test
  void errorsOfTheStreamAreItsOwn() {
    byte[] zipped = NiftiBytes.zipped(NiftiBytes.little(4, 2).toBytes());
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(zipped, 0, 20),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk is gone");
              }

              @Override
              public int read(byte[] into, int start, int length) throws IOException {
                return read();
              }
            });
    assertThatThrownBy(() -> NiftiReader.read(broken, NiftiBytes.MOST, NiftiBytes.NAME))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    Slow plain = new Slow(NiftiBytes.little(4, 2).toBytes());
    Slow zipped = new Slow(NiftiBytes.zipped(NiftiBytes.little(4, 2).toBytes()));
    for (Slow in : List.of(plain, zipped)) {
      assertThat(NiftiReader.read(in, NiftiBytes.MOST, NiftiBytes.NAME)).isNotNull();
      assertThat(in.closed).isFalse();
    }
  }

  /** As of a network: one byte at a time, and none is ever said to be there. */
  private static final class Slow extends ByteArrayInputStream {
    private boolean closed;

    Slow(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int start, int length) {
      return super.read(into, start, Math.min(1, length));
    }

    @Override
    public synchronized int available() {
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
