// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.TargetScores;
import dev.sluice.schemas.ValueLaw;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static ProposalSettings values(Double... values) {
    return new ProposalSettings(
        TargetingRule.EIG,
        10,
        List.of(values),
        100,
        1,
        1000,
        1,
        false,
        0,
        ProposalSettings.WhenSaturated.STOP,
        1);
  }

  private static Declaration continuous() {
    Experiment experiment =
        DeskFixture.experiment()
            .setForbiddenTargets(List.of("B"))
            .setTargetCosts(Map.of("C", 4.0))
            .build();
    return Declaration.of(experiment, 7, 0).record();
  }

  private static Declaration categorical() {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId("e")
            .setVariables(
                List.of(
                    new Variable("A", VariableKind.CATEGORICAL, 3),
                    new Variable("B", VariableKind.CATEGORICAL, 2)))
            .build();
    return Declaration.of(experiment, 7, 0).record();
  }

  @Test
  void areEveryAllowedVariableWithEveryValue() {
    Candidates candidates = Candidates.of(continuous(), values(-1.0, 1.0));

    assertThat(candidates.interventions())
        .containsExactly(
            Intervention.on(0, -1),
            Intervention.on(0, 1),
            Intervention.on(2, -1),
            Intervention.on(2, 1));
    assertThat(candidates.costs()).containsExactly(1, 1, 4, 4);
  }

  @Test
  void withoutValuesNumbersAreTwoAndCategoriesDrawn() {
    assertThat(Candidates.of(continuous(), values()).interventions())
        .containsExactly(Intervention.on(0, 2), Intervention.on(2, 2));
    assertThat(Candidates.of(categorical(), values()).interventions())
        .containsExactly(
            Intervention.on(0, Intervention.UNIFORM), Intervention.on(1, Intervention.UNIFORM));
    TargetScores drawn =
        Candidates.of(categorical(), values()).unscored(categorical(), 100).build();
    assertThat(drawn.getCandidates().get(0).getValue().getLaw()).isEqualTo(ValueLaw.UNIFORM);
    assertThat(drawn.getCandidates().get(0).getValue().getFixed()).isNull();
  }

  @Test
  void aValueThatIsNoCategoryOfEveryVariableIsAFault() {
    assertThat(Candidates.fault(categorical(), values(1.0))).isNull();
    assertThat(Candidates.fault(continuous(), values(-7.5))).isNull();
    assertThat(Candidates.fault(categorical(), values(2.0)))
        .isEqualTo("--propose-values: 2.0 is no category of 'B', which has 2");
    assertThat(Candidates.fault(categorical(), values(0.5)))
        .isEqualTo("--propose-values: 0.5 is no category of 'A', which has 3");
  }

  @Test
  void areRankedPerCostAndSayWhatIsToldApart() {
    Candidates candidates = Candidates.of(continuous(), values(1.0, 2.0));
    double[][] terms = {{1, 1.2}, {1.1, 1.1}, {8, 8.8}, {0, 0.4}};
    TargetScores scores =
        candidates
            .scored(continuous(), 100, new Scores(candidates.interventions(), terms), 0)
            .build();

    assertThat(scores.getRevision()).isEqualTo(7);
    assertThat(scores.getCandidates()).extracting("score").containsExactly(8.4, 1.1, 1.1, 0.2);
    assertThat(scores.getCandidates().get(0).getTargets()).containsExactly(2);
    assertThat(scores.getCandidates()).extracting("cost").containsExactly(4.0, 1.0, 1.0, 4.0);
    assertThat(scores.getCandidates())
        .extracting("distinct")
        .containsExactly(true, false, true, true);
    assertThat(scores.getSaturated()).isFalse();
  }

  @Test
  void areSaturatedWhenTheBestIsWithinTwoErrorsOfChance() {
    Candidates candidates = Candidates.of(continuous(), values());
    Scores noise = new Scores(candidates.interventions(), new double[][] {{0, 0.2}, {0.05, 0.05}});

    assertThat(candidates.scored(continuous(), 100, noise, 0).build().getSaturated()).isTrue();
    assertThat(candidates.scored(continuous(), 100, noise, -0.2).build().getSaturated()).isFalse();
  }
}
