// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.models.lesion.enhance.MapParameters;
import dev.sluice.models.lesion.enhance.Provenance;
import dev.sluice.models.lesion.enhance.Rejection;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSynthetic;
import java.util.List;

/**
 * One synthetic case of a donor and what is said of it.
 *
 * @param donor whose lesion it is
 * @param acceptor whose brain; null if there is none
 * @param replica which case of this donor
 * @param seed of all cases
 */
record Replica(GivenCase donor, AcceptorRow acceptor, long replica, long seed) {

  /** As {@link Provenance#caseId}. */
  String caseId() {
    return "%s+%s#%d@%d".formatted(donor.caseId(), acceptorId(), replica, seed);
  }

  private String acceptorId() {
    return acceptor == null ? "" : acceptor.caseId();
  }

  /** The name of its files, without an ending. */
  String fileName(String settings) {
    return FileNames.of(
        donor.caseId(),
        acceptorId(),
        replica,
        donor.caseId(),
        donor.image(),
        donor.mask(),
        donor.brain(),
        acceptorId(),
        acceptor.image(),
        acceptor.brain(),
        Long.toString(replica),
        Long.toString(seed),
        settings);
  }

  /** That there is a case. */
  Keyed<LesionSynthetic> made(String image, String mask, Provenance from) {
    MapParameters map = from.map();
    return keyed(
        begun()
            .setImage(image)
            .setMask(mask)
            .setAttempts(from.attempts())
            .setFlipped(map.flipped())
            .setRotation(List.of(map.rotationX(), map.rotationY(), map.rotationZ()))
            .setScale(map.scale())
            .setShift(List.of(map.shiftX(), map.shiftY(), map.shiftZ()))
            .setSmoothness(map.smoothness())
            .setDisplacement(map.displacement())
            .setFeather(from.settings().feather())
            .setMostEnhancement(from.settings().mostEnhancement())
            .setNoise(from.noise())
            .setDonorVolume(from.donorVolume())
            .setVolume(from.volume())
            .setMeanEnhancement(from.meanEnhancement())
            .setMeanJacobian(from.meanJacobian()));
  }

  /** That there is none, for the donor and the acceptor do not go together. */
  Keyed<LesionSynthetic> rejected(Rejection rejection) {
    boolean number = rejection.reason() == Rejection.Reason.NOT_FINITE;
    return failed(
        number ? FailureReason.NOT_FINITE : FailureReason.UNSUPPORTED, rejection.because());
  }

  /** That there is none. */
  Keyed<LesionSynthetic> failed(Failure failure) {
    return keyed(begun().setFailure(failure.text()).setFailureReason(failure.reason()));
  }

  /** That there is none. */
  Keyed<LesionSynthetic> failed(FailureReason reason, String text) {
    return failed(new Failure(reason, text, 0));
  }

  private LesionSynthetic.Builder begun() {
    return LesionSynthetic.newBuilder()
        .setCaseId(caseId())
        .setDonor(donor.caseId())
        .setDonorPatient(donor.patientId())
        .setAcceptor(acceptorId())
        .setAcceptorPatient(acceptor == null ? "" : acceptor.patientId())
        .setReplica(replica)
        .setSeed(seed)
        .setPhantom(donor.phantom() || (acceptor != null && acceptor.phantom()));
  }

  private static Keyed<LesionSynthetic> keyed(LesionSynthetic.Builder record) {
    LesionSynthetic built = record.build();
    return new Keyed<>(built.getCaseId(), built);
  }
}
