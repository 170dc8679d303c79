// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.noise.RicianNoise;
import dev.sluice.models.lesion.noise.SmoothField;
import dev.sluice.models.random.CounterRandom;

/**
 * Makes phantoms. Each is a function of the settings, the seed, the number of the patient and the
 * kind, and of nothing else: any can be made again, in any order.
 *
 * <p>A patient has one head. The normal phantom of a patient is what was there before the stroke,
 * with the same artefacts and other noise; a study gives its normal and its stroke patients
 * different numbers.
 */
public final class PhantomGenerator {
  private final PhantomSettings settings;
  private final long seed;

  /** Phantoms of one seed. */
  public PhantomGenerator(PhantomSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /** Ids of a phantom, without making it. */
  public CaseName name(long patient, PhantomKind kind) {
    return new CaseName(
        "%s-%d-%d".formatted(kind.word(), seed, patient), "patient-%d-%d".formatted(seed, patient));
  }

  /** Makes a phantom. */
  public Phantom of(long patient, PhantomKind kind) {
    Grid grid = settings.grid();
    Head head = Head.of(settings, seed, patient);
    Lesions lesions = new Lesions(settings, head, seed, patient);
    if (kind == PhantomKind.STROKE) {
      lesions.addAll();
    }
    float[] artefacts =
        new Artefacts(grid, head, CounterRandom.of(seed, "phantom-artefacts", patient))
            .ratio(settings.mostArtefacts());
    // the coil's sensitivity varies over a third of the head
    float[] bias =
        SmoothField.of(
            grid, Positions.length(grid) / 3, CounterRandom.of(seed, "phantom-bias", patient));
    RicianNoise noise =
        new RicianNoise(
            settings.noise() * Head.GREY,
            CounterRandom.of(seed, "phantom-noise", patient, kind == PhantomKind.STROKE ? 1 : 0));
    float[] image = new float[grid.size()];
    for (int i = 0; i < image.length; i++) {
      double sensitivity = StrictMath.exp(settings.bias() * bias[i]);
      double signal = head.signal()[i] * sensitivity * artefacts[i] * lesions.ratio()[i];
      image[i] = noise.at(i, signal);
    }
    Mask brain = head.brain();
    return new Phantom(name(patient, kind), new Volume(grid, image), brain, lesions.mask());
  }
}
