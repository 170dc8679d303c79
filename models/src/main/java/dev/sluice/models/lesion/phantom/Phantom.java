// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;

/**
 * An invented diffusion-weighted image and what is true of it.
 *
 * @param name of the case and of the patient
 * @param image signal; grey matter has 100 without bias and noise
 * @param brain grey and white matter, without ventricles and skull
 * @param lesion voxels of strokes, all of them within the brain; none in a normal phantom
 */
public record Phantom(CaseName name, Volume image, Mask brain, Mask lesion) {}
