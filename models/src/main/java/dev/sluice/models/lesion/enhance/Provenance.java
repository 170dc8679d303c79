// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.CaseName;

/**
 * Where a synthetic case comes from. With the images of donor and acceptor, {@code new
 * Enhancement(settings, seed).of(donor, acceptor, replica)} makes the same bytes again.
 *
 * @param donor whose lesion it is
 * @param acceptor whose brain
 * @param replica which case of this pair
 * @param seed of all cases
 * @param settings of all cases
 * @param attempts maps that were drawn, the last was taken
 * @param map its parameters
 * @param noise standard deviation of the noise that was added, in units of the image
 * @param donorVolume of the donor's lesion in cubic millimetres
 * @param volume of the label in cubic millimetres
 * @param meanEnhancement mean of rho over the label: without added noise the mean ratio of the
 *     signal to the acceptor's is one more
 * @param meanJacobian mean over the label of the volume in the donor per volume here: the donor's
 *     volume over the label's, up to interpolation
 */
public record Provenance(
    CaseName donor,
    CaseName acceptor,
    long replica,
    long seed,
    EnhancementSettings settings,
    int attempts,
    MapParameters map,
    double noise,
    double donorVolume,
    double volume,
    double meanEnhancement,
    double meanJacobian) {

  /** An id for the case, one for each donor, acceptor, replica and seed. */
  public String caseId() {
    return "%s+%s#%d@%d".formatted(donor.caseId(), acceptor.caseId(), replica, seed);
  }
}
