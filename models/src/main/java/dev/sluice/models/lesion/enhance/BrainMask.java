// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.util.Arrays;

/**
 * A rough mask of the brain for images that come without: what is brighter than a tenth of the way
 * from the 2nd to the 98th percentile (the first threshold of Smith, "Fast robust automated brain
 * extraction", 2002), and of this the largest piece whose voxels touch by their faces. Skull that
 * touches the brain is in it.
 */
public final class BrainMask {
  private BrainMask() {}

  /** The mask of an image; empty where no voxel stands out. Voxels that are not finite are out. */
  public static Mask of(Volume image) {
    float[] finite = new float[image.voxels().length];
    int count = 0;
    for (float voxel : image.voxels()) {
      if (Float.isFinite(voxel)) {
        finite[count++] = voxel;
      }
    }
    if (count == 0) {
      return new Mask(image.grid(), new boolean[image.voxels().length]);
    }
    Arrays.sort(finite, 0, count);
    double dark = finite[(int) (0.02 * (count - 1))];
    double bright = finite[(int) Math.ceil(0.98 * (count - 1))];
    double threshold = dark + 0.1 * (bright - dark);
    boolean[] above = new boolean[image.voxels().length];
    for (int i = 0; i < above.length; i++) {
      above[i] = Float.isFinite(image.voxels()[i]) && image.voxels()[i] > threshold;
    }
    return largestPiece(image.grid(), above);
  }

  /** Of several as large, the one with the first voxel. */
  private static Mask largestPiece(Grid grid, boolean[] within) {
    int[] pieces = new int[within.length];
    int[] queue = new int[within.length];
    int largest = 0;
    int most = 0;
    int piece = 0;
    for (int start = 0; start < within.length; start++) {
      if (within[start] && pieces[start] == 0) {
        piece++;
        int size = fill(grid, within, pieces, queue, start, piece);
        if (size > most) {
          most = size;
          largest = piece;
        }
      }
    }
    boolean[] kept = new boolean[within.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = largest > 0 && pieces[i] == largest;
    }
    return new Mask(grid, kept);
  }

  private static int fill(
      Grid grid, boolean[] within, int[] pieces, int[] queue, int start, int piece) {
    int[] strides = {1, grid.x(), grid.x() * grid.y()};
    int[] last = {grid.x() - 1, grid.y() - 1, grid.z() - 1};
    int size = 0;
    queue[size++] = start;
    pieces[start] = piece;
    for (int head = 0; head < size; head++) {
      int voxel = queue[head];
      int[] at = {grid.xOf(voxel), grid.yOf(voxel), grid.zOf(voxel)};
      for (int side = 0; side < 6; side++) {
        int axis = side / 2;
        boolean back = side % 2 == 0;
        int next = voxel + (back ? -strides[axis] : strides[axis]);
        boolean inside = back ? at[axis] > 0 : at[axis] < last[axis];
        if (inside && within[next] && pieces[next] == 0) {
          pieces[next] = piece;
          queue[size++] = next;
        }
      }
    }
    return size;
  }
}
