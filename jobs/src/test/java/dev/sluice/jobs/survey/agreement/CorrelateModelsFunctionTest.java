// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.models.survey.agreement.AgreementRow;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Puts out every 100 ms. */
class CorrelateModelsFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<String, AgreementChange, Keyed<SurveyAgreement>>
      harness;

  private final Map<Integer, AgreementRow> rows = new HashMap<>();

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CorrelateModels(0.95, new Pace(100), Formulas.CURRENT)),
            AgreementChange::set,
            Types.STRING);
    harness.open();
    harness.setProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** NaN for an answer that is gone. */
  private void set(int scenario, String model, double likelihood) throws Exception {
    AgreementRow.Update update =
        rows.getOrDefault(scenario, AgreementRow.EMPTY).set(model + "|", likelihood);
    rows.put(scenario, update.row());
    harness.processElement(
        new AgreementChange("low", update.changes(), 7, Formulas.CURRENT.version()), 0);
  }

  private void fill() throws Exception {
    for (int scenario = 0; scenario < 4; scenario++) {
      set(scenario, "a", scenario / 4.0);
      set(scenario, "b", scenario / 5.0);
      set(scenario, "c", 1 - scenario / 4.0);
      set(scenario, "d", 0.5);
    }
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Keyed<SurveyAgreement> keyed : harness.extractOutputValues()) {
      keys.add(keyed.key() + (keyed.record() == null ? " ends" : ""));
    }
    harness.getOutput().clear();
    return keys;
  }

  private List<SurveyClusters> clusters() {
    List<SurveyClusters> clusters = new ArrayList<>();
    Queue<StreamRecord<Keyed<SurveyClusters>>> side =
        harness.getSideOutput(CorrelateModels.CLUSTERS);
    while (side != null && !side.isEmpty()) {
      clusters.add(side.poll().getValue().record());
    }
    return clusters;
  }

  @Test
  void onlyPairsThatHaveChangedArePutOutAgain() throws Exception {
    fill();
    harness.setProcessingTime(100);
    assertThat(keys()).hasSize(6).doesNotHaveDuplicates();
    set(0, "b", 0.25);
    set(0, "b", 0.5);
    harness.setProcessingTime(200);
    assertThat(keys()).containsExactlyInAnyOrder("low|a||b|", "low|b||c|", "low|b||d|");
    harness.setProcessingTime(300);
    assertThat(keys()).isEmpty();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aPairIsWhatItsLikelihoodsSay() throws Exception {
    fill();
    harness.setProcessingTime(100);
    Map<String, SurveyAgreement> pairs = new HashMap<>();
    harness.extractOutputValues().forEach(keyed -> pairs.put(keyed.key(), keyed.record()));
    SurveyAgreement same = pairs.get("low|a||b|");
    assertThat(same.getModel()).isEqualTo("a");
    assertThat(same.getOtherModel()).isEqualTo("b");
    assertThat(same.getScenarios()).isEqualTo(4);
    assertThat(same.getCorrelation()).isCloseTo(1, within(1e-9));
    assertThat(same.getAsOf()).isEqualTo(7);
    assertThat(pairs.get("low|a||c|").getCorrelation()).isCloseTo(-1, within(1e-9));
    assertThat(pairs.get("low|a||d|").getCorrelation()).isNull();
  }

  @Test
  void clustersNumberWhatTheyJoin() throws Exception {
    fill();
    harness.setProcessingTime(100);
    SurveyClusters clusters = clusters().get(0);
    assertThat(clusters.getRespondents()).extracting("model").containsExactly("a", "b", "c", "d");
    assertThat(clusters.getOtherRespondents()).isZero();
    assertThat(clusters.getMerges()).hasSize(3);
    assertThat(clusters.getMerges().get(0).getLeft()).isZero();
    assertThat(clusters.getMerges().get(0).getRight()).isEqualTo(1);
    assertThat(clusters.getMerges().get(1).getLeft()).isEqualTo(4); // of ties the first names
    assertThat(clusters.getMerges().get(1).getRight()).isEqualTo(3);
    assertThat(clusters.getMerges().get(2).getLeft()).isEqualTo(5);
    assertThat(clusters.getMerges().get(2).getRight()).isEqualTo(2);
  }

  @Test
  void whoLeavesTakesItsPairsAlong() throws Exception {
    fill();
    harness.setProcessingTime(100);
    keys();
    clusters();
    for (int scenario = 0; scenario < 4; scenario++) {
      set(scenario, "b", Double.NaN);
    }
    harness.setProcessingTime(200);
    assertThat(keys())
        .containsExactlyInAnyOrder("low|a||b| ends", "low|b||c| ends", "low|b||d| ends");
    assertThat(clusters().get(0).getRespondents())
        .extracting("model")
        .containsExactly("a", "c", "d");
  }

  @Test
  void theEndOfAllLeavesNothingBehind() throws Exception {
    fill();
    harness.setProcessingTime(100);
    keys();
    clusters();
    for (int scenario = 0; scenario < 4; scenario++) {
      for (String model : List.of("a", "b", "c", "d")) {
        set(scenario, model, Double.NaN);
      }
    }
    harness.setProcessingTime(200);
    assertThat(keys()).hasSize(6).allMatch(key -> key.endsWith(" ends"));
    assertThat(clusters()).containsExactly((SurveyClusters) null);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatCameAndWentBetweenTwoTimesWasNeverThere() throws Exception {
    set(0, "a", 0.5);
    set(0, "b", 0.5);
    set(0, "b", Double.NaN);
    harness.setProcessingTime(100);
    assertThat(keys()).isEmpty();
    assertThat(clusters()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void theEndOfTheStreamTellsAll() throws Exception {
    fill();
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(keys()).filteredOn(key -> key.startsWith("low")).hasSize(6);
    assertThat(clusters()).hasSize(1);
  }

  /** Every name has 60 characters; a record must stay below the megabyte of a topic. */
  @Test
  void ofMoreThanFiveHundredThereAreNoClusters() throws Exception {
    for (int n = 0; n <= ClusterMetrics.MOST_RESPONDENTS; n++) {
      set(0, "model-%03d-%s".formatted(n, "x".repeat(50)), n / 1000.0);
      if (n == ClusterMetrics.MOST_RESPONDENTS - 1) {
        harness.setProcessingTime(100);
      }
    }
    harness.setProcessingTime(200);
    List<SurveyClusters> clusters = clusters();
    assertThat(clusters).hasSize(2);
    assertThat(clusters.get(0).getRespondents()).hasSize(500);
    assertThat(clusters.get(0).getMerges()).hasSize(499);
    assertThat(clusters.get(0).toString()).hasSizeLessThan(200_000);
    assertThat(clusters.get(1).getRespondents()).isEmpty();
    assertThat(clusters.get(1).getOtherRespondents()).isEqualTo(501);
    assertThat(clusters.get(1).getMerges()).isEmpty();
  }
}
