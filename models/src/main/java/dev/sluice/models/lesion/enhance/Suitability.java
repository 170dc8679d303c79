// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Rejection.Reason;
import java.util.Optional;

/** Whether a donor and an acceptor can be a pair at all, whatever the map. */
final class Suitability {
  /** Spacings in files are rounded. */
  private static final double ROUNDING = 1e-4;

  private Suitability() {}

  static Optional<Rejection> of(Donor donor, Acceptor acceptor) {
    Grid given = donor.image().grid();
    Grid taken = acceptor.image().grid();
    if (!given.hasShapeOf(taken) || !spacedAlike(given, taken)) {
      return rejected(
          Reason.GRIDS_DIFFER, "donor %s, acceptor %s".formatted(shown(given), shown(taken)));
    }
    String giver = "donor " + donor.name().caseId();
    String taker = "acceptor " + acceptor.name().caseId();
    if (donor.lesion().count() == 0) {
      return rejected(Reason.NO_LESION, giver + " has no lesion");
    }
    if (donor.brain().count() == 0) {
      return rejected(Reason.NO_BRAIN, giver + " has no brain");
    }
    if (acceptor.brain().count() == 0) {
      return rejected(Reason.NO_BRAIN, taker + " has no brain");
    }
    if (spoilt(donor.image(), donor.brain()) + spoilt(donor.image(), donor.lesion()) > 0) {
      return rejected(Reason.NOT_FINITE, giver + " has a signal that is no number");
    }
    if (spoilt(acceptor.image(), acceptor.brain()) > 0) {
      return rejected(Reason.NOT_FINITE, taker + " has a signal that is no number");
    }
    return Optional.empty();
  }

  private static Optional<Rejection> rejected(Reason reason, String because) {
    return Optional.of(new Rejection(reason, because));
  }

  private static boolean spacedAlike(Grid one, Grid other) {
    return near(one.spacingX(), other.spacingX())
        && near(one.spacingY(), other.spacingY())
        && near(one.spacingZ(), other.spacingZ());
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= ROUNDING * one;
  }

  private static String shown(Grid grid) {
    return "%s of %s x %s x %s mm"
        .formatted(grid.shape(), grid.spacingX(), grid.spacingY(), grid.spacingZ());
  }

  private static int spoilt(Volume image, Mask within) {
    int count = 0;
    for (int i = 0; i < image.voxels().length; i++) {
      count += within.voxels()[i] && !Float.isFinite(image.voxels()[i]) ? 1 : 0;
    }
    return count;
  }
}
