// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void aNameIsPrefixAndSuffix() {
    assertThat(Topic.POSTERIOR_LATEST.name(Topic.DEFAULT_PREFIX))
        .isEqualTo("sluice.posterior.latest");
    assertThat(Topic.SAMPLES.name("")).isEqualTo("samples");
  }

  @Test
  void topicsThatHoldTheLatestStateAreCompacted() {
    assertThat(Arrays.stream(Topic.values()).filter(Topic::compacted))
        .containsExactly(
            Topic.EXPERIMENTS,
            Topic.POSTERIOR_LATEST,
            Topic.POSTERIOR_EFFECTS_LATEST,
            Topic.ADAPTATION_LATEST,
            Topic.DISCOVERY_LATEST,
            Topic.SURVEY_SCENARIOS,
            Topic.SURVEY_SCENARIO_LATEST,
            Topic.SURVEY_MODEL_LATEST,
            Topic.SURVEY_AGREEMENT_LATEST,
            Topic.SURVEY_CLUSTERS_LATEST,
            Topic.SURVEY_DRIFT_LATEST,
            Topic.MESA_LATEST,
            Topic.MESA_WEIGHTS,
            Topic.LESION_LATEST,
            Topic.FED_BELIEF);
  }

  @Test
  void namesDiffer() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::suffix)).doesNotHaveDuplicates();
  }
}
