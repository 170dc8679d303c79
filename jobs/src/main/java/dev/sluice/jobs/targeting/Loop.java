// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import java.util.List;
import java.util.Map;

/**
 * Where the loop of an experiment stands.
 *
 * @param declaration its latest revision; null before the first
 * @param latest scores; null if there are none that are of use
 * @param made decisions so far in this life of the experiment
 * @param open decisions, the oldest first
 * @param givenUp decisions whose rows may come late, the oldest first
 * @param chosen by label of a candidate, how often it was chosen
 * @param spent cost of all decisions
 * @param weak how many decisions in a row have expected too little
 * @param stopped whether nothing more is proposed
 */
public record Loop(
    Declaration declaration,
    Scored latest,
    long made,
    List<Decision> open,
    List<Decision> givenUp,
    Map<String, Long> chosen,
    double spent,
    int weak,
    boolean stopped) {

  static Loop begin(Declaration declaration, Scored latest) {
    return new Loop(declaration, latest, 0, List.of(), List.of(), Map.of(), 0, 0, false);
  }
}
