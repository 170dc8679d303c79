// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import java.io.Serializable;

/**
 * How samples are gathered.
 *
 * @param forgetting weight that every earlier sample keeps at each further one, in (0, 1]
 * @param buckets partial statistics per experiment; must stay the same across a restart with state
 * @param flushInterval how often partial statistics are merged, milliseconds
 */
public record StatisticsSettings(double forgetting, int buckets, long flushInterval)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
