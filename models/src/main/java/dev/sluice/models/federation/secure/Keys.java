// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * First message of a site: its public keys of this round (X25519, 32 bytes each, RFC 7748).
 *
 * @param site its name
 * @param publicMaskKey for the masks that pairs of sites have in common
 * @param publicShareKey for the encryption of shares
 */
public record Keys(String site, byte[] publicMaskKey, byte[] publicShareKey) {}
