// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * A model with memory: a random-walk Metropolis chain whose target is a standard normal law in
 * three dimensions. Its randomness is keyed by generation and step. Snapshots carry the key as
 * experiment, the samples as time, and the place as values. Each computation takes a permit of
 * {@link #GATE} first.
 */
final class Walk implements Work<Steps, Place, Sample> {

  private static final long serialVersionUID = 1L;

  /** A computation of so many steps throws. */
  static final int THROWS = 101;

  /** A computation of so many steps ends in a number that is not finite. */
  static final int INFINITE = 102;

  /** A computation of so many steps needs more heap than there is. */
  static final int TOO_LARGE = 103;

  /** A computation of so many steps fails, but further requests may not. */
  static final int PASSES = 104;

  /** What computations need to begin. */
  static final Semaphore GATE = new Semaphore(0);

  @Override
  public long generation(Steps request) {
    return request.generation();
  }

  @Override
  public boolean ends(Steps request) {
    return request.steps() == 0;
  }

  @Override
  public long bytes(Steps request, Place memory) {
    return request.steps() == TOO_LARGE ? Long.MAX_VALUE : 1 << 20;
  }

  @Override
  public Done<Place, Sample> compute(Steps request, Place memory) throws InterruptedException {
    GATE.acquire();
    if (request.steps() == THROWS) {
      throw new KeyFailure(FailureReason.UNSUPPORTED, "no such steps");
    }
    if (request.steps() == PASSES) {
      throw KeyFailure.passing(FailureReason.DEPENDENT_VARIABLES, "no steps yet");
    }
    Place place = go(request, memory);
    if (request.steps() == INFINITE) {
      place = new Place(place.steps(), new double[] {0, Double.POSITIVE_INFINITY, 0});
    }
    return new Done<>(place, snapshot(request, place));
  }

  /** The same without a thread: what a result is compared with. */
  static Place go(Steps request, Place memory) {
    double[] x = memory == null ? new double[3] : memory.x().clone();
    long from = memory == null ? 0 : memory.steps();
    for (long step = from; step < from + request.steps(); step++) {
      SplittableRandom random = new SplittableRandom(request.generation() * 1_000_003 + step);
      double change = 0;
      double[] proposal = x.clone();
      for (int i = 0; i < x.length; i++) {
        proposal[i] += random.nextDouble(-1, 1);
        change += (x[i] * x[i] - proposal[i] * proposal[i]) / 2;
      }
      if (Math.log(random.nextDouble()) < change) {
        x = proposal;
      }
    }
    return new Place(from + request.steps(), x);
  }

  static Sample snapshot(Steps request, Place place) {
    return sample(request).setValues(Arrays.stream(place.x()).boxed().toList()).build();
  }

  @Override
  public Sample failed(Steps request, Failure failure) {
    return sample(request)
        .setRegime(failure.reason() + ": " + failure.text())
        .setValues(List.of())
        .build();
  }

  private static Sample.Builder sample(Steps request) {
    return Sample.newBuilder()
        .setExperimentId(request.key())
        .setDrawnAt(request.samples())
        .setTargets(null);
  }

  /** What the requests of a key give, one after the other. */
  static List<Sample> batch(Steps... requests) {
    List<Sample> snapshots = new ArrayList<>();
    Place place = null;
    for (Steps request : requests) {
      place = go(request, place);
      snapshots.add(snapshot(request, place));
    }
    return snapshots;
  }
}
