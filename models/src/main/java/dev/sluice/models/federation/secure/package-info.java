// SPDX-License-Identifier: Apache-2.0
/**
 * Sums of numbers of which nobody sees the parts: secure aggregation with double masking (Bonawitz
 * et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", CCS 2017) against
 * parties that keep to the protocol and are curious.
 *
 * <p>Every random bit of a site comes by HKDF from its secret, so that a replay says the same bytes
 * again. That presupposes one payload for each (federation, round, attempt): two payloads under the
 * same masks would show their difference. A job therefore sends only what a checkpoint holds, and
 * opens a new attempt where the payload may differ.
 */
package dev.sluice.models.federation.secure;
