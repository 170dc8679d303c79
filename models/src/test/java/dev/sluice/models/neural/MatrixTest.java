// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Matrix A = new Matrix(2, 3, new double[] {1, 2, 3, 4, 5, 6});
  private static final Matrix B = new Matrix(3, 2, new double[] {7, 8, 9, 10, 11, 12});
  private static final Matrix C = new Matrix(2, 1, new double[] {1, -1});

  @Test
  void products_are_row_by_row() {
    assertThat(A.times(B).values()).containsExactly(58, 64, 139, 154);
    assertThat(A.times(B).rows()).isEqualTo(2);
    assertThat(A.times(B).columns()).isEqualTo(2);
  }

  @Test
  void either_factor_can_be_transposed() {
    assertThat(A.transposeTimes(C).values()).containsExactly(-3, -3, -3);
    assertThat(A.transposeTimes(C).rows()).isEqualTo(3);
    assertThat(A.timesTranspose(A).values()).containsExactly(14, 32, 32, 77);
    assertThat(C.timesTranspose(C).values()).containsExactly(1, -1, -1, 1);
  }

  @Test
  void the_time_in_nd4j_is_counted() {
    long before = MaskedNetwork.nanosInNd4j();
    A.times(B);
    assertThat(MaskedNetwork.nanosInNd4j()).isGreaterThan(before);
  }
}
