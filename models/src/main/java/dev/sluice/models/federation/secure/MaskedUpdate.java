// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import dev.sluice.models.federation.RingVector;

/**
 * Third message of a site: its numbers under its masks.
 *
 * @param site its name
 * @param vector uniform to whoever lacks the masks
 * @param seedCommitment 32 bytes that tell whether a self-mask seed put together from shares is the
 *     right one, and nothing else of it
 * @param membersDigest SHA-256 of the roster and of the members the masks are for: where sites mean
 *     different members, masks do not cancel, and the sum would be a wrong number that looks right
 */
public record MaskedUpdate(
    String site, RingVector vector, byte[] seedCommitment, byte[] membersDigest) {}
