// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic lesion enhancement: the relative increase of signal in a real lesion, moved by a random
 * smooth map and multiplied onto the image of a healthy brain, after Federau, Christensen, Scherrer
 * et al. 2020. The paper gives the principle only; the particulars here are ours and are
 * parameters.
 *
 * <p>For voxels p of the acceptor and a map phi to positions in the donor,
 *
 * <pre>
 * rho = S / B - 1       S the donor's signal, B what healthy tissue would have there
 * S_synthetic(p) = S_acceptor(p) (1 + rho(phi(p)))
 * label(p) = lesion(phi(p)) &gt; 1/2
 * </pre>
 *
 * <p>Multiplying scales the acceptor's noise too, by 1 + rho. Noise that is added after that comes
 * on top of it, so that there is more of it in a synthetic lesion than in a real one.
 */
package dev.sluice.models.lesion.enhance;
