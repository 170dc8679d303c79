// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposedIntervention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** What comes of samples that answer decisions, and of the end of a bounded run. */
class ProposingJobTest extends DiscoveryRuns {

  private static final String LINKS = Fixture.declaration("links", Fixture.truth());

  private static List<RawRecord> samples() {
    List<String> samples = new ArrayList<>(Fixture.samples("links", 0, 110));
    for (int t = 110; t < 120; t++) {
      samples.add(
          Fixture.samples("links", t, t + 1)
              .get(0)
              .replace("\"values\"", "\"decisionId\":\"links/7\",\"values\""));
    }
    List<RawRecord> records = new ArrayList<>();
    samples("links", samples, records);
    return records;
  }

  @Test
  void aJobThatProposesNothingCountsWhatAnswersADecisionAndLearnsFromIt() throws Exception {
    BoundedRun<DiscoverySnapshot> outcome =
        run(2, "hashmap", experiments(Map.of("links", LINKS)), samples());

    assertThat(outcome.count("unmatchedRows")).isEqualTo(10);
    DiscoverySnapshot last = outcome.last().get("links");
    assertThat(InProcess.untimed(last))
        .isEqualTo(
            new InProcess(SETTINGS, Fixture.declared(LINKS, 0)).add(0, 120).train(4).snapshot());
    assertThat(last.getTargetScores()).isNull();
  }

  @Test
  void aBoundedRunProposesByWhatItHasLearnedAtItsEnd() throws Exception {
    DiscoverySettings settings =
        Fixture.proposing(SETTINGS, Fixture.proposals(TargetingRule.ENTROPY));
    StreamExecutionEnvironment env = BoundedRun.environment(2);
    DiscoveryJob.Streams streams =
        DiscoveryJob.define(
            BoundedRun.streamByKey(env, samples()),
            BoundedRun.stream(env, experiments(Map.of("links", LINKS))),
            settings);
    Targeting targeting =
        DiscoveryJob.propose(streams, BoundedRun.stream(env, List.of()), settings);
    BoundedRun<ProposedIntervention> outcome =
        BoundedRun.of(
            CLUSTER, env, targeting.proposals(), streams.refused().union(targeting.refused()));

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("unmatchedRows")).isEqualTo(10);
    ProposedIntervention proposed = outcome.last().get("links");
    assertThat(proposed.getStatus()).isEqualTo(DecisionStatus.PROPOSED);
    assertThat(proposed.getRule()).isEqualTo(ProposalRule.ENTROPY);
    assertThat(proposed.getBasedOnSamples()).isEqualTo(120);
    assertThat(proposed.getRows()).isEqualTo(4);
    DiscoverySnapshot learned =
        new InProcess(SETTINGS, Fixture.declared(LINKS, 0)).add(0, 120).train(4).snapshot();
    assertThat(proposed.getEntropy()).isEqualTo(learned.getEntropy());
    assertThat(proposed.getExpectedShd()).isEqualTo(learned.getExpectedShd());
    assertThat(proposed.getScores()).hasSize(3);
    assertThat(proposed.getTargets()).containsExactly(proposed.getScores().get(0).getTarget());
  }
}
