// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.verdict.Assessment;
import dev.sluice.models.mesa.verdict.Findings;
import dev.sluice.models.mesa.verdict.Margins;
import dev.sluice.models.mesa.verdict.Probes;
import dev.sluice.models.mesa.verdict.Verdict;
import java.util.List;

/** What a study found of one model. */
record StudyMesaResult(StudiedModel model, Assessment assessment, Probes probes) {
  private static final String CONTROL = "fixed";

  /** Compares and probes a model with the weights of a state. */
  static StudyMesaResult of(StudiedModel model, TrainingState state, int sequences) {
    return new StudyMesaResult(
        model, model.assess(state, sequences), model.probe(state, sequences));
  }

  Findings findings() {
    return assessment.findings();
  }

  boolean isControl() {
    return model.task().name().equals(CONTROL);
  }

  /** The verdict, with the control among all results; a control itself has none. */
  Verdict verdict(List<StudyMesaResult> all) {
    return Verdict.of(findings(), control(all), Margins.FIXED);
  }

  private Findings control(List<StudyMesaResult> all) {
    return all.stream()
        .filter(other -> !isControl() && other.isControl())
        .filter(other -> other.model.model().equals(model.model()))
        .filter(other -> other.model.seed() == model.seed())
        .map(StudyMesaResult::findings)
        .findAny()
        .orElse(null);
  }

  /** Whether the control has learned W and is no algorithm; null if there is none. */
  Boolean isControlRejected(List<StudyMesaResult> all) {
    Findings control = control(all);
    return control == null ? null : Verdict.isRejected(control, Margins.FIXED);
  }
}
