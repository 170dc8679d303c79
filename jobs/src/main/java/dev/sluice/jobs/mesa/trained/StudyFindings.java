// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.schemas.MesaWeights;

/**
 * What a study has found of one version of a model. State.
 *
 * @param name of the model
 * @param version of its weights
 * @param observed entries of the tokens that it predicts
 * @param closest algorithm; empty if the study has not compared it
 * @param cosine of its Jacobian and that of the closest; NaN if there is none
 * @param controlRejected whether the control has learned its W and is no algorithm
 * @param verdict of the study in words; empty if there is none
 */
public record StudyFindings(
    String name,
    long version,
    int observed,
    String closest,
    double cosine,
    boolean controlRejected,
    String verdict) {

  static StudyFindings of(String name, MesaWeights weights) {
    return new StudyFindings(
        name,
        weights.getVersion(),
        weights.getObserved(),
        weights.getClosest() == null ? "" : weights.getClosest(),
        weights.getCosine() == null ? Double.NaN : weights.getCosine(),
        Boolean.TRUE.equals(weights.getControlRejected()),
        weights.getControl() == null ? "" : weights.getControl());
  }

  /** Whether no study has told anything of this version. */
  boolean isEmpty() {
    return closest.isEmpty() && Double.isNaN(cosine) && !controlRejected && verdict.isEmpty();
  }
}
