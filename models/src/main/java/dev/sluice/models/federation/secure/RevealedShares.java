// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * Fourth message of a site: its shares of what the coordinator needs to take the masks off the sum.
 *
 * @param from who reveals
 * @param shares one for each member, in the order of names
 */
public record RevealedShares(String from, RevealedShare[] shares) {}
