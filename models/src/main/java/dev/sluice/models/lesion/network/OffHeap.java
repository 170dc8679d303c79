// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies numbers to and from whole arrays of ND4J, in 32 or 64 bits as the array has them. In one
 * go: ND4J's own go number by number.
 */
final class OffHeap {
  private OffHeap() {}

  static void put(INDArray array, double[] from, int offset, int count) {
    ByteBuffer content = array.data().asNio();
    if (array.dataType() == DataType.DOUBLE) {
      content.asDoubleBuffer().put(from, offset, count);
    } else {
      float[] floats = new float[count];
      for (int i = 0; i < count; i++) {
        floats[i] = (float) from[offset + i];
      }
      content.asFloatBuffer().put(floats);
    }
  }

  static void get(INDArray array, double[] to, int offset, int count) {
    ByteBuffer content = array.data().asNio();
    if (array.dataType() == DataType.DOUBLE) {
      content.asDoubleBuffer().get(to, offset, count);
    } else {
      float[] floats = new float[count];
      content.asFloatBuffer().get(floats);
      for (int i = 0; i < count; i++) {
        to[offset + i] = floats[i];
      }
    }
  }
}
