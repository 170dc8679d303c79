// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.federation.statistics.Room;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import java.util.Arrays;
import java.util.List;

/**
 * What the coordinator says that numbers of sums of statistics mean, beside the variables.
 *
 * @param words of 32 bits that each number takes
 * @param maxRows most rows of a site
 * @param maxSites most sites
 * @param bounds by continuous variable; empty if categorical
 * @param maxParents of families that are counted; 0 if continuous
 * @param codebook what names cannot say
 */
public record SiteAgreement(
    int words, long maxRows, int maxSites, int[] bounds, int maxParents, String codebook) {

  /**
   * With the variables, in the order of their names.
   *
   * @throws IllegalArgumentException if that makes no sense
   */
  StatisticsAgreement of(List<String> variables, Domain domain) {
    return new StatisticsAgreement(
        variables,
        domain,
        StatisticsAgreement.singleTargets(domain.dimension()),
        new Room(words, maxRows, maxSites),
        Arrays.stream(bounds).boxed().toList(),
        maxParents,
        codebook);
  }
}
