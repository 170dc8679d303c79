// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * A share of one secret of one member.
 *
 * @param of the member
 * @param survives whether its update is in the sum: then the share is of its self-mask seed, else
 *     of its private mask key; never are both revealed
 * @param share 32 bytes
 */
public record RevealedShare(String of, boolean survives, byte[] share) {}
