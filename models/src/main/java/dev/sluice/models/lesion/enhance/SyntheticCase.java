// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;

/**
 * A healthy brain with somebody else's lesion.
 *
 * @param image the acceptor's image with the lesion's enhancement
 * @param lesion the label
 * @param feathered where the image was changed; everywhere else it is the acceptor's to the bit
 * @param provenance where it comes from
 */
public record SyntheticCase(Volume image, Mask lesion, Mask feathered, Provenance provenance)
    implements EnhancementOutcome {}
