// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no file of NIfTI-1 is one line that names the file, what is wrong, what was expected. */
class NiftiErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dim[0] | 0 | dim[0] is 0, expected 1 to 7 axes
          dim[0] | 8 | dim[0] is 8, expected 1 to 7 axes
          dim[0] | -3 | dim[0] is -3, expected 1 to 7 axes
          dim[1] | 0 | dim[1] is 0, expected at least one voxel
          dim[3] | -32768 | dim[3] is -32768, expected at least one voxel
          pixdim[1] | 0 | pixdim[1] is 0.0, expected a positive number
          pixdim[2] | -2 | pixdim[2] is -2.0, expected a positive number
          pixdim[3] | NaN | pixdim[3] is NaN, expected a positive number
          pixdim[3] | Infinity | pixdim[3] is Infinity, expected a positive number
          datatype | 0 | datatype 0 (unknown), expected one of TYPES
          datatype | 1 | datatype 1 (binary), expected one of TYPES
          datatype | 32 | datatype 32 (complex64), expected one of TYPES
          datatype | 128 | datatype 128 (rgb24), expected one of TYPES
          datatype | 768 | datatype 768 (uint32), expected one of TYPES
          datatype | 1024 | datatype 1024 (int64), expected one of TYPES
          datatype | 1536 | datatype 1536 (float128), expected one of TYPES
          datatype | 2304 | datatype 2304 (rgba32), expected one of TYPES
          datatype | 3 | datatype 3 (no code of NIfTI-1), expected one of TYPES
          bitpix | 8 | bitpix is 8, expected 16 for datatype 4 (int16)
          xyzt_units | 4 | xyzt_units names unit 4 of space, expected 0 to 3 (unknown, m, mm, micron)
          scl_inter | NaN | scl_inter is NaN, expected a finite number
          vox_offset | NaN | vox_offset is NaN, expected a whole number from 352 on, or 0
          vox_offset | 352.5 | vox_offset is 352.5, expected a whole number from 352 on, or 0
          vox_offset | 348 | vox_offset is 348.0, expected a whole number from 352 on, or 0
          vox_offset | -16 | vox_offset is -16.0, expected a whole number from 352 on, or 0
          vox_offset | 3e38 | vox_offset is 3.0E38, expected a whole number from 352 on, or 0
          vox_offset | 2097152 | promises 2 x 3 x 2 voxels of int16 from byte 2097152 on, expected a file of at most 1048576 bytes
          vox_offset | 368 | holds 376 bytes, expected 392 by its header
          dim[1] | 32767 | holds 376 bytes, expected 393556 by its header
          dim[1] | 1 | holds more bytes than the 364 of its header
          srow_y[2] | NaN | srow_y[2] is NaN, expected a finite number
          srow_z[3] | -Infinity | srow_z[3] is -Infinity, expected a finite number
          srow_z[2] | 0 | sform_code is 1, but srow is a singular matrix, expected one of full rank
          sizeof_hdr | 540 | sizeof_hdr is 540 (NIfTI-2), expected 348 (NIfTI-1)
          sizeof_hdr | 469893120 | sizeof_hdr is 540 (NIfTI-2), expected 348 (NIfTI-1)
          sizeof_hdr | 349 | sizeof_hdr is 349 or 1560346624, expected 348 (NIfTI-1)
          magic[1] | 105 | magic is ni1 (a pair of .hdr and .img), expected n+1 (a single file)
          magic[2] | 50 | magic is 6e 2b 32 00, expected 6e 2b 31 00 (n+1, a single file of NIfTI-1)
          """)
  void namesTheField(String field, double value, String problem) {
    NiftiBytes file = NiftiBytes.little(4, 2).put("scl_slope", 1).put("sform_code", 1);
    file.put("srow_x[0]", 1).put("srow_y[1]", 2).put("srow_z[2]", 4);
    assertThat(file.read().grid().size()).isEqualTo(12);
    assertProblem(
        file.put(field, value).toBytes(),
        problem.replace("TYPES", "uint8, int16, int32, float32, float64, int8, uint16"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quatern[0] | NaN | quatern_b is NaN, expected a finite number
          quatern[2] | 2 | the quaternion is 2.0 long, expected at most 1
          qoffset[1] | Infinity | qoffset_y is Infinity, expected a finite number
          """)
  void namesTheFieldOfQform(String field, double value, String problem) {
    NiftiBytes file = NiftiBytes.of(ByteOrder.BIG_ENDIAN, 4, 2).put("qform_code", 1);
    assertThat(file.read().grid().size()).isEqualTo(12);
    assertProblem(file.put(field, value).toBytes(), problem);
    // Where it is not used, nobody asks what is in it.
    assertThat(file.put("qform_code", 0).read().affine().at(0, 0)).isEqualTo(1);
  }

  @Test
  void seriesAndVectorsAreNotVolumes() {
    NiftiBytes series = NiftiBytes.shaped(ByteOrder.LITTLE_ENDIAN, 2, 1, 2, 2, 2, 20);
    assertProblem(series.toBytes(), "dim[4] is 20, expected 1 (one volume of three axes)");
    NiftiBytes vectors = NiftiBytes.shaped(ByteOrder.LITTLE_ENDIAN, 2, 1, 2, 2, 2, 1, 3);
    assertProblem(vectors.toBytes(), "dim[5] is 3, expected 1 (one volume of three axes)");
  }

  @Test
  void moreThanMayBeReadIsNotRead() {
    byte[] bytes = NiftiBytes.little(4, 2).toBytes();
    assertThat(NiftiBytes.read(bytes, bytes.length).grid().size()).isEqualTo(12);
    for (byte[] file : List.of(bytes, NiftiBytes.zipped(bytes))) {
      assertThatThrownBy(() -> NiftiBytes.read(file, bytes.length - 1))
          .isExactlyInstanceOf(NiftiException.class)
          .hasMessage(
              "case.nii: promises 2 x 3 x 2 voxels of int16 from byte 352 on,"
                  + " expected a file of at most 375 bytes");
    }
  }

  @Test
  void noArrayHoldsTheLargestShape() {
    NiftiBytes file = NiftiBytes.little(64, 8);
    file.put("dim[1]", 32767).put("dim[2]", 32767).put("dim[3]", 32767);
    assertThatThrownBy(() -> NiftiBytes.read(file.toBytes(), Long.MAX_VALUE))
        .isExactlyInstanceOf(NiftiException.class)
        .hasMessage(
            "case.nii: promises 32767 x 32767 x 32767 voxels of float64 from byte 352 on,"
                + " expected a file of at most 2147483639 bytes");
  }

  @Test
  void truncatedAnywhereIsTooShort() {
    byte[] bytes = NiftiBytes.of(ByteOrder.BIG_ENDIAN, 4, 2).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      assertProblem(
          Arrays.copyOf(bytes, length),
          length < 348
              ? "holds " + length + " bytes, expected a header of 348"
              : "holds " + length + " bytes, expected 376 by its header");
    }
  }

  @Test
  void trailingBytesAreRefused() {
    byte[] bytes = NiftiBytes.little(4, 2).toBytes();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertProblem(longer, "holds more bytes than the 376 of its header");
    assertProblem(NiftiBytes.zipped(longer), "holds more bytes than the 376 of its header");
  }

  @Test
  void gzipTruncatedAnywhereIsAnError() {
    byte[] zipped = NiftiBytes.zipped(NiftiBytes.little(4, 2).toBytes());
    for (int length = 2; length < zipped.length; length++) {
      assertProblem(
          Arrays.copyOf(zipped, length), "is a gzip file that ends early, expected a whole one");
    }
    assertProblem(Arrays.copyOf(zipped, 1), "holds 1 bytes, expected a header of 348");
  }

  /** As gzip itself does: padding after the last member says nothing of what is in it. */
  @Test
  void whatFollowsGzipIsIgnored() {
    byte[] bytes = NiftiBytes.little(4, 2).toBytes();
    byte[] zipped = NiftiBytes.zipped(bytes);
    byte[] garbage = "garbage that is no member of gzip".getBytes(StandardCharsets.US_ASCII);
    for (byte[] after : List.of(new byte[1], new byte[4096], garbage)) {
      byte[] padded =
          ByteBuffer.allocate(zipped.length + after.length).put(zipped).put(after).array();
      assertThat(NiftiBytes.written(NiftiBytes.read(padded), false)).isEqualTo(bytes);
    }
  }

  @Test
  void gzipIsCheckedAgainstItsSum() {
    byte[] zipped = NiftiBytes.zipped(NiftiBytes.little(4, 2).toBytes());
    zipped[zipped.length - 8] ^= 1;
    assertProblem(zipped, "is a damaged gzip file (Corrupt GZIP trailer), expected a whole one");
    zipped[2] = 7;
    assertProblem(
        zipped, "is a damaged gzip file (Unsupported compression method), expected a whole one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb.nii", "a\r\nb.nii", "a\u0000b.nii"})
  void theMessageIsOneLineWhateverTheName(String name) {
    assertThatThrownBy(
            () -> NiftiReader.read(new ByteArrayInputStream(new byte[0]), NiftiBytes.MOST, name))
        .isExactlyInstanceOf(NiftiException.class)
        .hasMessageMatching("a\\?+b\\.nii: holds 0 bytes, expected a header of 348");
  }

  private static void assertProblem(byte[] file, String problem) {
    assertThatThrownBy(() -> NiftiBytes.read(file))
        .isExactlyInstanceOf(NiftiException.class)
        .hasMessage("case.nii: " + problem);
  }
}
