// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

/** What is counted of cases, with its place in arrays of counts, which are kept in states. */
enum CaseCount {
  TRUE_POSITIVES(0),
  FALSE_POSITIVES(1),
  FALSE_NEGATIVES(2),
  TRUE_LESIONS(3),
  FOUND_LESIONS(4),
  PREDICTED_LESIONS(5),
  FALSE_LESIONS(6),
  WITH_LESION(7),
  WITHOUT_LESION(8),
  BOTH_EMPTY(9),
  DETECTED_WITH_LESION(10),
  DETECTED_WITHOUT_LESION(11);

  static final int COUNT = values().length;

  private final int index;

  CaseCount(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  /** How much a case adds. */
  long of(CaseScore score) {
    return switch (this) {
      case TRUE_POSITIVES -> score.truePositives();
      case FALSE_POSITIVES -> score.falsePositives();
      case FALSE_NEGATIVES -> score.falseNegatives();
      case TRUE_LESIONS -> score.trueLesions();
      case FOUND_LESIONS -> score.foundLesions();
      case PREDICTED_LESIONS -> score.predictedLesions();
      case FALSE_LESIONS -> score.falseLesions();
      case WITH_LESION -> oneIf(score.hasLesion());
      case WITHOUT_LESION -> oneIf(!score.hasLesion());
      case BOTH_EMPTY -> oneIf(!score.hasLesion() && score.predictedLesions() == 0);
      case DETECTED_WITH_LESION -> oneIf(score.hasLesion() && score.detected());
      case DETECTED_WITHOUT_LESION -> oneIf(!score.hasLesion() && score.detected());
    };
  }

  private static long oneIf(boolean condition) {
    return condition ? 1 : 0;
  }
}
