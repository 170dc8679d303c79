// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.jobs.JobTopics;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.enhance.MapRanges;
import java.io.Serializable;

/**
 * Settings of the job that moves lesions to healthy brains.
 *
 * @param topics where records come from and go to
 * @param acceptors the healthy brains
 * @param out folder that files are written to
 * @param replicas synthetic cases of each donor
 * @param seed of all cases
 * @param feather voxels outside a lesion over which its enhancement fades
 * @param mostEnhancement where it is cut
 * @param leastInBrain part of a moved lesion that must lie in the acceptor's brain
 * @param attempts maps that are tried
 * @param noise standard deviation of what is added, in those of the acceptor's noise
 * @param mostBytes of a file, uncompressed
 */
public record EnhanceSettings(
    JobTopics topics,
    Acceptors acceptors,
    String out,
    int replicas,
    long seed,
    int feather,
    double mostEnhancement,
    double leastInBrain,
    int attempts,
    double noise,
    long mostBytes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The same as the model has them. */
  EnhancementSettings enhancement() {
    return new EnhancementSettings(
        MapRanges.DEFAULT, feather, mostEnhancement, leastInBrain, attempts, noise);
  }
}
