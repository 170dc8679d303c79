// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.study.LesionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The test cases of a study as lines of a CSV file; what is not defined is empty. */
final class LesionCsv {
  private static final String HEADER =
      "seed,model,case,patient,true_voxels,predicted_voxels,common_voxels,dice,true_lesions,"
          + "found_lesions,false_lesions,detected";

  private LesionCsv() {}

  static List<String> lines(List<LesionOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (LesionOutcome outcome : outcomes) {
      outcome.cases().forEach(tested -> lines.add(line(outcome, tested)));
    }
    return lines;
  }

  private static String line(LesionOutcome outcome, LesionOutcome.Tested tested) {
    CaseScore score = tested.score();
    return String.join(
        ",",
        String.valueOf(outcome.seed()),
        outcome.contender().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        tested.name().caseId(),
        tested.name().patientId(),
        String.valueOf(score.truePositives() + score.falseNegatives()),
        String.valueOf(score.truePositives() + score.falsePositives()),
        String.valueOf(score.truePositives()),
        Double.isNaN(score.dice()) ? "" : String.format(Locale.ROOT, "%.6f", score.dice()),
        String.valueOf(score.trueLesions()),
        String.valueOf(score.foundLesions()),
        String.valueOf(score.falseLesions()),
        String.valueOf(score.detected()));
  }
}
