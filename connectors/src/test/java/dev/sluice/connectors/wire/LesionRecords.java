// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionDifference;
import dev.sluice.schemas.LesionMean;
import dev.sluice.schemas.LesionPrediction;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.LesionSplit;
import dev.sluice.schemas.LesionVolumeAgreement;
import java.util.List;

/** One record of every contract of lesions with every field set. */
final class LesionRecords {
  private LesionRecords() {}

  static LesionCase lesionCase() {
    return LesionCase.newBuilder()
        .setCaseId("sub-strokecase0017")
        .setGroup("test")
        .setPatientId("Größe 17")
        .setKind(LesionCaseKind.STROKE)
        .setSplit(LesionSplit.TEST)
        .setImage("s3://cases/17/dwi.nii.gz")
        .setMask("s3://cases/17/msk.nii.gz")
        .setBrain("s3://cases/17/brain.nii.gz")
        .setPhantom(true)
        .build();
  }

  static LesionPrediction prediction() {
    return LesionPrediction.newBuilder()
        .setCaseId("sub-strokecase0017")
        .setModel("cs40 3")
        .setMask("s3://predictions/cs40-3/17.nii.gz")
        .setThreshold(0.25)
        .setPredictedAt(1_700_000_000_000L)
        .build();
  }

  static LesionSnapshot snapshot() {
    return LesionSnapshot.newBuilder()
        .setGroup("test")
        .setModel("cs40 3")
        .setAsOf(1_700_000_000_000L)
        .setPhantomCases(192)
        .setCases(192)
        .setFailedCases(1)
        .setFailure("edges[0][1] is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .setLevel(0.95)
        .setMinimumVolume(12.5)
        .setWithLesion(90)
        .setBothEmpty(77)
        .setDice(new LesionMean(90L, 0.72, 0.02, 0.68, 0.76, 0.675, 0.765))
        .setPooledDice(0.75)
        .setVolume(
            new LesionVolumeAgreement(
                0.5, 2.0, 0.25, 0.75, -3.42, -4.0, -3.0, 4.42, 4.0, 5.0, 0.9, 0.85, 0.95))
        .setFalseVolume(0.125)
        .setSensitivity(new LesionShare(82L, 90L, 82 / 90.0, 0.834, 0.954, 0.832, 0.961))
        .setSpecificity(new LesionShare(77L, 102L, 77 / 102.0, 0.663, 0.828, 0.66, 0.835))
        .setLesionRecall(new LesionShare(3L, 4L, 0.75, 0.301, 0.954, 0.194, 0.994))
        .setLesionPrecision(new LesionShare(3L, 6L, 0.5, 0.188, 0.812, 0.118, 0.882))
        .setLesionF1(0.6)
        .setDifferences(
            List.of(
                new LesionDifference(
                    "cdb 1", new LesionMean(90L, 0.07, 0.01, 0.05, 0.09, 0.051, 0.089), 60L, 20L)))
        .build();
  }
}
