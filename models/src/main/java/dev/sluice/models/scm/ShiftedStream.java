// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Samples of a system whose mechanisms change, with what only a simulator can know of them. Every
 * sample is a function of source, schedule, seed and index. Immutable and safe for use by many
 * threads.
 */
public final class ShiftedStream {
  private static final String SOURCE = "source";

  /** Segments after which recurrent shifts come again: shift, source, other shift, source. */
  private static final int PERIOD = 4;

  private final ShiftSchedule schedule;
  private final List<Regime> segments;
  private final long seed;

  /**
   * Where a sample comes from.
   *
   * @param label {@code source} or {@code shift-1}, {@code shift-2}, ...
   * @param targets the mechanisms that differ from those of the source
   * @param model the law
   */
  public record Regime(String label, VariableSet targets, StructuralCausalModel model) {}

  /**
   * One draw.
   *
   * @param values one per variable
   * @param losses -ln p of each variable given its parents under the true law, nats
   */
  public record Draw(double[] values, Regime regime, double[] losses) {}

  private ShiftedStream(ShiftSchedule schedule, List<Regime> segments, long seed) {
    this.schedule = schedule;
    this.segments = segments;
    this.seed = seed;
  }

  /**
   * A stream.
   *
   * @param seed of the choice of targets, their mechanisms and the samples
   * @throws IllegalArgumentException if a shift has more targets than the source has variables
   */
  public static ShiftedStream of(StructuralCausalModel source, ShiftSchedule schedule, long seed) {
    int dimension = source.domain().dimension();
    if (schedule.targets() > dimension) {
      throw new IllegalArgumentException(
          "targets: must be 1 to %d, is %d".formatted(dimension, schedule.targets()));
    }
    Regime start = new Regime(SOURCE, VariableSet.EMPTY, source);
    List<Regime> segments = new ArrayList<>();
    segments.add(start);
    for (int segment = 1; segment <= schedule.shifts(); segment++) {
      boolean recurs = schedule.shift() == ShiftSchedule.Shift.RECURRENT;
      if (recurs && segment % 2 == 0) {
        segments.add(start);
      } else if (recurs && segment > PERIOD) {
        segments.add(segments.get(segment - PERIOD));
      } else {
        segments.add(shifted(source, schedule, recurs ? (segment + 1) / 2 : segment, seed));
      }
    }
    return new ShiftedStream(schedule, segments, seed);
  }

  /** The schedule. */
  public ShiftSchedule schedule() {
    return schedule;
  }

  /**
   * The sample of an index.
   *
   * @param index 0 to the schedule's length - 1
   */
  public Draw draw(long index) {
    Regime regime = regime(index);
    double[] values =
        regime.model().sample(VariableSet.EMPTY, InterventionKind.PERFECT, seed, index);
    return new Draw(values, regime, regime.model().losses(values));
  }

  /** The regime of the sample of an index. */
  public Regime regime(long index) {
    int segment = schedule.segment(index);
    long position = schedule.position(index);
    boolean settled =
        segment == 0
            || schedule.shift() != ShiftSchedule.Shift.GRADUAL
            || position >= schedule.transition();
    return settled ? segments.get(segment) : between(segment, position);
  }

  /** While a shift comes in, mechanisms of the regime before it are still about. */
  private Regime between(int segment, long position) {
    Regime before = segments.get(segment - 1);
    Regime after = segments.get(segment);
    double weight = (position + 1.0) / (schedule.transition() + 1);
    return new Regime(
        after.label(),
        before.targets().union(after.targets()),
        before.model().blend(after.model(), weight));
  }

  private static Regime shifted(
      StructuralCausalModel source, ShiftSchedule schedule, int shift, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "shift of mechanisms", shift);
    int[] variables = PermutationSampler.natural(source.domain().dimension());
    PermutationSampler.shuffle(random, variables);
    VariableSet targets = VariableSet.of(Arrays.copyOf(variables, schedule.targets()));
    StructuralCausalModel model =
        schedule.shift() == ShiftSchedule.Shift.PERFECT
            ? source.intervened(targets)
            : source.redrawn(targets, random.nextLong());
    return new Regime("shift-" + shift, targets, model);
  }
}
