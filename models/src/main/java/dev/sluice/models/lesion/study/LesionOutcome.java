// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.evaluation.ModelScores;
import java.util.List;

/**
 * How a network did on the test cases of a seed.
 *
 * @param seed of phantoms, split, databases and training
 * @param contender what it has learned from
 * @param realCases how many of these were real
 * @param syntheticCases how many were made, of these or of two patients each
 * @param rejected cases that were to be made and could not be
 * @param loss mean over the last tenth of the steps
 * @param cases the test cases by id, the same for all contenders of a seed
 * @param seconds that training took
 */
public record LesionOutcome(
    long seed,
    Contender contender,
    int realCases,
    int syntheticCases,
    int rejected,
    double loss,
    List<Tested> cases,
    double seconds) {

  /**
   * A test case.
   *
   * @param name of the case and its patient
   * @param image the phantom
   * @param brain its tissue
   * @param truth where its lesions are
   * @param predicted where the network says that they are
   * @param score how both agree
   */
  public record Tested(
      CaseName name, Volume image, Mask brain, Mask truth, Mask predicted, CaseScore score) {}

  /** Statistics over the test cases. */
  public ModelScores scores() {
    ModelScores scores = ModelScores.empty(seed, ModelScores.REPLICATES);
    cases.forEach(each -> scores.observe(each.name().patientId(), each.score()));
    return scores;
  }

  /**
   * Dice of the test cases with a lesion, by id, of whoever says that all of the brain is one: what
   * there is to be had without a look at the image.
   */
  public double[] diceOfBrain() {
    return cases.stream()
        .filter(each -> each.score().hasLesion())
        .mapToDouble(each -> CaseScore.of(each.brain(), each.truth(), 0).dice())
        .toArray();
  }

  /** Dice of the test cases with a lesion, by id. */
  public double[] dice() {
    return cases.stream()
        .map(Tested::score)
        .filter(CaseScore::hasLesion)
        .mapToDouble(CaseScore::dice)
        .toArray();
  }
}
