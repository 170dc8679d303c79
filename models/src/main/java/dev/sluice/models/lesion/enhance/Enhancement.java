// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Rejection.Reason;
import dev.sluice.models.lesion.noise.NoiseLevel;
import dev.sluice.models.lesion.noise.RicianNoise;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.random.KeyedRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Synthetic lesion enhancement (Federau et al. 2020; see the package). What comes of a donor, an
 * acceptor and a replica is a function of these, the settings and the seed, so that it does not
 * matter where, when and in what order cases are made. Immutable, for any threads.
 */
public final class Enhancement {
  private final EnhancementSettings settings;
  private final long seed;

  /** Enhancement with one seed. */
  public Enhancement(EnhancementSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * One synthetic case, or why there is none.
   *
   * @param replica which case of this pair; each has its own maps and noise
   */
  public EnhancementOutcome of(Donor donor, Acceptor acceptor, long replica) {
    Optional<Rejection> unsuitable = Suitability.of(donor, acceptor);
    if (unsuitable.isPresent()) {
      return unsuitable.get();
    }
    Optional<LesionPattern> pattern = LesionPattern.of(donor, settings);
    if (pattern.isEmpty()) {
      return new Rejection(
          Reason.NO_REFERENCE, "donor %s has no healthy brain".formatted(donor.name().caseId()));
    }
    if (!pattern.get().isBright()) {
      return new Rejection(
          Reason.NOT_BRIGHT,
          "the lesion of donor %s is nowhere brighter than healthy brain"
              .formatted(donor.name().caseId()));
    }
    return moved(pattern.get(), donor, acceptor, replica);
  }

  private EnhancementOutcome moved(
      LesionPattern pattern, Donor donor, Acceptor acceptor, long replica) {
    long[] pair = {donor.name().caseKey(), acceptor.name().caseKey(), replica};
    Map<Reason, Integer> failures = new EnumMap<>(Reason.class);
    for (int attempt = 0; attempt < settings.attempts(); attempt++) {
      MapParameters parameters =
          settings
              .ranges()
              .draw(
                  pattern.grid(),
                  KeyedRandom.of(seed, "lesion-map", pair[0], pair[1], replica, attempt));
      SpatialMap map =
          new SpatialMap(
              pattern.grid(),
              parameters,
              pattern.middle(),
              CounterRandom.of(seed, "lesion-displacement", pair[0], pair[1], replica, attempt));
      MovedLesion lesion = MovedLesion.of(pattern, map);
      if (lesion.lesion().count() == 0) {
        failures.merge(Reason.VANISHED, 1, Integer::sum);
        continue;
      }
      if (lesion.partIn(acceptor.brain()) < settings.leastInBrain()) {
        failures.merge(Reason.OUTSIDE_BRAIN, 1, Integer::sum);
        continue;
      }
      // last, because it looks at every voxel
      if (map.folds()) {
        failures.merge(Reason.FOLDED, 1, Integer::sum);
        continue;
      }
      return synthetic(pattern, lesion, parameters, attempt + 1, donor, acceptor, replica);
    }
    return exhausted(failures);
  }

  private SyntheticCase synthetic(
      LesionPattern pattern,
      MovedLesion moved,
      MapParameters parameters,
      int attempts,
      Donor donor,
      Acceptor acceptor,
      long replica) {
    Volume healthy = acceptor.image();
    double sd =
        settings.noise() == 0 ? 0 : settings.noise() * NoiseLevel.of(healthy, acceptor.brain());
    RicianNoise noise =
        new RicianNoise(
            sd,
            CounterRandom.of(
                seed, "lesion-noise", donor.name().caseKey(), acceptor.name().caseKey(), replica));
    float[] image = healthy.voxels().clone();
    Mask feathered = moved.feathered();
    for (int i = 0; i < image.length; i++) {
      if (feathered.voxels()[i]) {
        image[i] = noise.at(i, image[i] * (1.0 + moved.enhancement()[i]));
      }
    }
    Provenance provenance =
        new Provenance(
            donor.name(),
            acceptor.name(),
            replica,
            seed,
            settings,
            attempts,
            parameters,
            sd,
            pattern.volume(),
            moved.lesion().volume(),
            moved.meanEnhancement(),
            moved.meanJacobian());
    return new SyntheticCase(
        new Volume(healthy.grid(), image), moved.lesion(), feathered, provenance);
  }

  private Rejection exhausted(Map<Reason, Integer> failures) {
    Reason most = null;
    for (Map.Entry<Reason, Integer> failure : failures.entrySet()) {
      if (most == null || failure.getValue() > failures.get(most)) {
        most = failure.getKey();
      }
    }
    return new Rejection(
        most,
        "none of %d maps will do: %d fold, %d leave nothing, %d leave the brain"
            .formatted(
                settings.attempts(),
                failures.getOrDefault(Reason.FOLDED, 0),
                failures.getOrDefault(Reason.VANISHED, 0),
                failures.getOrDefault(Reason.OUTSIDE_BRAIN, 0)));
  }
}
