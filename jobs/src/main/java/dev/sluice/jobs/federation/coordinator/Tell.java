// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.schemas.FederationBelief;

/**
 * Makes beliefs of news, one after the other, and beside the stream, as where statistics are shared
 * each sum has a posterior.
 */
final class Tell implements Work<Telling, Known, FederationBelief> {

  private static final long serialVersionUID = 1L;

  private final CoordinatorSettings settings;

  Tell(CoordinatorSettings settings) {
    this.settings = settings;
  }

  @Override
  public long generation(Telling telling) {
    return telling.life();
  }

  @Override
  public boolean ends(Telling telling) {
    return telling.news() == null && telling.failure() == null;
  }

  private static boolean infers(Telling telling) {
    return telling.news() != null && telling.news().pooled() != null;
  }

  private PooledPosterior posterior(Telling telling) {
    Federation federation = Federation.of(telling.declaration(), settings);
    return new PooledPosterior(federation, telling.news().pooled());
  }

  @Override
  public long bytes(Telling telling, Known memory) {
    return infers(telling) ? posterior(telling).bytes() : 0;
  }

  @Override
  public Done<Known, FederationBelief> compute(Telling telling, Known memory) {
    if (telling.failure() != null) {
      return new Done<>(null, failed(telling, telling.failure()));
    }
    Federation federation = Federation.of(telling.declaration(), settings);
    Known known =
        infers(telling)
            ? posterior(telling).compute(memory == null ? null : memory.sampler())
            : memory;
    return new Done<>(known, new Beliefs(federation, settings).of(telling, known));
  }

  @Override
  public FederationBelief failed(Telling telling, Failure failure) {
    return Beliefs.failed(telling, failure, settings);
  }
}
