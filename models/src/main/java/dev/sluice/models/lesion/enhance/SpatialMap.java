// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.noise.SmoothField;
import dev.sluice.models.random.CounterRandom;
import java.util.function.IntPredicate;

/**
 * A map phi from voxels of the acceptor to positions in the donor, which both have the same grid.
 * In millimetres, with c the middle of the lesion, c' where a flip puts it, t the translation, u
 * the displacement, R the rotation and s the enlargement,
 *
 * <pre>
 * phi(p) = flip( c' + R^T (p + u(p) - c' - t) / s )
 * </pre>
 *
 * <p>Along an axis with a single voxel nothing moves.
 */
final class SpatialMap {
  private final Grid grid;
  private final boolean flipped;
  private final double[] spacing;
  private final double[] pivot;
  private final double[] shift;

  /** [row][column] R^T / s. */
  private final double[][] linear;

  /** [axis] s, 1 along an axis with a single voxel. */
  private final double[] scale;

  private final double determinant;

  /** [axis][voxel] displacements in millimetres; none if they are zero everywhere. */
  private final float[][] displacement;

  /**
   * A map.
   *
   * @param middle of the lesion in voxels of the donor
   * @param random for displacements
   */
  SpatialMap(Grid grid, MapParameters parameters, double[] middle, CounterRandom random) {
    this.grid = grid;
    this.flipped = parameters.flipped();
    this.spacing = new double[] {grid.spacingX(), grid.spacingY(), grid.spacingZ()};
    boolean[] thick = {grid.x() > 1, grid.y() > 1, grid.z() > 1};
    double flippedX = flipped ? grid.x() - 1 - middle[0] : middle[0];
    this.pivot =
        new double[] {flippedX * spacing[0], middle[1] * spacing[1], middle[2] * spacing[2]};
    this.shift =
        new double[] {
          thick[0] ? parameters.shiftX() : 0,
          thick[1] ? parameters.shiftY() : 0,
          thick[2] ? parameters.shiftZ() : 0
        };
    double s = parameters.scale();
    this.scale = new double[] {thick[0] ? s : 1, thick[1] ? s : 1, thick[2] ? s : 1};
    this.linear = inverse(parameters, thick);
    this.determinant = determinant(linear);
    this.displacement = displacements(grid, parameters, thick, random);
  }

  /** Writes the position in the donor, in voxels, that belongs to a voxel of the acceptor. */
  void toDonor(int voxel, double[] position) {
    double x = grid.xOf(voxel) * spacing[0] - pivot[0] - shift[0];
    double y = grid.yOf(voxel) * spacing[1] - pivot[1] - shift[1];
    double z = grid.zOf(voxel) * spacing[2] - pivot[2] - shift[2];
    if (displacement.length > 0) {
      x += displacement[0][voxel];
      y += displacement[1][voxel];
      z += displacement[2][voxel];
    }
    for (int axis = 0; axis < 3; axis++) {
      double[] row = linear[axis];
      double moved = pivot[axis] + row[0] * x + row[1] * y + row[2] * z;
      position[axis] = moved / spacing[axis];
    }
    if (flipped) {
      position[0] = grid.x() - 1 - position[0];
    }
  }

  /** Part of the donor's voxels of a kind that have a place in the acceptor's grid. */
  double partKept(IntPredicate of) {
    int kept = 0;
    int count = 0;
    for (int voxel = 0; voxel < grid.size(); voxel++) {
      if (of.test(voxel)) {
        kept += keeps(voxel) ? 1 : 0;
        count++;
      }
    }
    return kept / (double) count;
  }

  /**
   * Whether what is at a voxel of the donor has a place in the acceptor's grid. The displacement is
   * that of the nearest voxel of the grid, beyond which nobody knows one.
   */
  boolean keeps(int donorVoxel) {
    double x = flipped ? grid.x() - 1 - grid.xOf(donorVoxel) : grid.xOf(donorVoxel);
    double[] from = {
      x * spacing[0] - pivot[0],
      grid.yOf(donorVoxel) * spacing[1] - pivot[1],
      grid.zOf(donorVoxel) * spacing[2] - pivot[2]
    };
    double[] moved = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      moved[axis] = pivot[axis] + shift[axis];
      for (int of = 0; of < 3; of++) {
        // (R^T / s)^-1 = (R^T / s)^T s^2
        moved[axis] += linear[of][axis] * scale[of] * scale[of] * from[of];
      }
    }
    int nearest =
        grid.index(
            nearest(moved[0], spacing[0], grid.x()),
            nearest(moved[1], spacing[1], grid.y()),
            nearest(moved[2], spacing[2], grid.z()));
    int[] voxels = {grid.x(), grid.y(), grid.z()};
    boolean kept = true;
    for (int axis = 0; axis < 3; axis++) {
      double u = displacement.length == 0 ? 0 : displacement[axis][nearest];
      double at = (moved[axis] - u) / spacing[axis];
      kept &= at >= -0.5 && at <= voxels[axis] - 0.5;
    }
    return kept;
  }

  private static int nearest(double millimetres, double spacing, int voxels) {
    return (int) Math.max(0, Math.min(voxels - 1, Math.rint(millimetres / spacing)));
  }

  /**
   * Volume in the donor of what is one volume at a voxel of the acceptor: the determinant of the
   * map's derivatives, by central differences of the displacement, one-sided at borders. A flip
   * does not change its sign.
   */
  double jacobian(int voxel) {
    if (displacement.length == 0) {
      return determinant;
    }
    int[] at = {grid.xOf(voxel), grid.yOf(voxel), grid.zOf(voxel)};
    int[] voxels = {grid.x(), grid.y(), grid.z()};
    int[] strides = {1, grid.x(), grid.x() * grid.y()};
    double[][] derivatives = new double[3][3];
    for (int along = 0; along < 3; along++) {
      int back = at[along] > 0 ? strides[along] : 0;
      int forth = at[along] < voxels[along] - 1 ? strides[along] : 0;
      int steps = (back > 0 ? 1 : 0) + (forth > 0 ? 1 : 0);
      double length = steps * spacing[along];
      for (int of = 0; of < 3; of++) {
        float[] u = displacement[of];
        double slope = length == 0 ? 0 : (u[voxel + forth] - u[voxel - back]) / length;
        derivatives[of][along] = slope + (of == along ? 1 : 0);
      }
    }
    return determinant * determinant(derivatives);
  }

  /** Whether the map turns space inside out anywhere. */
  boolean folds() {
    for (int voxel = 0; voxel < grid.size() && displacement.length > 0; voxel++) {
      if (!(jacobian(voxel) > 0)) {
        return true;
      }
    }
    return !(determinant > 0);
  }

  /** R^T / s with R = Rx Ry Rz, without the turns and scales that would leave a flat grid. */
  private static double[][] inverse(MapParameters parameters, boolean[] thick) {
    double[][] turn = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    // (Rx Ry Rz)^T = Rz^T Ry^T Rx^T
    turn = turned(turn, 0, 1, thick, -parameters.rotationZ());
    turn = turned(turn, 2, 0, thick, -parameters.rotationY());
    turn = turned(turn, 1, 2, thick, -parameters.rotationX());
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        turn[row][column] /= thick[row] ? parameters.scale() : 1;
      }
    }
    return turn;
  }

  /** A matrix times the rotation that takes one axis towards another. */
  private static double[][] turned(
      double[][] matrix, int from, int to, boolean[] thick, double degrees) {
    if (!thick[from] || !thick[to]) {
      return matrix;
    }
    double cosine = StrictMath.cos(Math.toRadians(degrees));
    double sine = StrictMath.sin(Math.toRadians(degrees));
    double[][] product = new double[3][];
    for (int row = 0; row < 3; row++) {
      product[row] = matrix[row].clone();
      product[row][from] = matrix[row][from] * cosine + matrix[row][to] * sine;
      product[row][to] = matrix[row][to] * cosine - matrix[row][from] * sine;
    }
    return product;
  }

  /** Three smooth fields, scaled so that the longest vector has the length asked for. */
  private static float[][] displacements(
      Grid grid, MapParameters parameters, boolean[] thick, CounterRandom random) {
    if (parameters.displacement() == 0) {
      return new float[0][];
    }
    float[][] fields = new float[3][grid.size()];
    for (int axis = 0; axis < 3; axis++) {
      if (thick[axis]) {
        CounterRandom own = CounterRandom.of(random.bits(axis), "lesion-displacement");
        fields[axis] = SmoothField.of(grid, parameters.smoothness(), own);
      }
    }
    double longest = 0;
    for (int i = 0; i < grid.size(); i++) {
      double square = 0;
      for (float[] field : fields) {
        square += (double) field[i] * field[i];
      }
      longest = Math.max(longest, Math.sqrt(square));
    }
    double scale = longest > 0 ? parameters.displacement() / longest : 0;
    for (float[] field : fields) {
      for (int i = 0; i < field.length; i++) {
        field[i] = (float) (field[i] * scale);
      }
    }
    return fields;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }
}
