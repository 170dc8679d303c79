// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.discovery.replay.Intervention;

/**
 * A draw that is held.
 *
 * @param intervention under which it was drawn
 * @param place in the buffer of its intervention
 * @param values in the order of names
 */
public record HeldDraw(Intervention intervention, int place, double[] values) {}
