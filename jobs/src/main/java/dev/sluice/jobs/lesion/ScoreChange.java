// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.models.lesion.evaluation.CaseScore;

/**
 * A change in what a model's statistics are of: its own scores, or those of it and another model in
 * one case.
 *
 * @param group of the case
 * @param model whose statistics change
 * @param other the model that it is compared with; empty of its own scores
 * @param patient what the bootstrap draws
 * @param phantom whether the case is simulated
 * @param at when the prediction was made, milliseconds since 1970-01-01T00:00:00Z
 * @param before what the model's score was; null if there was none
 * @param after what it is; null if there is none
 * @param otherBefore of the other model
 * @param otherAfter of the other model
 * @param failed how many failed predictions more there are: -1, 0 or 1
 */
public record ScoreChange(
    String group,
    String model,
    String other,
    String patient,
    boolean phantom,
    long at,
    CaseScore before,
    CaseScore after,
    CaseScore otherBefore,
    CaseScore otherAfter,
    int failed) {

  /** Of a model's own scores. */
  static ScoreChange own(Comparison comparison, CaseScore before, CaseScore after, int failed) {
    TrueCase truth = comparison.truth();
    Prediction prediction = comparison.prediction();
    return new ScoreChange(
        truth.group(),
        prediction.model(),
        "",
        truth.patient(),
        truth.phantom(),
        prediction.said().at(),
        before,
        after,
        null,
        null,
        failed);
  }

  /** The same change as the comparison with another model's score sees it. */
  ScoreChange with(String otherModel, CaseScore score) {
    return new ScoreChange(
        group, model, otherModel, patient, phantom, at, before, after, score, score, 0);
  }

  /** The same change of two models as the other one sees it. */
  ScoreChange turned() {
    return new ScoreChange(
        group,
        /* model= */ other,
        /* other= */ model,
        patient,
        phantom,
        at,
        /* before= */ otherBefore,
        /* after= */ otherAfter,
        /* otherBefore= */ before,
        /* otherAfter= */ after,
        /* failed= */ 0);
  }

  boolean isOwn() {
    return other.isEmpty();
  }
}
