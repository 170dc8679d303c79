// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** In every job, behind which source is what tells that its topic has been read to the end. */
class JobTopicsTest {

  private static final String DECLARATIONS = "declarations";
  private static final String OTHERS = "others";

  private final StreamExecutionEnvironment env =
      StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(3);

  /** What follows each source; sources and followers of declarations are checked to be single. */
  private Map<String, String> sources() {
    StreamGraph graph = env.getStreamGraph();
    Map<String, String> sources = new TreeMap<>();
    for (int id : graph.getSourceIDs()) {
      StreamNode source = graph.getStreamNode(id);
      StreamNode next = graph.getStreamNode(source.getOutEdges().get(0).getTargetId());
      String name = source.getOperatorName().replace("Source: ", "");
      assertThat(source.getOutEdges()).hasSize(1);
      if (next.getOperatorName().equals(name + " to their end")) {
        StreamNode decode = graph.getStreamNode(next.getOutEdges().get(0).getTargetId());
        assertThat(source.getParallelism()).isEqualTo(1);
        assertThat(next.getMaxParallelism()).isEqualTo(1);
        assertThat(decode.getMaxParallelism()).isEqualTo(1);
        sources.put(name, DECLARATIONS);
      } else {
        assertThat(next.getOperatorName()).isEqualTo("unhurried " + name);
        assertThat(next.getParallelism()).isEqualTo(3);
        sources.put(name, OTHERS);
      }
    }
    return sources;
  }

  @Test
  void samplesOfThePosteriorJobWaitForExperiments() {
    PosteriorJob.build(env, ParsedOptions.of(new PosteriorOptions()));
    assertThat(sources()).isEqualTo(Map.of("experiments", DECLARATIONS, "samples", OTHERS));
  }

  @Test
  void samplesOfTheAdaptationJobWaitForExperiments() {
    AdaptationJob.build(env, ParsedOptions.of(new AdaptationOptions()));
    assertThat(sources())
        .isEqualTo(
            Map.of("experiments", DECLARATIONS, "samples", OTHERS, "posterior.latest", OTHERS));
  }

  @Test
  void samplesOfTheDiscoveryJobWaitForExperiments() {
    DiscoveryJob.build(env, ParsedOptions.of(new DiscoveryOptions()));
    assertThat(sources()).isEqualTo(Map.of("experiments", DECLARATIONS, "samples", OTHERS));
  }

  @Test
  void messagesOfSitesWaitForExperiments() {
    env.enableCheckpointing(1_000);
    CoordinatorJob.build(env, ParsedOptions.of(new CoordinatorOptions()));
    assertThat(sources())
        .isEqualTo(
            Map.of(
                "experiments", DECLARATIONS, "keys", OTHERS, "shares", OTHERS, "updates", OTHERS));
  }

  @Test
  void samplesOfASiteWaitForExperimentsAndForWhatWasSaidBefore() {
    env.enableCheckpointing(1_000);
    SiteJob.build(
        env,
        ParsedOptions.of(new SiteOptions(), "--coordinator=hub:9092", "--site=s", "--secret=none"));
    assertThat(sources())
        .isEqualTo(
            Map.of(
                "experiments",
                DECLARATIONS,
                "beliefs",
                DECLARATIONS,
                "samples",
                OTHERS,
                "shares",
                OTHERS));
  }

  @Test
  void answersWaitForScenarios() {
    SurveyJob.build(env, ParsedOptions.of(new SurveyOptions()));
    assertThat(sources()).isEqualTo(Map.of("scenarios", DECLARATIONS, "responses", OTHERS));
  }
}
