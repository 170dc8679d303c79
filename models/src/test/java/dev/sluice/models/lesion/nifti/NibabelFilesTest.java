// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Files of 4 x 3 x 2 voxels that nibabel 5.4.2 wrote, an implementation in Python of which nothing
 * is here; what is expected is what nibabel reads from them. Voxel (i, j, k) was made of the number
 * n = i + 10 j + 100 k.
 */
class NibabelFilesTest {

  /** n modulo 2 as uint8 with an sform from right to left and a comment as an extension. */
  @Test
  void readsAMask() throws IOException {
    NiftiImage image = NiftiBytes.read(bytes("mask.nii.gz"));
    assertThat(image.type()).isEqualTo(NiftiType.UINT8);
    assertThat(image.grid()).isEqualTo(new Grid(4, 3, 2, 2, 2, 2));
    assertThat(image.affine().entries()).containsExactly(-2, 0, 0, 90, 0, 2, 0, -126, 0, 0, 2, -72);
    assertThat(image.mask(0.5).count()).isEqualTo(12);
    assertThat(image.mask(0.5).volume()).isEqualTo(96);
    for (int i = 0; i < 4; i++) {
      assertThat(image.mask(0.5).at(i, 2, 1)).isEqualTo(i % 2 == 1);
    }
    assertThat(new String(image.extension(), StandardCharsets.US_ASCII))
        .contains("written by nibabel");
    assertThat(image.extension()).hasSize(36);
    byte[] plain = NiftiBytes.written(image, false);
    assertThat(NiftiBytes.written(NiftiBytes.read(plain), false)).isEqualTo(plain);
    assertThat(plain).hasSize(348 + 36 + 24);
  }

  /** n as big-endian int16, slope 0.5 and inter -3; a qform that is turned about all three axes. */
  @Test
  void readsAnObliqueVolume() throws IOException {
    byte[] bytes = bytes("oblique.nii");
    NiftiImage image = NiftiBytes.read(bytes);
    assertThat(image.type()).isEqualTo(NiftiType.INT16);
    assertThat(image.grid()).isEqualTo(new Grid(4, 3, 2, 0.9f, 1.2f, 5));
    double[] expected = {
      0.8426640019065637, -0.34755540139313174, -0.9933466447593647, -80.5,
      0.24758626757875193, 1.1477101444571574, -0.48921696436108264, -110.25,
      0.19651558992073367, 0.04434841275074403, 4.875851638957715, 42
    };
    for (int e = 0; e < expected.length; e++) {
      assertThat(image.affine().entries()[e]).isCloseTo(expected[e], within(1e-12));
    }
    for (int voxel = 0; voxel < 24; voxel++) {
      int n = voxel % 4 + 10 * (voxel / 4 % 3) + 100 * (voxel / 12);
      assertThat(image.volume().voxels()[voxel]).isEqualTo(0.5f * n - 3);
    }
    assertThat(NiftiBytes.written(image, false)).isEqualTo(bytes);
  }

  /** n / 4 as float32 in microns, with a left-handed qform (qfac is -1). */
  @Test
  void readsFloats() throws IOException {
    byte[] bytes = bytes("floats.nii");
    NiftiImage image = NiftiBytes.read(bytes);
    assertThat(image.type()).isEqualTo(NiftiType.FLOAT32);
    assertThat(image.grid()).isEqualTo(new Grid(4, 3, 2, 0.002, 0.002, 0.0025));
    double[] expected = {2, 0, 0, 1, 0, -2, 0, 2, 0, 0, 2.5, 3};
    for (int e = 0; e < expected.length; e++) {
      assertThat(image.affine().entries()[e]).isCloseTo(expected[e] / 1000, within(1e-12));
    }
    assertThat(image.volume().voxels())
        .startsWith(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 2.5f, 2.75f)
        .endsWith(30, 30.25f, 30.5f, 30.75f);
    assertThat(NiftiBytes.written(image, false)).isEqualTo(bytes);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = NibabelFilesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
