// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSynthetic;
import java.util.List;

/** A synthetic case with every field set. */
final class LesionSyntheticRecords {
  private LesionSyntheticRecords() {}

  static LesionSynthetic synthetic() {
    return LesionSynthetic.newBuilder()
        .setCaseId("sub-strokecase0017+normal 3#2@7")
        .setDonor("sub-strokecase0017")
        .setDonorPatient("Größe 17")
        .setAcceptor("normal 3")
        .setAcceptorPatient("p3")
        .setReplica(2)
        .setSeed(7)
        .setPhantom(true)
        .setFailure("an image is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .setImage("s3://synthetic/17-3-2.nii.gz")
        .setMask("s3://synthetic/17-3-2-mask.nii.gz")
        .setAttempts(3)
        .setFlipped(true)
        .setRotation(List.of(1.5, -10.0, 1.0 / 3))
        .setScale(0.8)
        .setShift(List.of(-1.25, 0.0, 1e-300))
        .setSmoothness(4.5)
        .setDisplacement(3.5)
        .setFeather(1)
        .setMostEnhancement(4.0)
        .setNoise(5.0)
        .setDonorVolume(1250.0)
        .setVolume(1000.0)
        .setMeanEnhancement(0.75)
        .setMeanJacobian(1.25)
        .build();
  }
}
