// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.adaptation.AdaptationReport.Status;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Carries a state over to an engine with another learned graph. What a mechanism knew is kept where
 * its predictors are the same; a new one learns from the samples that are kept: those of the end of
 * the burn-in, or the last ones during it. A class whose parts are not trained apart is kept as a
 * whole, or if its size is another, as that of a neural monolith that is matched to the learned
 * graph, begins as a whole. Tallies of losses go on whatever becomes of the models.
 */
final class Regraph {
  private final List<Contender> before;
  private final List<Contender> after;
  private final MechanismWatch watch;
  private final AdaptationSettings settings;

  Regraph(
      List<Contender> before,
      List<Contender> after,
      MechanismWatch watch,
      AdaptationSettings settings) {
    this.before = before;
    this.after = after;
    this.watch = watch;
    this.settings = settings;
  }

  AdaptationState carry(AdaptationState state) {
    List<LearnerState> learners = new ArrayList<>();
    for (Contender contender : after) {
      int old = indexOf(before, contender.type());
      learners.add(
          old < 0
              ? begun(contender, state)
              : carried(before.get(old), contender, state.learners().get(old), state));
    }
    AdaptationState carried =
        state.with(learners, state.watch(), state.heldOut()).with(List.of(), state.events());
    return frozen(state) ? watchedAnew(carried) : rehearsedAnew(carried);
  }

  /** The rehearsal of mechanisms that are others now begins anew. */
  private AdaptationState rehearsedAnew(AdaptationState state) {
    int is = MechanismWatch.watched(after);
    long changed = is < 0 ? 0 : changedOfWatched();
    if (is >= 0 && changed == 0) {
      return state;
    }
    for (long rest = changed; rest != 0; rest &= rest - 1) {
      state.watch().evidence()[Long.numberOfTrailingZeros(rest)] = new double[0];
    }
    return state.watching(state.watch().rehearsing(new double[0]));
  }

  /** Whether the watched class, of which there is one now, is the one that was watched before. */
  private boolean sameWatched() {
    int was = MechanismWatch.watched(before);
    return was >= 0 && before.get(was).type() == after.get(MechanismWatch.watched(after)).type();
  }

  /** Mechanisms of the watched class that are others now: all if it is another class. */
  private long changedOfWatched() {
    Contender is = after.get(MechanismWatch.watched(after));
    return sameWatched() ? changed(before.get(MechanismWatch.watched(before)), is) : is.terms();
  }

  private static boolean frozen(AdaptationState state) {
    return state.heldOut().length > 0;
  }

  private static int indexOf(List<Contender> contenders, ModelClass type) {
    return contenders.stream().map(Contender::type).toList().indexOf(type);
  }

  /** A class that was not there before. */
  private LearnerState begun(Contender contender, AdaptationState state) {
    LearnerState fresh = LearnerState.begin(contender);
    learn(contender.model(), fresh.source(), contender.terms(), state);
    return frozen(state) ? fresh.frozen(contender.model()) : fresh;
  }

  private LearnerState carried(
      Contender old, Contender now, LearnerState learner, AdaptationState state) {
    if (!now.model().modular()) {
      boolean same = now.model().size() == old.model().size();
      return same ? learner : begun(now, state).tallied(learner.tally());
    }
    long changed = changed(old, now);
    if (changed == 0) {
      return learner;
    }
    JointModel model = now.model();
    double[] source = moved(old.model(), now, learner.source(), changed);
    learn(model, source, changed, state);
    LearnerState begun =
        new LearnerState(
            learner.type(),
            source,
            learner.all(),
            learner.scratch(),
            learner.oracle(),
            learner.detected(),
            learner.candidate(),
            learner.tally());
    if (!frozen(state)) {
      return begun;
    }
    Function<double[], double[]> move =
        parameters -> {
          double[] to = source.clone();
          copyUnchanged(old.model(), model, parameters, to, changed);
          return to;
        };
    return new LearnerState(
        learner.type(),
        source,
        move.apply(learner.all()),
        moved(old.model(), now, learner.scratch(), changed),
        move.apply(learner.oracle()),
        move.apply(learner.detected()),
        move.apply(learner.candidate()),
        learner.tally());
  }

  /** Variables whose predictors differ. */
  private static long changed(Contender old, Contender now) {
    long mask = 0;
    for (int i = 0; i < now.predictors().length; i++) {
      mask |= now.predictors()[i] == old.predictors()[i] ? 0 : 1L << i;
    }
    return mask;
  }

  /** Parameters in which changed terms know nothing. */
  private static double[] moved(JointModel old, Contender now, double[] parameters, long changed) {
    double[] to = now.model().initial();
    copyUnchanged(old, now.model(), parameters, to, changed);
    return to;
  }

  private static void copyUnchanged(
      JointModel old, JointModel now, double[] from, double[] to, long changed) {
    for (int i = 0; i < now.terms(); i++) {
      if ((changed >>> i & 1) == 0) {
        now.insert(to, i, old.extract(from, i));
      }
    }
  }

  private void learn(JointModel model, double[] source, long terms, AdaptationState state) {
    double[][] samples = frozen(state) ? state.heldOut() : state.recentFrom(0);
    for (int from = 0; from < samples.length; from += settings.batch()) {
      int to = Math.min(samples.length, from + settings.batch());
      model.observe(source, Arrays.copyOfRange(samples, from, to), terms, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * If the watched class is another, or its graph: its mechanisms are used as they are, and learn
   * for as long as a burn-in. They have never been rehearsed.
   */
  private AdaptationState watchedAnew(AdaptationState state) {
    int was = MechanismWatch.watched(before);
    int is = MechanismWatch.watched(after);
    if (is < 0) {
      return unwatched(state);
    }
    boolean same = sameWatched();
    long changed = changedOfWatched();
    WatchState old = state.watch();
    double[] champion = state.learners().get(is).detected().clone();
    double[] challenger = champion.clone();
    if (same) {
      JointModel from = before.get(was).model();
      JointModel to = after.get(is).model();
      copyUnchanged(from, to, old.champion(), champion, changed);
      copyUnchanged(from, to, old.challenger(), challenger, changed);
    }
    AdaptationState now =
        state.with(state.learners(), old.with(champion, challenger), state.heldOut());
    for (int i = 0; i < old.status().length; i++) {
      if ((changed >>> i & 1) != 0) {
        old.status()[i] = Status.RELEARNING.code();
        old.until()[i] = state.samples() + settings.burnIn();
        old.adapted()[i] = 1;
        old.evidence()[i] = new double[0];
        old.replayed()[i] = new double[0];
        old.rejections()[i] = 0;
        Rehearsal.refute(old, i);
        watch.rewatch(now, i);
      } else if (old.evidence()[i].length > 1) {
        old.evidence()[i] = new double[] {old.evidence()[i][0]};
        old.replayed()[i] = new double[] {old.replayed()[i][0]};
      }
    }
    return now;
  }

  /** No class is left whose mechanisms could be watched. */
  private static AdaptationState unwatched(AdaptationState state) {
    WatchState watch = state.watch().with(new double[0], new double[0]);
    Arrays.fill(watch.status(), Status.BURN_IN.code());
    Arrays.fill(watch.evidence(), new double[0]);
    Arrays.fill(watch.replayed(), new double[0]);
    Arrays.fill(watch.rejections(), 0);
    return state.with(state.learners(), watch, state.heldOut());
  }
}
