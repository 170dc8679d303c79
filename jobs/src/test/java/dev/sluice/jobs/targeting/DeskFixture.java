// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A desk that is left and taken again for every event, as the operator does, and what it told. */
final class DeskFixture {
  static final int ROWS = 10;
  static final long PATIENCE = 1000;

  final ProposalSettings settings;
  final List<ProposedIntervention> told = new ArrayList<>();
  long now;
  long unmatched;
  long other;
  private Loop loop;

  DeskFixture(ProposalSettings settings) {
    this.settings = settings;
  }

  static ProposalSettings settings(TargetingRule rule, int inFlight, int attempts) {
    return new ProposalSettings(
        rule,
        ROWS,
        List.of(),
        100,
        inFlight,
        PATIENCE,
        attempts,
        false,
        0.005,
        ProposalSettings.WhenSaturated.STOP,
        1);
  }

  static ProposalSettings eig() {
    return settings(TargetingRule.EIG, 1, 2);
  }

  static Experiment.Builder experiment() {
    return Experiment.newBuilder()
        .setExperimentId("e/ü")
        .setVariables(
            Stream.of("A", "B", "C")
                .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                .toList());
  }

  static Declaration declaration(long revision, Map<String, Double> costs, Double budget) {
    Experiment experiment = experiment().setTargetCosts(costs).setTargetBudget(budget).build();
    return Declaration.of(experiment, revision, 0).record();
  }

  void tell(Consumer<Desk> event) {
    Desk desk = new Desk(settings, loop, now, told::add);
    event.accept(desk);
    loop = desk.loop();
    unmatched += desk.books().unmatchedRows();
    other += desk.books().otherRows();
  }

  void declare() {
    declare(declaration(7, Map.of(), null));
  }

  void declare(Declaration declaration) {
    tell(desk -> desk.declared(declaration, null));
  }

  /** Scores of A, B, C, in nats. */
  void score(long samples, double entropy, double... scores) {
    scoreAt(7, samples, entropy, new double[] {1, 1, 1}, scores);
  }

  void scoreAt(long revision, long samples, double entropy, double[] costs, double... scores) {
    List<Candidate> candidates =
        IntStream.range(0, scores.length)
            .mapToObj(i -> new Candidate(VariableSet.of(i), 2, scores[i], 0.001, costs[i], true))
            .sorted((a, b) -> Double.compare(b.score() / b.cost(), a.score() / a.cost()))
            .toList();
    tell(desk -> desk.scored(new Scored(revision, samples, entropy, 1, candidates, false)));
  }

  void answer(String decisionId, int target, int rows, long samples) {
    tell(
        desk ->
            desk.answered(
                List.of(new AnsweredRows(decisionId, VariableSet.of(target), rows)), samples));
  }

  void pass(long millis) {
    now += millis;
    tell(Desk::overdue);
  }

  ProposedIntervention last() {
    return told.get(told.size() - 1);
  }

  List<String> story() {
    return told.stream()
        .map(each -> each.getStatus() + " " + String.join(",", each.getTargets()))
        .map(String::strip)
        .toList();
  }

  long count(DecisionStatus status) {
    return told.stream().filter(each -> each.getStatus() == status).count();
  }
}
