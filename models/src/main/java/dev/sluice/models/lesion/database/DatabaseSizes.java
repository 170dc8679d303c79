// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

/**
 * How many cases the databases have.
 *
 * @param clinical real strokes; also the donors of all synthetic ones
 * @param synthetic synthetic cases where there are some
 * @param manySynthetic synthetic cases where there are many
 */
public record DatabaseSizes(int clinical, int synthetic, int manySynthetic) {
  /** The paper's. */
  public static final DatabaseSizes PAPER = new DatabaseSizes(375, 2000, 40_000);

  /**
   * Sizes.
   *
   * @throws IllegalArgumentException if one is not positive, or many are fewer than some
   */
  public DatabaseSizes {
    if (clinical < 1 || synthetic < 1 || manySynthetic < synthetic) {
      throw new IllegalArgumentException(
          "databases of %d real, %d and %d synthetic cases"
              .formatted(clinical, synthetic, manySynthetic));
    }
  }
}
