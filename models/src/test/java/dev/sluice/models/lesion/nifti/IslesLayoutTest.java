// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A case in the layout of ISLES'22 (Hernandez Petzsche et al. 2022, <i>Scientific Data</i> 9:762),
 * written here since the data itself is not: {@code sub-strokecase0001_ses-0001_dwi.nii.gz} and
 * {@code _adc.nii.gz} of 112 x 112 x 73 voxels of 2 mm, its mask {@code _msk.nii.gz} on the same
 * grid, {@code _FLAIR.nii.gz} on another; sform and qform of the scanner in each.
 */
class IslesLayoutTest {
  private static final int[] SHAPE = {112, 112, 73};
  private static final int VOXELS = 112 * 112 * 73;
  private static final String CASE = "sub-strokecase0001_ses-0001_";
  private static final long MOST = 1 << 24;

  @Test
  void imagesAndMaskOfACaseAreReadInOneSpace() throws IOException {
    NiftiBytes dwi = scan(4, 2, SHAPE, 2);
    NiftiBytes adc = scan(16, 4, SHAPE, 2);
    NiftiBytes mask = scan(2, 1, SHAPE, 2);
    int voxel = 60 + 112 * (70 + 112 * 30);
    dwi.voxels.putShort(2 * voxel, (short) 900);
    adc.voxels.putFloat(4 * voxel, 0.45f);
    mask.voxels.put(voxel, (byte) 1).put(voxel + 1, (byte) 1);

    NiftiImage signal = read(dwi, "dwi");
    assertThat(signal.grid()).isEqualTo(new Grid(112, 112, 73, 2, 2, 2));
    assertThat(signal.volume().at(60, 70, 30)).isEqualTo(900);
    assertThat(signal.affine().coordinate(0, 60, 70, 30)).isEqualTo(112 - 2 * 60);
    assertThat(signal.affine().coordinate(1, 60, 70, 30)).isEqualTo(-96 + 2 * 70);
    assertThat(signal.affine().coordinate(2, 60, 70, 30)).isEqualTo(-50 + 2 * 30);
    assertThat(read(adc, "adc").volume().at(60, 70, 30)).isEqualTo(0.45f);
    assertThat(read(mask, "msk").mask(0.5).volume()).isEqualTo(16);
    assertThat(read(mask, "msk").sameSpaceAs(signal)).isTrue();
    assertThat(read(adc, "adc").sameSpaceAs(signal)).isTrue();
    NiftiBytes flair = scan(4, 2, new int[] {64, 80, 60}, 3);
    assertThat(read(flair, "FLAIR").sameSpaceAs(signal)).isFalse();
  }

  @Test
  void qformSaysTheSame() throws IOException {
    NiftiImage both = read(scan(4, 2, SHAPE, 2), "dwi");
    NiftiImage qform = read(scan(4, 2, SHAPE, 2).put("sform_code", 0), "dwi");
    assertThat(qform.affine().isWithin(0, both.affine())).isTrue();
    assertThat(qform.affine().determinant()).isEqualTo(-8);
  }

  @Test
  void aPredictionIsWrittenOnTheGridOfItsCase() throws IOException {
    NiftiImage signal = read(scan(4, 2, SHAPE, 2), "dwi");
    boolean[] within = new boolean[VOXELS];
    within[VOXELS - 1] = true;
    NiftiImage prediction = NiftiImage.of(new Mask(signal.grid(), within), signal);
    byte[] file = NiftiBytes.written(prediction, true);
    NiftiImage read = NiftiReader.read(new ByteArrayInputStream(file), MOST, CASE + "msk.nii.gz");
    assertThat(read.sameSpaceAs(signal)).isTrue();
    assertThat(read.mask(0.5).at(111, 111, 72)).isTrue();
    assertThat(read.mask(0.5).volume()).isEqualTo(8);
  }

  private static NiftiImage read(NiftiBytes file, String modality) throws IOException {
    byte[] bytes = file.toBytes();
    byte[] zipped = NiftiBytes.zipped(bytes);
    String name = CASE + modality + ".nii.gz";
    NiftiImage image = NiftiReader.read(new ByteArrayInputStream(zipped), MOST, name);
    assertThat(NiftiBytes.written(image, false)).isEqualTo(bytes);
    return image;
  }

  /** The first axis goes from right to left, as scanners write it: half a turn about y, qfac -1. */
  private static NiftiBytes scan(int datatype, int bytes, int[] shape, double spacing) {
    NiftiBytes file = NiftiBytes.shaped(ByteOrder.LITTLE_ENDIAN, datatype, bytes, shape);
    file.header.put(148, "converted from DICOM".getBytes(StandardCharsets.US_ASCII));
    file.put("xyzt_units", 10).put("scl_slope", 1).put("pixdim[0]", -1);
    for (int axis = 1; axis <= 3; axis++) {
      file.put("pixdim[" + axis + "]", spacing);
    }
    file.put("qform_code", 1).put("quatern[1]", 1);
    file.put("qoffset[0]", 112).put("qoffset[1]", -96).put("qoffset[2]", -50);
    file.put("sform_code", 1).put("srow_x[0]", -spacing).put("srow_x[3]", 112);
    file.put("srow_y[1]", spacing).put("srow_y[3]", -96);
    return file.put("srow_z[2]", spacing).put("srow_z[3]", -50);
  }
}
