// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NiftiImageTest {
  private static final Grid GRID = new Grid(2, 3, 2, 1, 2, 4);

  /** Written out by the offsets of nifti1.h. */
  @Test
  void aPlainVolumeIsMadeOfTheseBytes() {
    ByteBuffer expected = ByteBuffer.allocate(352 + 12 * 4).order(ByteOrder.LITTLE_ENDIAN);
    expected.putInt(0, 348);
    short[] dim = {3, 2, 3, 2, 1, 1, 1, 1};
    float[] pixdim = {1, 1, 2, 4, 1, 1, 1, 1};
    for (int i = 0; i < 8; i++) {
      expected.putShort(40 + 2 * i, dim[i]).putFloat(76 + 4 * i, pixdim[i]);
    }
    expected.putShort(70, (short) 16).putShort(72, (short) 32);
    expected.putFloat(108, 352).putFloat(112, 1).put(123, (byte) 2);
    expected.putShort(252, (short) 2).putShort(254, (short) 2);
    expected.putFloat(280, 1).putFloat(300, 2).putFloat(320, 4);
    expected.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
    float[] numbers = numbers();
    for (int i = 0; i < 12; i++) {
      expected.putFloat(352 + 4 * i, numbers[i]);
    }
    NiftiImage image = NiftiImage.of(new Volume(GRID, numbers));
    assertThat(NiftiBytes.written(image, false)).isEqualTo(expected.array());
    assertThat(image.type()).isEqualTo(NiftiType.FLOAT32);
    NiftiImage read = NiftiBytes.read(NiftiBytes.written(image, true));
    assertThat(read.volume().grid()).isEqualTo(GRID);
    assertThat(read.volume().voxels()).containsExactly(numbers);
    assertThat(read.sameSpaceAs(image)).isTrue();
  }

  /** Programs that read one map only find the same in both. */
  @Test
  void bothMapsOfAPlainVolumeAreTheSame() {
    byte[] file = NiftiBytes.written(NiftiImage.of(new Volume(GRID, numbers())), false);
    double[] sform = NiftiBytes.read(file).affine().entries();
    ByteBuffer.wrap(file).putShort(254, (short) 0);
    assertThat(NiftiBytes.read(file).affine().entries()).containsExactly(sform);
    assertThat(sform).containsExactly(1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 0);
  }

  @Test
  void masksAreZerosAndOnes() {
    NiftiImage image = NiftiImage.of(mask());
    assertThat(image.type()).isEqualTo(NiftiType.UINT8);
    byte[] file = NiftiBytes.written(image, false);
    assertThat(file).hasSize(352 + 12).endsWith(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(NiftiBytes.read(file).mask(0.5).voxels()).containsExactly(mask().voxels());
    assertThat(NiftiImage.of(new Mask(GRID, new boolean[12])).mask(0.5).count()).isZero();
    Grid one = Grid.cube(1);
    assertThat(NiftiImage.of(new Mask(one, new boolean[] {true})).mask(0.5).count()).isEqualTo(1);
  }

  @Test
  void theSpaceOfAnotherIsTakenOverAndNothingElse() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      NiftiBytes patient = patient(order);
      NiftiImage space = patient.read();
      assertThat(space.grid()).isEqualTo(new Grid(2, 3, 2, 1, 2, 4));
      NiftiImage image = NiftiImage.of(mask(), space);
      assertThat(image.sameSpaceAs(space)).isTrue();
      assertThat(image.affine()).isNotSameAs(space.affine());
      assertThat(image.mask(0.5).voxels()).containsExactly(mask().voxels());
      byte[] file = NiftiBytes.written(image, false);
      assertThat(file).hasSize(352 + 12);
      assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("Smith");
      ByteBuffer header = ByteBuffer.wrap(file).order(order);
      assertThat(header.getFloat(112)).isEqualTo(1);
      assertThat(header.getFloat(116)).isZero();
      assertThat(header.getFloat(124)).isZero();
      assertSameBytes(file, patient.toBytes(), new int[][] {{0, 4}, {40, 56}, {76, 108}});
      assertSameBytes(file, patient.toBytes(), new int[][] {{123, 124}, {252, 328}, {344, 348}});
      assertThat(NiftiImage.of(new Volume(GRID, numbers()), space).volume().voxels())
          .containsExactly(numbers());
    }
  }

  /** In microns, with scaled int16 voxels, a name in texts and in an extension, and a 4th axis. */
  private static NiftiBytes patient(ByteOrder order) {
    NiftiBytes file = NiftiBytes.shaped(order, 4, 2, 2, 3, 2, 1).put("xyzt_units", 11);
    file.put("pixdim[0]", -1).put("pixdim[1]", 1000).put("pixdim[2]", 2000).put("pixdim[3]", 4000);
    file.put("scl_slope", 2).put("scl_inter", 5).put("vox_offset", 368);
    file.put("qform_code", 1).put("quatern[0]", 0.6).put("qoffset[2]", -3);
    file.put("sform_code", 3).put("srow_x[1]", 2000).put("srow_y[0]", -1000);
    file.put("srow_z[2]", 4000).put("srow_z[3]", 0.1);
    byte[] smith = "Smith".getBytes(StandardCharsets.US_ASCII);
    file.header.put(148, smith).put(228, smith).put(328, smith).put(14, smith).putFloat(124, 99);
    file.extension = ByteBuffer.allocate(20).put(0, (byte) 1).put(12, smith).array();
    return file;
  }

  private static void assertSameBytes(byte[] actual, byte[] expected, int[][] fields) {
    for (int[] field : fields) {
      for (int b = field[0]; b < field[1]; b++) {
        assertThat(actual[b]).as("byte %d", b).isEqualTo(expected[b]);
      }
    }
  }

  @Test
  void theSpaceMustFit() {
    NiftiImage space = NiftiImage.of(mask());
    Grid turned = new Grid(3, 2, 2, 2, 1, 4);
    assertThatThrownBy(() -> NiftiImage.of(new Mask(turned, new boolean[12]), space))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s has no place in the space of %s".formatted(turned, GRID));
    Grid larger = new Grid(2, 3, 2, 1, 2, 4.1);
    assertThatThrownBy(() -> NiftiImage.of(new Volume(larger, new float[12]), space))
        .isInstanceOf(IllegalArgumentException.class);
    Grid rounded = new Grid(2, 3, 2, 1.0001, 2, 4);
    assertThat(NiftiImage.of(new Volume(rounded, new float[12]), space).grid()).isEqualTo(GRID);
  }

  @Test
  void sameSpaceIsShapeAndPlace() {
    NiftiImage image = NiftiBytes.little(2, 1).read();
    NiftiBytes other = NiftiBytes.of(ByteOrder.BIG_ENDIAN, 64, 8).put("sform_code", 1);
    other.put("srow_x[0]", 1).put("srow_y[1]", 2).put("srow_z[2]", 4);
    assertThat(image.sameSpaceAs(other.put("srow_y[3]", 0.0009).read())).isTrue();
    assertThat(image.sameSpaceAs(other.put("srow_y[3]", -0.0011).read())).isFalse();
    NiftiBytes slice = NiftiBytes.shaped(ByteOrder.LITTLE_ENDIAN, 2, 1, 2, 3, 1);
    assertThat(image.sameSpaceAs(slice.put("pixdim[2]", 2).put("pixdim[3]", 4).read())).isFalse();
  }

  @Test
  void whatHasNoPlaceInAHeaderIsRefused() {
    Grid longest = new Grid(32768, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> NiftiImage.of(new Mask(longest, new boolean[32768])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image to write: 32768 voxels along an axis, expected at most 32767");
    Grid thin = new Grid(1, 1, 1, 1e-60, 1, 1);
    assertThatThrownBy(() -> NiftiImage.of(new Volume(thin, new float[1])))
        .hasMessage("an image to write: pixdim[1] is 0.0, expected a positive number");
    Grid wide = new Grid(1, 1, 1, 1, 1, 1e60);
    assertThatThrownBy(() -> NiftiImage.of(new Volume(wide, new float[1])))
        .hasMessage("an image to write: pixdim[3] is Infinity, expected a positive number");
  }

  private static float[] numbers() {
    float[] numbers = {1, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -2.5f};
    return Arrays.copyOf(numbers, 12);
  }

  private static Mask mask() {
    boolean[] within = new boolean[12];
    for (int i = 1; i < within.length; i += 2) {
      within[i] = true;
    }
    return new Mask(GRID, within);
  }

  @Test
  void saysTheFirstNumberBeyondBounds() {
    float[] numbers = {0, 1, Float.NaN, 0.5f, 2, -1, Float.POSITIVE_INFINITY, 0};
    NiftiImage image = NiftiImage.of(new Volume(new Grid(2, 2, 2, 1, 1, 1), numbers));

    assertThat(image.firstBeyond(0, 1)).hasValue(2);
    assertThat(image.firstBeyond(0, 2)).hasValue(-1);
    assertThat(image.firstBeyond(-1, 2)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(image.firstBeyond(-1, Double.POSITIVE_INFINITY)).isEmpty();
  }

  @Test
  void saysWhetherItHoldsTwoNumbersOnly() {
    float[] numbers = {0, 255, 0, 0, 0, 0, 0, 255};
    NiftiImage image = NiftiImage.of(new Volume(new Grid(2, 2, 2, 1, 1, 1), numbers));

    assertThat(image.holdsOnly(0, 255)).isTrue();
    assertThat(image.holdsOnly(0, 1)).isFalse();
  }
}
