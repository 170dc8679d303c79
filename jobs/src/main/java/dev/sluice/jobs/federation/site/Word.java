// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.schemas.FederationBelief;

/**
 * What a site is told of an experiment: its own declaration, or what the coordinator says.
 *
 * @param federation the experimentId
 * @param announcement null if it is of the coordinator
 * @param belief null if it is of the site, or if the coordinator has taken back what it said
 */
public record Word(String federation, Announcement announcement, SiteBelief belief) {

  static Word declared(Announcement announcement) {
    return new Word(announcement.experimentId(), announcement, null);
  }

  static Word said(FederationBelief belief, RawRecord source) {
    return new Word(belief.getFederation(), null, BeliefRecord.read(belief));
  }

  static Word takenBack(RawRecord source) {
    return new Word(source.keyText(), null, null);
  }
}
