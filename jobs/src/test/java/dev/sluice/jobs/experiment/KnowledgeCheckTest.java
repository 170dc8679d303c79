// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.EdgeOdds;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnowledgeCheckTest {

  private static Experiment.Builder experiment() {
    return Experiment.newBuilder()
        .setExperimentId("e")
        .setVariables(
            Stream.of("A", "B", "C")
                .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                .toList());
  }

  private static void assertRefused(Experiment.Builder experiment, String message) {
    Decoded<Declaration> decoded = Declaration.of(experiment.build(), 7, 1000);
    assertThat(decoded.reason()).isEqualTo(Reason.INVALID_DECLARATION);
    assertThat(decoded.message()).isEqualTo(message);
  }

  private static Experiment.Builder odds(EdgeOdds... odds) {
    return experiment().setPriorOdds(List.of(odds));
  }

  @Test
  void whatIsWellFormedIsTaken() {
    Experiment experiment =
        experiment()
            .setPriorOdds(List.of(new EdgeOdds("A", "B", 4.0), new EdgeOdds("B", "A", 0.25)))
            .setTiers(List.of(List.of("C"), List.of("A")))
            .setMaxParents(0)
            .setTargetCosts(Map.of("B", 2.5))
            .build();

    assertThat(KnowledgeCheck.fault(experiment)).isNull();
    assertThat(KnowledgeCheck.fault(experiment().build())).isNull();
  }

  @Test
  void priorOdds() {
    assertRefused(odds(new EdgeOdds("A", "X", 1.0)), "priorOdds: 'X' is no variable");
    assertRefused(odds(new EdgeOdds("X", "A", 1.0)), "priorOdds: 'X' is no variable");
    assertRefused(odds(new EdgeOdds("A", "A", 1.0)), "priorOdds: 'A' cannot be its own parent");
    assertRefused(
        odds(new EdgeOdds("A", "B", 0.0)), "priorOdds: odds of [A, B] must be above 0, are 0.0");
    assertRefused(
        odds(new EdgeOdds("A", "B", Double.POSITIVE_INFINITY)),
        "priorOdds: odds of [A, B] must be above 0, are Infinity");
    assertRefused(
        odds(new EdgeOdds("A", "B", Double.NaN)),
        "priorOdds: odds of [A, B] must be above 0, are NaN");
    assertRefused(
        odds(new EdgeOdds("A", "B", 1.0), new EdgeOdds("A", "B", 2.0)),
        "priorOdds: [A, B] is given twice");
  }

  @Test
  void tiers() {
    assertRefused(experiment().setTiers(List.of(List.of("X"))), "tiers: 'X' is no variable");
    assertRefused(
        experiment().setTiers(List.of(List.of("A"), List.of("B", "A"))),
        "tiers: 'A' is given twice");
  }

  @Test
  void maxParents() {
    assertRefused(experiment().setMaxParents(-1), "maxParents: must be at least 0, is -1");
  }

  @Test
  void targetCosts() {
    assertRefused(experiment().setTargetCosts(Map.of("X", 1.0)), "targetCosts: 'X' is no variable");
    assertRefused(
        experiment().setTargetCosts(Map.of("B", 0.0)),
        "targetCosts: cost of 'B' must be above 0, is 0.0");
  }

  @Test
  void limitsOfTargets() {
    assertRefused(
        experiment().setForbiddenTargets(List.of("X")), "forbiddenTargets: 'X' is no variable");
    assertRefused(
        experiment().setOnlyTargets(List.of("A", "A")), "onlyTargets: 'A' is given twice");
    assertRefused(
        experiment().setOnlyTargets(List.of("A", "B")).setForbiddenTargets(List.of("C", "B")),
        "forbiddenTargets: 'B' is one of onlyTargets too");
    assertRefused(
        experiment().setTargetBudget(-1.0),
        "targetBudget: must be a number of at least 0, is -1.0");
    assertRefused(
        experiment().setTargetBudget(Double.NaN),
        "targetBudget: must be a number of at least 0, is NaN");
  }

  @Test
  void aDeclarationKnowsItsLimits() {
    TargetLimits none = Declaration.of(experiment().build(), 1, 0).record().targetLimits();
    assertThat(none.costs()).containsExactly(1, 1, 1);
    assertThat(none.allowed()).isEqualTo(VariableSet.of(0, 1, 2));
    assertThat(none.budget()).isInfinite();

    Experiment limited =
        experiment()
            .setTargetCosts(Map.of("C", 10.0))
            .setForbiddenTargets(List.of("A"))
            .setTargetBudget(200.0)
            .build();
    TargetLimits limits = Declaration.of(limited, 1, 0).record().targetLimits();
    assertThat(limits.costs()).containsExactly(1, 1, 10);
    assertThat(limits.allowed()).isEqualTo(VariableSet.of(1, 2));
    assertThat(limits.budget()).isEqualTo(200);

    Experiment only = experiment().setOnlyTargets(List.of("C")).build();
    assertThat(Declaration.of(only, 1, 0).record().targetLimits().allowed())
        .isEqualTo(VariableSet.of(2));
  }
}
