// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The engines of one subtask. They are structure, made of the declaration and the learned graph
 * alone, and are made again after a restart. Not thread-safe, as they are not.
 */
final class Engines {

  private final AdaptationJobSettings settings;
  private final Map<String, Engine> engines = new HashMap<>();

  private record Engine(long revision, long[] learned, Prequential prequential) {}

  Engines(AdaptationJobSettings settings) {
    this.settings = settings;
  }

  /**
   * The engine of an experiment.
   *
   * @param learned parents in the learned graph; null while there is none
   */
  Prequential of(Declaration declaration, long[] learned) {
    Engine engine = engines.get(declaration.experimentId());
    if (engine == null
        || engine.revision() != declaration.revision()
        || !Arrays.equals(engine.learned(), learned)) {
      engine = new Engine(declaration.revision(), learned, make(declaration, learned));
      engines.put(declaration.experimentId(), engine);
    }
    return engine.prequential();
  }

  void end(String experimentId) {
    engines.remove(experimentId);
  }

  private Prequential make(Declaration declaration, long[] learned) {
    return Prequential.of(
        declaration.domain(),
        declaration.truth(),
        learned == null ? null : Dag.ofParents(learned),
        settings.learners(),
        settings.engine(),
        settings.pseudoLikelihood());
  }
}
