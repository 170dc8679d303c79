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
  private final List<FederationOutcome> outcomes = new ArrayList<>();
  private Dag graph;
  private List<StudySite> sites;

  /** After round 1, in which nobody has heard of another yet, so that it is the same for all. */
  private final List<Learned> first = new ArrayList<>();

  /** Of a processor, by site. */
  private double[] firstSeconds;

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

  /** Outcomes by party, in the order of the settings, site and round. */
  List<FederationOutcome> run() {
    StructuralCausalModel system = truth.draw().apply(seed);
    graph = system.graph();
    int blocks = settings.sites();
    DrawCounts all = new DrawCounts(blocks * draws.observations(), blocks * draws.interventions());
    TrainingData data = GroundTruth.draws(system, all, seed);
    VariableSet[] targets = settings.split().targets(blocks, n, seed);
    sites = StudySite.cut(data, targets, order, training.width(), seed);
    firstSeconds = new double[blocks];
    for (int k = 0; k < blocks; k++) {
      double before = ProcessorSeconds.now();
      StudySite site = sites.get(k);
      Learned initial = site.federated().initial();
      first.add(train(site, initial, EdgeLogits.zero(n), 1));
      firstSeconds[k] = ProcessorSeconds.now() - before;
    }
    for (Party party : settings.parties()) {
      switch (party) {
        case ALONE -> {
          for (int k = 0; k < blocks; k++) {
            alone(party, k + 1, sites.get(k), first.get(k), firstSeconds[k]);
          }
        }
        case POOLED -> {
          StudySite pooled = StudySite.pooled(data, targets, order, training.width(), seed);
          double before = ProcessorSeconds.now();
          Learned learned = train(pooled, pooled.federated().initial(), EdgeLogits.zero(n), 1);
          alone(party, 0, pooled, learned, ProcessorSeconds.now() - before);
        }
        default -> together(party);
      }
    }
    return outcomes;
  }

  /** One learner's rounds, with whom nobody speaks. */
  private void alone(Party party, int number, StudySite site, Learned after, double took) {
    Learned learned = after;
    add(party, number, 1, site.federated().belief(learned), 0, took);
    for (int round = 2; round <= training.rounds(); round++) {
      double before = ProcessorSeconds.now();
      for (int epoch = 0; epoch < training.epochs(); epoch++) {
        learned = site.learner().learn(learned, List.of(), training.epoch());
      }
      add(
          party,
          number,
          round,
          site.federated().belief(learned),
          0,
          ProcessorSeconds.now() - before);
      progress.run();
    }
  }

  private void together(Party party) {
    boolean near = party == Party.PROXIMITY;
    double[] naive = SiteWeights.naive(n);
    Aggregation aggregation =
        Aggregation.of(party.rule(), training.weights().least(), training.clip());
    List<Learned> learned = new ArrayList<>(first);
    EdgeLogits belief = EdgeLogits.zero(n);
    for (int round = 1; round <= training.rounds(); round++) {
      RoundUpdates updates = RoundUpdates.none(round, n);
      double took = 0;
      for (int k = 0; k < sites.size(); k++) {
        StudySite site = sites.get(k);
        double before = ProcessorSeconds.now();
        if (round > 1) {
          learned.set(k, train(site, learned.get(k), belief, round));
        }
        EdgeLogits local = site.federated().belief(learned.get(k));
        boolean[][] reference = round == 1 ? local.graph() : belief.graph();
        updates =
            updates.with(
                new SiteUpdate(
                    site.name(),
                    round,
                    local.minus(belief).clipped(training.clip()),
                    near ? training.weights().of(reference, site.targets()) : naive));
        took += round == 1 ? firstSeconds[k] : ProcessorSeconds.now() - before;
      }
      long bytes = updates.updates().values().iterator().next().bytes();
      belief = belief.plus(updates.change(aggregation).orElseThrow());
      add(party, 0, round, belief, bytes, took / sites.size());
    }
  }

  private Learned train(StudySite site, Learned before, EdgeLogits belief, int round) {
    Learned start = round > 1 && training.fresh() ? site.federated().anew(before) : before;
    Learned after =
        site.federated()
            .train(
                start,
                belief,
                round == 1 ? site.draws() : List.of(),
                training.epochs(),
                training.epoch());
    progress.run();
    return after;
  }

  private void add(
      Party party, int site, int round, EdgeLogits belief, long bytes, double seconds) {
    double[][] edges = order.declared(belief.edges());
    outcomes.add(
        new FederationOutcome(
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
            seconds));
  }
}
