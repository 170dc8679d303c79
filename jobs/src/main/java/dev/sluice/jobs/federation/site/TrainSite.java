// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteLearner;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.statistics.Contribution;
import dev.sluice.models.federation.statistics.MinimumCounts;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.FailureReason;

/** Computes what the site adds in a round, beside the stream, round after round. */
final class TrainSite implements Work<SiteRequest, SiteKnowledge, Computed> {

  private static final long serialVersionUID = 1L;

  /** Statistics now, those that were sent, those that are sent, and their numbers. */
  private static final int COPIES = 4;

  private final SiteSettings settings;

  TrainSite(SiteSettings settings) {
    this.settings = settings;
  }

  /**
   * A revision changes what is known of the graph; what was sent of statistics stays sent as long
   * as the experiment lives.
   */
  @Override
  public long generation(SiteRequest request) {
    return settings.sharesBeliefs()
        ? request.declaration().revision()
        : request.declaration().generation();
  }

  @Override
  public boolean ends(SiteRequest request) {
    return request.belief() == null;
  }

  @Override
  public long bytes(SiteRequest request, SiteKnowledge memory) {
    if (request.statistics() != null) {
      return COPIES * request.statistics().bytes;
    }
    long draws = request.draws().stream().mapToLong(each -> each.values().length).sum();
    return SiteSubject.of(request.declaration())
        .learner(settings.training().method())
        .bytes(null, draws * Double.BYTES, request.draws().size());
  }

  @Override
  public Done<SiteKnowledge, Computed> compute(SiteRequest request, SiteKnowledge memory) {
    if (request.statistics() != null) {
      return contribute(request, memory == null ? null : memory.sent());
    }
    try {
      return train(request, memory == null ? null : memory.learned());
    } catch (ArithmeticException e) {
      throw new KeyFailure(FailureReason.NOT_FINITE, e.getMessage());
    }
  }

  private Done<SiteKnowledge, Computed> train(SiteRequest request, Learned memory) {
    SiteTraining training = settings.training();
    SiteLearner site =
        new SiteLearner(SiteSubject.of(request.declaration()).learner(training.method()));
    Learned before = memory == null ? site.initial() : memory;
    EdgeLogits broadcast = request.belief().logits();
    Learned after =
        site.train(
            site.forget(training.fresh() ? site.anew(before) : before),
            broadcast,
            request.draws(),
            training.epochs(),
            training.budget());
    EdgeLogits local = site.belief(after);
    double clip = request.belief().question().clip();
    SiteUpdate update =
        new SiteUpdate(
            settings.site(),
            request.belief().question().id().round(),
            local.minus(broadcast).clipped(clip),
            weights(request, local));
    RingVector numbers = new UpdateEncoding(clip).encode(update);
    return new Done<>(new SiteKnowledge(site.forget(after), null), computed(request, numbers));
  }

  private static double[] weights(SiteRequest request, EdgeLogits local) {
    SiteBelief belief = request.belief();
    if (belief.alpha() == 0) {
      return SiteWeights.naive(belief.variables().length);
    }
    VariableSet targets = VariableSet.EMPTY;
    for (PlacedDraws draws : request.draws()) {
      targets = targets.union(draws.intervention().targets());
    }
    boolean[][] reference = belief.known() ? belief.logits().graph() : local.graph();
    return new SiteWeights(belief.alpha(), belief.leastWeight()).of(reference, targets);
  }

  /** What cannot be sent now may be sent in another round: nothing is forgotten. */
  private Done<SiteKnowledge, Computed> contribute(SiteRequest request, SufficientStatistics sent) {
    SiteSubject subject = SiteSubject.of(request.declaration());
    SufficientStatistics now = request.statistics();
    try {
      StatisticsAgreement agreement =
          request.belief().agreement().of(subject.names(), subject.domain());
      Contribution contribution =
          StatisticSums.contribution(
              agreement,
              now,
              sent == null
                  ? SufficientStatistics.empty(
                      subject.domain(), request.declaration().mostParents())
                  : sent,
              new MinimumCounts(settings.minimumRows()));
      return new Done<>(
          new SiteKnowledge(null, contribution.sent()), computed(request, contribution.numbers()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw KeyFailure.passing(FailureReason.UNSUPPORTED, e.getMessage());
    }
  }

  private static Computed computed(SiteRequest request, RingVector numbers) {
    return new Computed(
        request.belief().question(), request.declaration().declaredAt(), numbers, null);
  }

  /** The text of a failure may tell of samples and targets, and stays in the log. */
  @Override
  public Computed failed(SiteRequest request, Failure failure) {
    String said =
        switch (failure.reason()) {
          case NOT_FINITE -> "training came to numbers that are not finite";
          case MEMORY -> "an answer would take more memory than there is";
          case UNSUPPORTED ->
              settings.sharesBeliefs()
                  ? "nothing can be learned from such variables"
                  : "the site's rows are not within the agreement";
          default -> "an answer could not be computed";
        };
    return new Computed(
        request.belief().question(), request.declaration().declaredAt(), null, said);
  }
}
