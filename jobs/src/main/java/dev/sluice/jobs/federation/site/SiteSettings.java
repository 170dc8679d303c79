// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.models.federation.rounds.SiteRules;
import java.io.Serializable;

/**
 * Settings of the job of a site.
 *
 * @param topics of the site itself, with its samples
 * @param coordinator topics of the federation, on the coordinator's Kafka
 * @param site its name
 * @param secretFile where the site's secret is, seen from where operators run
 * @param share what it is willing to send
 * @param rules what it holds to
 * @param delta at which the price of privacy is told
 * @param newSamples fewest samples between two answers
 * @param minimumRows fewest new rows of a regime that are in statistics
 * @param training how it learns
 * @param admission which samples are let in
 */
public record SiteSettings(
    JobTopics topics,
    JobTopics coordinator,
    String site,
    String secretFile,
    Share share,
    SiteRules rules,
    double delta,
    long newSamples,
    long minimumRows,
    SiteTraining training,
    AdmissionSettings admission)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  Terms terms() {
    return new Terms(share, rules);
  }

  boolean sharesBeliefs() {
    return share == Share.BELIEFS;
  }
}
