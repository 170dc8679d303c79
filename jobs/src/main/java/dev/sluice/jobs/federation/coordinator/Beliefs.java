// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.rounds.RoundNews;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAgreement;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationMember;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Puts news of a federation into their wire form. */
final class Beliefs {
  private final Federation federation;
  private final CoordinatorSettings settings;

  Beliefs(Federation federation, CoordinatorSettings settings) {
    this.federation = federation;
    this.settings = settings;
  }

  /**
   * News.
   *
   * @param known the last posterior, where statistics are shared; null if there is none
   */
  FederationBelief of(Telling telling, Known known) {
    RoundNews news = telling.news();
    FederationBelief.Builder belief =
        begun(telling, settings)
            .setSites(List.of(news.contributors()))
            .setMembers(List.of(news.members()))
            .setSurvivors(List.of(news.survivors()));
    if (news.roster() != null) {
      belief
          .setThreshold(news.roster().threshold())
          .setRoster(Arrays.stream(news.roster().members()).map(Beliefs::member).toList());
    }
    if (news.fault() != null) {
      belief.setFailure(news.fault()).setFailureReason(FailureReason.ERROR);
    }
    if (news.existence() != null) {
      addLogits(belief, news);
    } else {
      addStatistics(belief, known);
    }
    return belief.build();
  }

  private void addLogits(FederationBelief.Builder belief, RoundNews news) {
    int d = federation.names().size();
    belief
        .setClip(settings.clip())
        .setLeastWeight(settings.leastWeight())
        .setAlpha(settings.alpha())
        .setExistence(Arrays.stream(news.existence()).boxed().toList())
        .setOrientation(Arrays.stream(news.orientation()).boxed().toList());
    if (news.contributors().length > 0) {
      EdgeLogits logits = new EdgeLogits(d, news.existence(), news.orientation());
      belief.setEdges(
          Arrays.stream(logits.edges()).map(row -> Arrays.stream(row).boxed().toList()).toList());
      addGraph(belief, logits.acyclicGraph());
    }
  }

  private void addStatistics(FederationBelief.Builder belief, Known known) {
    StatisticsAgreement agreement = federation.terms().agreement();
    belief.setAgreement(
        FederationAgreement.newBuilder()
            .setWords(agreement.room().words())
            .setMaxRows(agreement.room().maxRows())
            .setMaxSites(agreement.room().maxSites())
            .setBounds(agreement.bounds())
            .setMaxParents(agreement.maxParents())
            .setCodebook(agreement.codebook())
            .build());
    if (known == null) {
      return;
    }
    int d = federation.names().size();
    belief
        .setRows(known.rows())
        .setEdges(
            IntStream.range(0, d)
                .mapToObj(i -> Arrays.stream(known.edges(), i * d, (i + 1) * d).boxed().toList())
                .toList());
    boolean[][] graph = new boolean[d][d];
    for (int at = 0; at < known.graph().length; at += 2) {
      graph[known.graph()[at]][known.graph()[at + 1]] = true;
    }
    addGraph(belief, graph);
  }

  private void addGraph(FederationBelief.Builder belief, boolean[][] graph) {
    List<List<String>> edges = new ArrayList<>();
    for (int i = 0; i < graph.length; i++) {
      for (int j = 0; j < graph.length; j++) {
        if (graph[i][j]) {
          edges.add(List.of(federation.names().get(i), federation.names().get(j)));
        }
      }
    }
    belief.setGraph(edges);
    Dag truth = federation.truth();
    if (truth != null) {
      belief.setShd(GraphMetrics.shd(graph, truth));
    }
  }

  private static FederationMember member(Keys keys) {
    return FederationMember.newBuilder()
        .setSite(keys.site())
        .setMaskKey(ByteBuffer.wrap(keys.publicMaskKey()))
        .setShareKey(ByteBuffer.wrap(keys.publicShareKey()))
        .build();
  }

  /** What is said of a federation that has no rounds, or whose posterior could not be had. */
  static FederationBelief failed(Telling telling, Failure failure, CoordinatorSettings settings) {
    return begun(telling, settings)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static FederationBelief.Builder begun(Telling telling, CoordinatorSettings settings) {
    RoundNews news = telling.news();
    boolean statistics = settings.statistics() != null;
    return FederationBelief.newBuilder()
        .setFederation(telling.declaration().experimentId())
        .setRound(news == null ? 0 : news.round())
        .setAttempt(news == null ? 0 : news.attempt())
        .setPhase(phase(news))
        .setAt(telling.at())
        .setShared(statistics ? FederationShare.STATISTICS : FederationShare.BELIEFS)
        .setMinimumSites(settings.minimumSites())
        .setVariables(variables(telling.declaration()));
  }

  /** A phase in which no site says anything has no name of its own where all is not over. */
  private static FederationPhase phase(RoundNews news) {
    if (news == null) {
      return FederationPhase.UNKNOWN;
    }
    return switch (news.step()) {
      case UPDATES -> FederationPhase.UPDATES;
      case KEYS -> FederationPhase.KEYS;
      case SHARES -> FederationPhase.SHARES;
      case MASKED -> FederationPhase.MASKED;
      case REVEALS -> FederationPhase.REVEALS;
      case ENDED -> FederationPhase.ENDED;
      case PAUSED, FAILED -> FederationPhase.UNKNOWN;
    };
  }

  private static List<FederatedVariable> variables(Declaration declaration) {
    NameOrder order = NameOrder.of(declaration.variables());
    int[] categories = order.ordered(declaration.domain()).categories();
    return IntStream.range(0, declaration.variables().length)
        .mapToObj(
            i ->
                FederatedVariable.newBuilder()
                    .setName(order.name(i))
                    .setCategories(categories.length == 0 ? null : categories[i])
                    .build())
        .toList();
  }
}
