// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.RegimeSchedule;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.topics.Publisher;

/** The samples of one site of a simulated federation, on their way to its topic. */
final class SiteSamples implements AutoCloseable {
  private final SimulatedExperiment experiment;
  private final VariableSet targets;
  private final RegimeSchedule schedule;
  private final long[] drawn;
  private final int site;
  private final int sites;
  private final String topic;
  private final Publisher<Sample> publisher;
  private long sent;

  /**
   * The samples of a site.
   *
   * @param settings with the prefix of its topics
   * @param targets on which it intervenes
   * @param interventional samples of each of them
   * @param site number of it, from 0
   * @param sites how many there are
   */
  SiteSamples(
      SimulatedExperiment experiment,
      KafkaSettings settings,
      VariableSet targets,
      long observational,
      long interventional,
      int site,
      int sites) {
    this.experiment = experiment;
    this.targets = targets;
    this.site = site;
    this.sites = sites;
    int variables = experiment.dimension();
    schedule = RegimeSchedule.of(observational, targets, interventional, variables);
    drawn = new long[1 + variables];
    topic = Topic.SAMPLES.name(settings.prefix());
    publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class);
  }

  VariableSet targets() {
    return targets;
  }

  String topic() {
    return topic;
  }

  /** How many there are. */
  long count() {
    return schedule.round();
  }

  boolean hasNext() {
    return sent < count();
  }

  /** Of each regime, a site of K has every K-th sample, so that none is another's too. */
  void sendNext() {
    int regime = schedule.next();
    publisher.send(experiment.id(), experiment.sample(regime, drawn[regime]++ * sites + site));
    sent++;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
