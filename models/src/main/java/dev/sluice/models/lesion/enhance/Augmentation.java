// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.random.KeyedRandom;
import java.util.Optional;

/**
 * Real cases moved as a whole, by maps of the ranges that enhancement moves lesions by: the usual
 * way of making more of few cases (Isensee et al. 2021, nnU-Net). What enhancement is worth beside
 * this is worth more than its maps. Immutable, for any threads.
 */
public final class Augmentation {
  private final EnhancementSettings settings;
  private final long seed;

  /** With ranges, attempts and the least part in the brain of some settings, and a seed. */
  public Augmentation(EnhancementSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * A case moved.
   *
   * @param image signal between voxels, linear along each axis; 0 where the map leads out of the
   *     grid
   * @param lesion the voxels that the lesion covers the most, as many as it covers in all
   */
  public record Moved(Volume image, Mask lesion) {}

  /**
   * A case about the middle of its grid; none if no map will do, which has to keep the brain in the
   * grid, a lesion, and space unfolded.
   *
   * @param replica which one of this case
   */
  public Optional<Moved> of(Donor donor, long replica) {
    Grid grid = donor.image().grid();
    double[] middle = {(grid.x() - 1) / 2.0, (grid.y() - 1) / 2.0, (grid.z() - 1) / 2.0};
    long key = donor.name().caseKey();
    for (int attempt = 0; attempt < settings.attempts(); attempt++) {
      MapParameters parameters =
          settings
              .ranges()
              .draw(grid, KeyedRandom.of(seed, "lesion-augmentation-map", key, replica, attempt));
      SpatialMap map =
          new SpatialMap(
              grid,
              parameters,
              middle,
              CounterRandom.of(seed, "lesion-augmentation-displacement", key, replica, attempt));
      Moved moved = moved(donor, map);
      if (moved.lesion().count() > 0
          && map.partKept(voxel -> donor.brain().voxels()[voxel]) >= settings.leastInBrain()
          && !map.folds()) {
        return Optional.of(moved);
      }
    }
    return Optional.empty();
  }

  private static Moved moved(Donor donor, SpatialMap map) {
    Grid grid = donor.image().grid();
    float[] whole = new float[grid.size()];
    for (int voxel = 0; voxel < whole.length; voxel++) {
      whole[voxel] = donor.lesion().voxels()[voxel] ? 1 : 0;
    }
    float[] image = new float[grid.size()];
    double[] covered = new double[grid.size()];
    Trilinear between = new Trilinear(grid);
    double[] position = new double[3];
    for (int voxel = 0; voxel < image.length; voxel++) {
      map.toDonor(voxel, position);
      between.goTo(position);
      image[voxel] = (float) between.of(donor.image().voxels());
      covered[voxel] = between.of(whole);
    }
    boolean[] lesion = new boolean[grid.size()];
    for (int voxel : MostCovered.of(covered)) {
      lesion[voxel] = true;
    }
    return new Moved(new Volume(grid, image), new Mask(grid, lesion));
  }
}
