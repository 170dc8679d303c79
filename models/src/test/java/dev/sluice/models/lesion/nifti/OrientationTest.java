// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

  @Test
  void withoutCodesTheSpacingIsTheMap() {
    NiftiBytes file = file().put("srow_x[0]", 9).put("qoffset[0]", 9).put("quatern[1]", 1);
    assertThat(file.read().affine().entries()).containsExactly(1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 0);
    // Codes are numbers from 0 on.
    file.put("qform_code", -1).put("sform_code", -1);
    assertThat(file.read().affine().entries()).containsExactly(1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 0);
  }

  @Test
  void sformGoesBeforeQform() {
    NiftiBytes file = file().put("qform_code", 1).put("qoffset[1]", 7).put("sform_code", 4);
    int place = 0;
    for (String row : new String[] {"srow_x", "srow_y", "srow_z"}) {
      for (int column = 0; column < 4; column++) {
        file.put(row + "[" + column + "]", 1 + place * place);
        place++;
      }
    }
    assertThat(file.read().affine().entries())
        .containsExactly(1, 2, 5, 10, 17, 26, 37, 50, 65, 82, 101, 122);
    assertThat(file.read().affine().coordinate(1, 1, 2, 1)).isEqualTo(17 + 2 * 26 + 37 + 50);
    assertThat(file.put("sform_code", 0).read().affine().entries())
        .containsExactly(1, 0, 0, 0, 0, 2, 0, 7, 0, 0, 4, 0);
  }

  /** Turns of a quarter about each axis: to y from x, to z from y, to x from z. */
  @ParameterizedTest
  @CsvSource({
    "2, '0 -2 0 5 1 0 0 6 0 0 4 7'",
    "0, '1 0 0 5 0 0 -4 6 0 2 0 7'",
    "1, '0 0 4 5 0 2 0 6 -1 0 0 7'"
  })
  void qformTurnsAndShifts(int axis, String expected) {
    NiftiBytes file = file().put("qform_code", 1).put("quatern[" + axis + "]", Math.sqrt(0.5));
    file.put("qoffset[0]", 5).put("qoffset[1]", 6).put("qoffset[2]", 7);
    assertMap(file, expected, 1e-6);
  }

  /** pixdim[0] is qfac; 0 counts as 1. */
  @ParameterizedTest
  @CsvSource({"1, 4", "0, 4", "-1, -4", "NaN, 4"})
  void qfacTurnsTheThirdAxisRound(double qfac, double expected) {
    NiftiBytes file = file().put("qform_code", 1).put("pixdim[0]", qfac);
    assertThat(file.read().affine().at(2, 2)).isEqualTo(expected);
    assertThat(file.read().affine().determinant()).isEqualTo(2 * expected);
    assertThat(file.read().grid().spacingZ()).isEqualTo(4);
  }

  /** The example of nifti1.h: [a, b, c, d] = [0, 1, 0, 0] is half a turn about the x axis. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0000001, 0.99999999, 1.0009})
  void halfATurnMayBeRounded(double b) {
    NiftiBytes file = file().put("qform_code", 1).put("pixdim[0]", -1).put("quatern[0]", b);
    assertMap(file, "1 0 0 0 0 -2 0 0 0 0 4 0", 1e-12);
  }

  @Test
  void diagonalHalfTurnLosesNothingToRounding() {
    float half = (float) Math.sqrt(0.5);
    NiftiBytes file = file().put("qform_code", 1).put("quatern[0]", half).put("quatern[1]", half);
    assertMap(file, "0 2 0 0 1 0 0 0 0 0 -4 0", 1e-12);
  }

  @Test
  void affineMapsHaveThreeRows() {
    assertThatThrownBy(() -> new Affine(new double[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("16 entries of an affine map of 12");
  }

  @Test
  void nanIsNearNothing() {
    double[] entries = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, Double.NaN};
    assertThat(new Affine(entries).isWithin(1, new Affine(entries))).isFalse();
  }

  private static NiftiBytes file() {
    return NiftiBytes.of(ByteOrder.BIG_ENDIAN, 2, 1);
  }

  private static void assertMap(NiftiBytes file, String expected, double tolerance) {
    String[] entries = expected.split(" ", -1);
    double[] map = file.read().affine().entries();
    for (int e = 0; e < map.length; e++) {
      assertThat(map[e]).isCloseTo(Double.parseDouble(entries[e]), within(tolerance));
    }
  }
}
