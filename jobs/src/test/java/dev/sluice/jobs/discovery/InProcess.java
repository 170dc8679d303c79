// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.Discovery;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.DiscoverySnapshot;

/** What the job has to put out, learned without it. */
final class InProcess {

  private final DiscoverySettings settings;
  private final Declaration declaration;
  private final Subject subject;
  private final Discovery discovery;
  private long samples;
  private long asked;

  InProcess(DiscoverySettings settings, Declaration declaration) {
    this.settings = settings;
    this.declaration = declaration;
    subject = Subject.of(declaration, settings);
    discovery = new Discovery(subject.placing(), subject.learner(), subject.order());
  }

  /** Adds samples of the fixture. */
  InProcess add(int from, int to) {
    for (int t = from; t < to; t++) {
      VariableSet targets = VariableSet.EMPTY;
      for (String target : Fixture.targets(t)) {
        targets = VariableSet.of(declaration.indexOf(target));
      }
      discovery.add(targets, null, Fixture.values(t));
      samples++;
      if (!settings.topics().bounded() && settings.training().due(samples, asked)) {
        asked = samples;
        train(1);
      }
    }
    return this;
  }

  /** Trains for so many rounds. */
  InProcess train(int rounds) {
    for (int round = 0; round < rounds; round++) {
      discovery.train(settings.training().budget());
    }
    return this;
  }

  /** Rounds so far. */
  long epochs() {
    return discovery.learned().epochs();
  }

  /** The snapshot after the last round, without the seconds that it took. */
  DiscoverySnapshot snapshot() {
    TrainRequest request =
        new TrainRequest(
            declaration,
            null,
            settings.topics().bounded() ? samples : asked,
            Fixture.DRAWN_AT,
            true,
            null,
            false);
    return untimed(
        new Snapshots(settings.method().method())
            .of(request, subject.learner(), discovery.learned()));
  }

  static DiscoverySnapshot untimed(DiscoverySnapshot snapshot) {
    return DiscoverySnapshot.newBuilder(snapshot).setTrainingSeconds(null).build();
  }
}
