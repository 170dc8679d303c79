// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
  private static final int NODES = 16;
  private static final Domain CONTINUOUS = Domain.continuous(NODES);

  @AfterEach
  void clearStatus() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @CsvSource({"EXACT, 1", "EXACT, 3", "ORDER_EXACT, 1", "ORDER_EXACT, 3"})
  void anInterruptedComputationEnds(Method method, int threads) throws InterruptedException {
    Experiment experiment = continuous();
    CompletableFuture<Posterior> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(
                    Inference.posterior(
                        CONTINUOUS,
                        experiment.statistics(),
                        ScorePrior.defaults(NODES),
                        experiment.graphPrior(),
                        method,
                        threads));
              } catch (CancellationException e) {
                result.completeExceptionally(new CompletionException(e));
              }
            });
    thread.start();
    thread.interrupt();
    thread.join();
    assertThat(result).isCompletedExceptionally();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(result::join)
        .withCauseInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scoringEnds(boolean categorical) {
    Domain domain = Domain.categorical(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    SufficientStatistics counts = Fixture.simulate(domain, 50, true, 1);
    Experiment experiment =
        categorical ? new Experiment(domain, counts, GraphPrior.uniform(NODES)) : continuous();
    assertEnds(() -> experiment.score(ScorePrior.defaults(NODES)));
  }

  @Test
  void everySumEnds() {
    LocalScores scores = continuous().score(ScorePrior.defaults(NODES));
    FamilySums families = new FamilySums(scores, Team.alone());
    ScaledArray alpha = new ScaledArray(1 << NODES);
    OrderModularSum orders = new OrderModularSum(scores, Team.alone());
    assertEnds(() -> MapGraph.of(scores, Team.alone()));
    assertEnds(() -> new FamilySums(scores, Team.alone()));
    assertEnds(() -> SinkSums.of(families, Team.alone()));
    assertEnds(() -> new SourceSums(families, alpha, Team.alone()).rests());
    assertEnds(() -> orders.posterior(1));
  }

  @Test
  void theSearchForAScaleEnds() {
    ScorePrior byEvidence = new ScorePrior(1, NODES + 2, 0.5, true, 1);
    Experiment experiment = continuous();
    Evidence evidence = experiment.evidence(byEvidence);
    assertEnds(() -> experiment.resolve(evidence, byEvidence, Method.EXACT, Team.alone()));
  }

  private static Experiment continuous() {
    return new Experiment(
        CONTINUOUS, Fixture.simulate(NODES, 50, 1, true, 1), GraphPrior.uniform(NODES));
  }

  private static void assertEnds(ThrowingCallable computation) {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(computation);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
