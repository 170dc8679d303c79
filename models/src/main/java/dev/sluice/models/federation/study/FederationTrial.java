// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.ProcessorSeconds;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RoundUpdates;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One system of a {@link FederationStudy}. */
final class FederationTrial {
  private final FederationStudy.Settings settings;
  private final FederationStudy.Training training;
  private final GroundTruth truth;
  private final DrawCounts draws;
  private final long seed;
  private final Runnable progress;
  private final NameOrder order;
  private final int n;
  private Dag graph;
  private List<StudySite> sites;

  /** After round 1, in which nobody has heard of another yet, so that it is the same for all. */
  private List<Trained> first;

  FederationTrial(
      FederationStudy.Settings settings,
      GroundTruth truth,
      DrawCounts draws,
      long seed,
      Runnable progress) {
    this.settings = settings;
    training = settings.training();
    this.truth = truth;
    this.draws = draws;
    this.seed = seed;
    this.progress = progress;
    order = truth.order();
    n = truth.domain().dimension();
  }

  /**
   * A learner after a round.
   *
   * @param learned what it knows
   * @param seconds of a processor that the round took
   */
  private record Trained(Learned learned, double seconds) {}

  /** Outcomes by party, in the order of the settings, site and round. */
  List<FederationOutcome> run() {
    StructuralCausalModel system = truth.draw().apply(seed);
    graph = system.graph();
    int blocks = settings.sites();
    DrawCounts all = new DrawCounts(blocks * draws.observations(), blocks * draws.interventions());
    TrainingData data = GroundTruth.draws(system, all, seed);
    VariableSet[] targets = settings.split().targets(blocks, n, seed);
    sites = StudySite.cut(data, targets, order, training.width(), seed);
    first = ofEachSite(k -> begin(sites.get(k))).toList();
    List<FederationOutcome> outcomes = new ArrayList<>();
    for (Party party : settings.parties()) {
      outcomes.addAll(
          switch (party) {
            case ALONE ->
                ofEachSite(k -> alone(party, k + 1, sites.get(k), first.get(k)))
                    .flatMap(List::stream)
                    .toList();
            case POOLED -> {
              StudySite pooled = StudySite.pooled(data, targets, order, training.width(), seed);
              yield alone(party, 0, pooled, begin(pooled));
            }
            default -> together(party);
          });
    }
    return outcomes;
  }

  /** What needs the learners of single sites is done side by side. */
  private <T> Stream<T> ofEachSite(IntFunction<T> work) {
    return IntStream.range(0, sites.size()).parallel().mapToObj(work);
  }

  private Trained begin(StudySite site) {
    return train(site, site.federated().initial(), EdgeLogits.zero(n), 1);
  }

  /** One learner's rounds, with whom nobody speaks. */
  private List<FederationOutcome> alone(Party party, int number, StudySite site, Trained after) {
    List<FederationOutcome> outcomes = new ArrayList<>();
    Learned learned = after.learned();
    outcomes.add(outcome(party, number, 1, site.federated().belief(learned), 0, after.seconds()));
    for (int round = 2; round <= training.rounds(); round++) {
      double before = ProcessorSeconds.now();
      for (int epoch = 0; epoch < training.epochs(); epoch++) {
        learned = site.learner().learn(learned, List.of(), training.epoch());
      }
      double took = ProcessorSeconds.now() - before;
      outcomes.add(outcome(party, number, round, site.federated().belief(learned), 0, took));
      progress.run();
    }
    return outcomes;
  }

  private List<FederationOutcome> together(Party party) {
    Aggregation aggregation =
        Aggregation.of(party.rule(), training.weights().least(), training.clip());
    List<FederationOutcome> outcomes = new ArrayList<>();
    List<Trained> trained = first;
    EdgeLogits belief = EdgeLogits.zero(n);
    for (int round = 1; round <= training.rounds(); round++) {
      if (round > 1) {
        trained = next(trained, belief, round);
      }
      RoundUpdates updates = RoundUpdates.none(round, n);
      for (int k = 0; k < sites.size(); k++) {
        updates = updates.with(update(party, sites.get(k), trained.get(k), belief, round));
      }
      long bytes = updates.updates().values().iterator().next().bytes();
      belief = belief.plus(updates.change(aggregation).orElseThrow());
      double took = trained.stream().mapToDouble(Trained::seconds).average().orElseThrow();
      outcomes.add(outcome(party, 0, round, belief, bytes, took));
    }
    return outcomes;
  }

  private List<Trained> next(List<Trained> before, EdgeLogits belief, int round) {
    return ofEachSite(k -> train(sites.get(k), before.get(k).learned(), belief, round)).toList();
  }

  private SiteUpdate update(
      Party party, StudySite site, Trained trained, EdgeLogits belief, int round) {
    EdgeLogits local = site.federated().belief(trained.learned());
    boolean[][] reference = round == 1 ? local.graph() : belief.graph();
    return new SiteUpdate(
        site.name(),
        round,
        local.minus(belief).clipped(training.clip()),
        party == Party.PROXIMITY
            ? training.weights().of(reference, site.targets())
            : SiteWeights.naive(n));
  }

  private Trained train(StudySite site, Learned before, EdgeLogits belief, int round) {
    double start = ProcessorSeconds.now();
    Learned from = round > 1 && training.fresh() ? site.federated().anew(before) : before;
    Learned after =
        site.federated()
            .train(
                from,
                belief,
                round == 1 ? site.draws() : List.of(),
                training.epochs(),
                training.epoch());
    progress.run();
    return new Trained(after, ProcessorSeconds.now() - start);
  }

  private FederationOutcome outcome(
      Party party, int site, int round, EdgeLogits belief, long bytes, double seconds) {
    double[][] edges = order.declared(belief.edges());
    return new FederationOutcome(
        truth.name(),
        draws,
        n,
        graph.edgeCount(),
        seed,
        party,
        site,
        round,
        GraphMetrics.shd(order.declared(belief.graph()), graph),
        GraphMetrics.shd(order.declared(belief.acyclicGraph()), graph),
        GraphMetrics.auroc(edges, graph),
        bytes,
        seconds);
  }
}
