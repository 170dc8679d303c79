// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import java.io.Serializable;

/**
 * Which models are compared, and how.
 *
 * @param learners what a mechanism is
 * @param engine settings of every experiment's engine
 * @param learnedGraph whether to follow the graphs that the posterior job finds
 * @param pseudoLikelihood whether to show each variable given all others as well
 */
public record ModelSettings(
    Learners learners, AdaptationSettings engine, boolean learnedGraph, boolean pseudoLikelihood)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
