// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import java.io.Serializable;

/**
 * When posteriors are computed.
 *
 * @param growth evidence must have grown by this factor for the next refresh, above 1
 * @param interval least time between two refreshes of an experiment, milliseconds
 * @param latest evidence that has grown by less is shown after this time, milliseconds
 * @param threads per subtask that compute posteriors
 */
public record RefreshSettings(double growth, long interval, long latest, int threads)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
