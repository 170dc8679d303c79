// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import java.util.Arrays;

/**
 * The connected components of a mask: voxels that share a face, an edge or a corner belong together
 * (26 neighbours). Components are numbered by their first voxels.
 *
 * <p>Found by uniting runs of voxels along the first axis, each with those of the four rows before
 * it that it can touch: no voxel gets a label, so that memory and time are those of the runs.
 */
final class Components {
  private final Grid grid;

  /** [row] the first run of each row, and behind the last row the number of runs. */
  private final int[] firstOfRow;

  /** [run] where a run begins in its row. */
  private final int[] starts;

  /** [run] its last voxel in its row. */
  private final int[] ends;

  /** [run] another run of the same component that came before it, or itself; then the component. */
  private final int[] parents;

  private final int count;

  private Components(Mask mask) {
    grid = mask.grid();
    int runs = countRuns(mask);
    firstOfRow = new int[grid.y() * grid.z() + 1];
    starts = new int[runs];
    ends = new int[runs];
    parents = new int[runs];
    if (runs > 0) {
      findRuns(mask);
      uniteRuns();
    }
    count = number();
  }

  /** The components of a mask. */
  static Components of(Mask mask) {
    return new Components(mask);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The number of voxels of each. */
  int[] sizes() {
    int[] sizes = new int[count];
    for (int run = 0; run < parents.length; run++) {
      sizes[parents[run]] += ends[run] - starts[run] + 1;
    }
    return sizes;
  }

  /** How many of them have a voxel in common with a mask of the same shape. */
  int countMeeting(Mask other) {
    boolean[] meets = new boolean[count];
    for (int row = 0; row + 1 < firstOfRow.length; row++) {
      for (int run = firstOfRow[row]; run < firstOfRow[row + 1]; run++) {
        meets[parents[run]] |= anyWithin(other, row * grid.x() + starts[run], run);
      }
    }
    int meeting = 0;
    for (boolean meet : meets) {
      meeting += meet ? 1 : 0;
    }
    return meeting;
  }

  private boolean anyWithin(Mask other, int first, int run) {
    int last = first + ends[run] - starts[run];
    for (int i = first; i <= last; i++) {
      if (other.voxels()[i]) {
        return true;
      }
    }
    return false;
  }

  private static int countRuns(Mask mask) {
    boolean[] voxels = mask.voxels();
    int width = mask.grid().x();
    int runs = 0;
    for (int row = 0; row < voxels.length; row += width) {
      boolean before = false;
      for (int i = row; i < row + width; i++) {
        runs += voxels[i] && !before ? 1 : 0;
        before = voxels[i];
      }
    }
    return runs;
  }

  private void findRuns(Mask mask) {
    boolean[] voxels = mask.voxels();
    int width = grid.x();
    int run = 0;
    for (int row = 0; row + 1 < firstOfRow.length; row++) {
      firstOfRow[row] = run;
      int from = row * width;
      for (int x = 0; x < width; x++) {
        if (voxels[from + x]) {
          starts[run] = x;
          while (x + 1 < width && voxels[from + x + 1]) {
            x++;
          }
          ends[run] = x;
          run++;
        }
      }
    }
    firstOfRow[firstOfRow.length - 1] = run;
  }

  private void uniteRuns() {
    Arrays.setAll(parents, run -> run);
    int rows = grid.y();
    for (int z = 0; z < grid.z(); z++) {
      for (int y = 0; y < rows; y++) {
        int row = y + rows * z;
        if (firstOfRow[row] == firstOfRow[row + 1]) {
          continue;
        }
        if (y > 0) {
          unite(row, row - 1);
        }
        if (z > 0) {
          for (int beside = Math.max(0, y - 1); beside <= Math.min(rows - 1, y + 1); beside++) {
            unite(row, beside + rows * (z - 1));
          }
        }
      }
    }
  }

  /** Unites the runs of two rows that touch; the run that ends first can touch no later one. */
  private void unite(int row, int earlier) {
    int a = firstOfRow[row];
    int b = firstOfRow[earlier];
    while (a < firstOfRow[row + 1] && b < firstOfRow[earlier + 1]) {
      if (starts[a] <= ends[b] + 1 && starts[b] <= ends[a] + 1) {
        link(root(a), root(b));
      }
      if (ends[a] < ends[b]) {
        a++;
      } else {
        b++;
      }
    }
  }

  private void link(int a, int b) {
    parents[Math.max(a, b)] = Math.min(a, b);
  }

  /** Shortens the way as it goes. */
  private int root(int run) {
    int at = run;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** A root comes before all other runs of its component, so that it has its number already. */
  private int number() {
    int components = 0;
    for (int run = 0; run < parents.length; run++) {
      parents[run] = parents[run] == run ? components++ : parents[parents[run]];
    }
    return components;
  }
}
