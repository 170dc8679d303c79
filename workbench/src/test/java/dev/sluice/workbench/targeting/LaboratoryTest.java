// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.UNIFORM;
import static dev.sluice.workbench.targeting.Proposals.chain;
import static dev.sluice.workbench.targeting.Proposals.fixed;
import static dev.sluice.workbench.targeting.Proposals.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.ValueLaw;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a laboratory measures, loses and refuses. */
class LaboratoryTest {
  private static final SimulatedExperiment GAUSSIAN = chain("linear-gaussian");
  private static final SimulatedExperiment CATEGORICAL = chain("categorical:3");

  private final Laboratory lab = new Laboratory(GAUSSIAN, 5, 0);
  private final Laboratory categories = new Laboratory(CATEGORICAL, 5, 0);

  @Test
  void aSampleIsWhatTheProposalAsksFor() {
    ProposedIntervention proposal = proposal(1).setTargets(List.of("X4", "X2")).build();

    Sample sample = lab.sample(proposal, 7);

    assertThat(sample.getExperimentId()).isEqualTo("lab");
    assertThat(sample.getSampleId()).isEqualTo("lab/1-00000001#7");
    assertThat(sample.getDecisionId()).isEqualTo("lab/1-00000001");
    assertThat(sample.getTargets()).containsExactly("X4", "X2");
    assertThat(sample.getKind()).isEqualTo(InterventionKind.PERFECT);
    assertThat(sample.getValues()).hasSize(4);
    assertThat(sample.getValues().get(1)).isEqualTo(2);
    assertThat(sample.getValues().get(3)).isEqualTo(2);
    assertThat(sample.getRegime()).isNull();
  }

  @Test
  void samplesAreFunctionsOfSystemSeedDecisionAndRow() {
    ProposedIntervention first = proposal(1).build();
    ProposedIntervention repeated = proposal(1).setAttempt(3).setRows(99).setRevision(7).build();

    assertThat(rows(lab, repeated)).startsWith(rows(lab, first).toArray(Sample[]::new));
    assertThat(new Laboratory(chain("linear-gaussian"), 5, 0.5).sample(first, 3))
        .isEqualTo(lab.sample(first, 3));
    assertThat(rows(lab, first)).extracting(Sample::getValues).doesNotHaveDuplicates();
    assertThat(lab.sample(proposal(2).build(), 3).getValues())
        .isNotEqualTo(lab.sample(first, 3).getValues());
    assertThat(new Laboratory(GAUSSIAN, 6, 0).sample(first, 3).getValues())
        .isNotEqualTo(lab.sample(first, 3).getValues());
  }

  @Test
  void theOthersFollowTheTrueSystem() {
    int child = GAUSSIAN.graph().edges()[0][1];
    int parent = GAUSSIAN.graph().edges()[0][0];
    ProposedIntervention high =
        proposal(1).setTargets(List.of(GAUSSIAN.names().get(parent))).setValue(fixed(1000)).build();
    ProposedIntervention low = ProposedIntervention.newBuilder(high).setValue(fixed(0)).build();

    double effect =
        lab.sample(high, 0).getValues().get(child) - lab.sample(low, 0).getValues().get(child);

    double[] direct = GAUSSIAN.model().sampleAt(VariableSet.of(parent), 1000, 1, 1);
    double[] without = GAUSSIAN.model().sampleAt(VariableSet.of(parent), 0, 1, 1);
    assertThat(effect).isCloseTo(direct[child] - without[child], within(1e-9));
    assertThat(Math.abs(effect)).isGreaterThan(400);
  }

  @Test
  void uniformCategoriesAreDrawnForEachTargetAndRow() {
    ProposedIntervention proposal =
        proposal(1).setTargets(List.of("X1", "X2")).setValue(UNIFORM).setRows(9_000).build();

    int[][] counts = new int[3][3];
    for (Sample sample : rows(categories, proposal)) {
      List<Double> values = sample.getValues();
      counts[values.get(0).intValue()][values.get(1).intValue()]++;
    }

    // 1,000 of each pair are expected, with a deviation of 30
    for (int[] row : counts) {
      for (int count : row) {
        assertThat(count).isBetween(880, 1120);
      }
    }
  }

  @Test
  void shareOfTheProposalsIsLostAtEachAttemptAnew() {
    Laboratory careless = new Laboratory(GAUSSIAN, 5, 0.2);
    List<ProposedIntervention> first =
        IntStream.rangeClosed(1, 1000).mapToObj(n -> proposal(n).build()).toList();

    List<ProposedIntervention> lost = first.stream().filter(careless::loses).toList();

    assertThat(lost).hasSizeBetween(160, 240); // three deviations
    assertThat(new Laboratory(GAUSSIAN, 5, 0.2).loses(lost.get(0))).isTrue();
    assertThat(lost.stream().filter(one -> careless.loses(again(one))).count())
        .isBetween(lost.size() / 10L, lost.size() * 3L / 10);
    assertThat(first).noneMatch(lab::loses).allMatch(new Laboratory(GAUSSIAN, 5, 1)::loses);
  }

  private static ProposedIntervention again(ProposedIntervention proposal) {
    return ProposedIntervention.newBuilder(proposal).setAttempt(2).build();
  }

  @Test
  void saysWhatItCannotDo() {
    assertRefused(lab, proposal(1).setDecisionId(" "), "decisionId: must not be blank");
    assertRefused(lab, proposal(1).setRows(0), "rows: must be at least 1, not 0");
    assertRefused(lab, proposal(1).setTargets(List.of()), "targets: there is none");
    assertRefused(
        lab,
        proposal(1).setTargets(List.of("X1", "x2\n")),
        "targets: 'x2U+000A' is not a variable; did you mean X2? there are [X1, X2, X3, X4]");
    assertRefused(lab, proposal(1).setTargets(List.of("X2", "X2")), "targets: 'X2' stands twice");
    assertRefused(lab, proposal(1).setValue(null), "value: must be either fixed or by a law");
    assertRefused(
        lab,
        proposal(1).setValue(new InterventionValue(null, null)),
        "value: must be either fixed or by a law");
    assertRefused(
        lab,
        proposal(1).setValue(new InterventionValue(1.0, ValueLaw.UNIFORM)),
        "value: must be either fixed or by a law");
    assertRefused(
        lab,
        proposal(1).setValue(UNIFORM),
        "value: continuous variables cannot be set by the law UNIFORM");
    assertRefused(
        categories,
        proposal(1).setValue(new InterventionValue(null, ValueLaw.UNKNOWN)),
        "value: categorical variables cannot be set by the law UNKNOWN");
    assertRefused(lab, proposal(1).setValue(fixed(Double.NaN)), "value: must be finite, not NaN");
    assertRefused(
        categories, proposal(1).setValue(fixed(3)), "value: categories of 'X2' are 0 to 2, not 3");
    assertRefused(
        categories,
        proposal(1).setValue(fixed(0.5)),
        "value: categories of 'X2' are 0 to 2, not 0.5");
    assertRefused(
        categories,
        proposal(1).setValue(fixed(-1)),
        "value: categories of 'X2' are 0 to 2, not -1");
    assertThat(lab.refusal(proposal(1).build())).isEmpty();
    assertThat(categories.refusal(proposal(1).setValue(UNIFORM).build())).isEmpty();
    assertThat(categories.refusal(proposal(1).build())).isEmpty();
  }

  private static void assertRefused(
      Laboratory lab, ProposedIntervention.Builder proposal, String why) {
    assertThat(lab.refusal(proposal.build())).contains(why);
  }

  private static List<Sample> rows(Laboratory lab, ProposedIntervention proposal) {
    return IntStream.range(0, proposal.getRows())
        .mapToObj(row -> lab.sample(proposal, row))
        .toList();
  }
}
