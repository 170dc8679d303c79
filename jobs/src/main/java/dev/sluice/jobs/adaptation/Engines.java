// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.graph.Dag;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.FailureReason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The engines of one subtask, and all that they are asked to do. They are structure, made of the
 * declaration and the learned graph alone, and are made again after a restart. What is thrown here
 * is a failure of the experiment, or a {@link ConfigurationFault}. Not thread-safe, as they are
 * not.
 */
final class Engines {

  /** Sets of variables are bit masks. */
  static final int MOST_VARIABLES = 63;

  /** Of so many samples that come one by one, one is timed: the clock takes a microsecond. */
  private static final int TIMED = 16;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final ModelSettings settings;
  private final EngineFactory factory;
  private final Map<String, Engine> engines = new HashMap<>();

  private record Engine(long revision, long[] learned, Prequential prequential) {}

  Engines(ModelSettings settings, EngineFactory factory) {
    this.settings = settings;
    this.factory = factory;
  }

  /**
   * A comparison that has seen nothing.
   *
   * @param learned parents in the learned graph; null while there is none
   * @throws KeyFailure if the experiment is beyond what can be compared
   */
  RunningComparison begin(Declaration declaration, long[] learned) {
    int d = declaration.variables().length;
    if (d > MOST_VARIABLES) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          d + " variables: models are compared on at most " + MOST_VARIABLES);
    }
    return RunningComparison.begin(of(declaration, learned, null).begin(), learned);
  }

  /**
   * Predicts, scores and learns samples of one regime.
   *
   * @throws KeyFailure if losses are no longer finite
   */
  RunningComparison observe(
      RunningComparison before, Declaration declaration, List<Admitted> samples) {
    Prequential engine = of(declaration, before.learned(), before.state());
    boolean timed = samples.size() > 1 || before.state().samples() % TIMED == 0;
    long start = timed ? CPU.getCurrentThreadCpuTime() : 0;
    AdaptationState state = engine.observe(before.state(), Admitted.observations(samples));
    long nanos = timed ? CPU.getCurrentThreadCpuTime() - start : 0;
    requireFinite(engine.infiniteLoss(state));
    return before.observed(
        state, Admitted.latest(samples), samples.size() > 1 ? nanos : TIMED * nanos);
  }

  /** The comparison with another learned graph. */
  RunningComparison relearn(RunningComparison now, Declaration declaration, long[] parents) {
    Prequential before = of(declaration, now.learned(), now.state());
    Prequential after = of(declaration, parents, null);
    return now.relearned(after.relearn(now.state(), before), parents);
  }

  /**
   * What there is to show.
   *
   * @throws KeyFailure if parameters are no longer finite
   */
  AdaptationSnapshot report(RunningComparison now, Declaration declaration) {
    Prequential engine = of(declaration, now.learned(), now.state());
    requireFinite(engine.infiniteParameter(now.state()));
    return AdaptationSnapshots.of(declaration, settings, now, engine.report(now.state()));
  }

  /** Forgets the engine of an experiment. */
  void end(String experimentId) {
    engines.remove(experimentId);
  }

  /** After a restart with other options no experiment could go on. */
  private static void requireOwn(
      Prequential engine, AdaptationState state, Declaration declaration) {
    if (state != null && !engine.owns(state)) {
      throw new ConfigurationFault(
          "--learners, --pseudo-likelihood: the state of %s is not of the model classes %s"
              .formatted(
                  declaration.experimentId(),
                  engine.classes().stream().map(Enum::name).collect(Collectors.joining(", "))));
    }
  }

  private static void requireFinite(String found) {
    if (found != null) {
      throw new KeyFailure(FailureReason.NOT_FINITE, found);
    }
  }

  /**
   * The engine of an experiment.
   *
   * @param learned parents in the learned graph; null while there is none
   * @param state that the engine must be able to go on with; null if it need not
   */
  private Prequential of(Declaration declaration, long[] learned, AdaptationState state) {
    Engine engine = engines.get(declaration.experimentId());
    if (engine == null
        || engine.revision() != declaration.revision()
        || !Arrays.equals(engine.learned(), learned)) {
      Dag graph = learned == null ? null : Dag.ofParents(learned);
      engine =
          new Engine(declaration.revision(), learned, factory.make(declaration, graph, settings));
      requireOwn(engine.prequential(), state, declaration);
      engines.put(declaration.experimentId(), engine);
    }
    return engine.prequential();
  }
}
