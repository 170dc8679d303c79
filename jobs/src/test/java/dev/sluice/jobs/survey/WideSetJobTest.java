// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.agreement.Clustering;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three hundred respondents on one set, and a few on another beside it. */
class WideSetJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int SCENARIOS = 5;
  private static final int SAMPLES = 3;

  /**
   * Records of a topic must be smaller; this is what a broker takes unless it is told otherwise.
   */
  private static final int MOST_BYTES = 1_048_576;

  private final Random random = new Random(17);
  private final List<RawRecord> declared = new ArrayList<>();
  private final List<RawRecord> sent = new ArrayList<>();
  private final TreeMap<String, double[]> likelihoods = new TreeMap<>();

  private void answerAll(String set, int respondents) {
    for (int scenario = 0; scenario < SCENARIOS; scenario++) {
      String id = set + scenario;
      declared.add(
          Fixture.raw(Topic.SURVEY_SCENARIOS, declared.size(), id, Fixture.scenario(id, set, "")));
    }
    for (int i = 0; i < respondents; i++) {
      ModelVersion who = new ModelVersion("%s-model-%03d".formatted(set, i), "2023-05");
      double[] values = new double[SCENARIOS];
      for (int scenario = 0; scenario < SCENARIOS; scenario++) {
        for (int sample = 0; sample < SAMPLES; sample++) {
          Label label = random.nextBoolean() ? Label.ACTION1 : Label.ACTION2;
          values[scenario] += label == Label.ACTION1 ? 1.0 / SAMPLES : 0;
          sent.add(
              Fixture.raw(
                  Topic.SURVEY_RESPONSES,
                  sent.size(),
                  null,
                  Fixture.decided(
                      who, set + scenario, QuestionForm.AB_0, sample, label, Fixture.AT)));
        }
      }
      likelihoods.put(who.name(), values);
    }
  }

  @Test
  void bothSetsAreCompleteAndEqualTheBatch() throws Exception {
    answerAll("wide", 300);
    answerAll("low", 4);
    Collections.shuffle(sent, random);

    LocalRun run = LocalRun.of(2, declared, sent, Fixture.settings(5_000));

    assertThat(run.refused).isEmpty();
    assertThat(run.models).hasSize(304);
    assertThat(run.agreement).hasSize(300 * 299 / 2 + 4 * 3 / 2);
    run.agreement.values().forEach(this::assertIsTheBatch);
    assertIsTheBatch(run.clusters.get("wide"), 300);
    assertIsTheBatch(run.clusters.get("low"), 4);
    assertThat(
            Encoder.of(SurveyClusters.class, WireFormat.JSON, null, "clusters")
                .encode(run.clusters.get("wide")))
        .hasSizeLessThan(MOST_BYTES / 10);
  }

  private void assertIsTheBatch(SurveyAgreement pair) {
    double r =
        Batch.correlation(
            likelihoods.get(NaturalKey.of(pair.getModel(), pair.getModelVersion())),
            likelihoods.get(NaturalKey.of(pair.getOtherModel(), pair.getOtherModelVersion())));
    assertThat(pair.getFailure()).isNull();
    assertThat(pair.getScenarios()).isEqualTo(SCENARIOS);
    if (Double.isNaN(r)) {
      assertThat(pair.getCorrelation()).isNull();
    } else {
      assertThat(pair.getCorrelation()).isCloseTo(r, within(1e-9));
    }
  }

  private void assertIsTheBatch(SurveyClusters clusters, int respondents) {
    List<String> names =
        likelihoods.keySet().stream()
            .filter(name -> name.startsWith(clusters.getSet() + "-"))
            .toList();
    assertThat(clusters.getRespondents())
        .extracting(each -> NaturalKey.of(each.getModel(), each.getModelVersion()))
        .isEqualTo(names)
        .hasSize(respondents);
    assertThat(clusters.getOtherRespondents()).isZero();
    double[][] distances = new double[respondents][respondents];
    for (int i = 0; i < respondents; i++) {
      for (int j = 0; j < i; j++) {
        double r = Batch.correlation(likelihoods.get(names.get(i)), likelihoods.get(names.get(j)));
        distances[i][j] = 1 - (Double.isNaN(r) ? 0 : r);
        distances[j][i] = distances[i][j];
      }
    }
    Clustering batch = Clustering.averageLinkage(names, distances);
    assertThat(clusters.getOrder()).isEqualTo(batch.order().stream().map(names::indexOf).toList());
    assertThat(clusters.getMerges()).hasSize(respondents - 1);
    for (int i = 0; i < respondents - 1; i++) {
      assertThat(clusters.getMerges().get(i).getLeft())
          .isEqualTo(batch.merges().get(i).leftNumber());
      assertThat(clusters.getMerges().get(i).getDistance())
          .isCloseTo(batch.merges().get(i).distance(), within(1e-9));
    }
  }
}
