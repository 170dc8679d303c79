// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.graph.Dag;
import java.io.Serializable;

/** Makes engines. */
interface EngineFactory extends Serializable {

  /** Of what is declared and learned, and nothing else. */
  EngineFactory OF_DECLARATION =
      (declaration, learned, settings) ->
          Prequential.of(
              declaration.domain(),
              declaration.truth(),
              learned,
              settings.learners(),
              settings.engine(),
              settings.pseudoLikelihood());

  /**
   * The engine of an experiment.
   *
   * @param learned the learned graph; null while there is none
   */
  Prequential make(Declaration declaration, Dag learned, ModelSettings settings);
}
