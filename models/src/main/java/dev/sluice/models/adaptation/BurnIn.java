// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.ArrayList;
import java.util.List;

/**
 * The time before anything is compared: all classes learn from everything, and the coordinates of
 * real variables settle.
 */
final class BurnIn {
  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final MechanismWatch watch;
  private final Rehearsal rehearsal;

  BurnIn(
      List<Contender> contenders,
      boolean categorical,
      AdaptationSettings settings,
      MechanismWatch watch) {
    this.contenders = contenders;
    this.settings = settings;
    this.watch = watch;
    int watched = MechanismWatch.watched(contenders);
    rehearsal = new Rehearsal(contenders, categorical, settings, watched);
  }

  /** Learns samples of the burn-in; with its last one everything is frozen. */
  AdaptationState observe(AdaptationState state, List<Observation> batch) {
    AdaptationState framed = framed(state, batch);
    double[][] values = framed.frame().coordinates(batch);
    AdaptationState before = rehearsal.observe(framed, values);
    for (int c = 0; c < contenders.size(); c++) {
      Contender contender = contenders.get(c);
      double[] source = before.learners().get(c).source();
      contender.model().observe(source, values, contender.terms(), Double.POSITIVE_INFINITY);
    }
    AdaptationState after = before.remembering(batch);
    return after.samples() < settings.burnIn() ? after : freeze(after);
  }

  /**
   * Settles the coordinates anew whenever the samples have doubled, and at the end of the burn-in,
   * before they are learned.
   */
  private AdaptationState framed(AdaptationState state, List<Observation> batch) {
    long samples = state.samples();
    for (Observation observation : batch) {
      state.frame().observe(observation.values(), samples);
      samples++;
    }
    boolean doubled = Long.highestOneBit(samples) != Long.highestOneBit(state.samples());
    if (state.frame().isEmpty() || (!doubled && samples < settings.burnIn())) {
      return state;
    }
    Frame settled = state.frame().settled(samples);
    double[] factor = settled.factorFrom(state.frame());
    double[] offset = settled.offsetFrom(state.frame());
    for (int c = 0; c < contenders.size(); c++) {
      contenders.get(c).model().reframe(state.learners().get(c).source(), factor, offset);
    }
    int watched = MechanismWatch.watched(contenders);
    if (state.watch().rehearsal().length > 0) {
      contenders.get(watched).model().reframe(state.watch().rehearsal(), factor, offset);
    }
    return state.framed(settled);
  }

  private AdaptationState freeze(AdaptationState state) {
    rehearsal.end(state.watch());
    List<LearnerState> frozen = new ArrayList<>();
    for (int c = 0; c < contenders.size(); c++) {
      frozen.add(state.learners().get(c).frozen(contenders.get(c).model()));
    }
    return state.with(frozen, watch.freeze(state.watch(), frozen), state.recentFrom(0));
  }
}
