// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.posterior.effects.EffectSummary;
import dev.sluice.schemas.CausalEffect;
import dev.sluice.schemas.EffectProbability;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects beside posteriors, on a local cluster, between bounded streams. */
class EffectsJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static List<String> sent() {
    List<String> sent = EffectsFixture.samples();
    sent.addAll(Fixture.samples("waves", false));
    return sent;
  }

  private static Map<String, EffectsSnapshot> effects(
      int parallelism, List<RawRecord> experiments, List<String> sent, PosteriorSettings settings)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    PosteriorJob.Streams streams =
        PosteriorJob.define(
            BoundedRun.stream(env, samples(sent)), BoundedRun.stream(env, experiments), settings);
    return BoundedRun.of(CLUSTER, env, streams.effects(), streams.refused()).last();
  }

  /** The edge is required, so that the effect is a regression's weight: that of one variable. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anEffectIsToldOfTheExperimentsThatHaveIt(int parallelism) throws Exception {
    List<String> sent = sent();
    Collections.shuffle(sent, new Random(parallelism));

    Map<String, EffectsSnapshot> last =
        effects(
            parallelism,
            experiments(
                EffectsFixture.LINE, EffectsFixture.COINS, Fixture.declaration("waves", "")),
            sent,
            EffectsFixture.settings("X->Y", "Y->X,X->Z"));

    assertThat(last).containsOnlyKeys("line", "coins");
    isRegression(last.get("line"));
    isTable(last.get("coins"));
  }

  private static void isRegression(EffectsSnapshot line) {
    assertThat(line.getFailure()).isNull();
    assertThat(line.getSamples()).isEqualTo(EffectsFixture.SAMPLES);
    assertThat(line.getVariables()).containsExactly("X", "Y");
    assertThat(line.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(line.getPriorScale()).isEqualTo(EffectsFixture.PRIOR_SCALE);
    assertThat(line.getGraphs()).isNull();
    assertThat(line.getConverged()).isNull();
    assertThat(line.getLevels()).isEqualTo(EffectSummary.LEVELS);
    assertThat(line.getEffectMillis()).isPositive();
    CausalEffect effect = line.getEffects().get(0);
    assertThat(List.of(effect.getCause(), effect.getEffect())).containsExactly("X", "Y");
    assertThat(effect.getZero()).isCloseTo(0, within(1e-12));
    double[] weight = EffectsFixture.weight();
    assertThat(effect.getMean()).isCloseTo(weight[0], within(1e-10));
    assertThat(effect.getStandardDeviation()).isCloseTo(weight[1], within(1e-9));
    assertThat(effect.getQuantiles()).hasSize(7).isSorted();
    assertThat(effect.getQuantiles().get(3)).isCloseTo(weight[0], within(1e-9));
    assertThat(effect.getDistributions()).isNull();
    CausalEffect back = line.getEffects().get(1);
    assertThat(back.getCause()).isEqualTo("Y");
    assertThat(back.getZero()).isCloseTo(1, within(1e-12));
    assertThat(back.getMean()).isZero();
    assertThat(back.getStandardDeviation()).isZero();
    assertThat(line.getEffects()).hasSize(2);
  }

  private static void isTable(EffectsSnapshot coins) {
    assertThat(coins.getFailure()).isNull();
    assertThat(coins.getPriorScale()).isNull();
    CausalEffect effect = coins.getEffects().get(0);
    assertThat(effect.getMean()).isNull();
    assertThat(effect.getQuantiles()).isNull();
    double[][] table = EffectsFixture.table();
    for (int x = 0; x < 2; x++) {
      double total = table[x][0] + table[x][1] + table[x][2];
      for (int y = 0; y < 3; y++) {
        double mean = table[x][y] / total;
        EffectProbability found = effect.getDistributions().get(x).get(y);
        assertThat(found.getMean()).isCloseTo(mean, within(1e-10));
        assertThat(found.getStandardDeviation())
            .isCloseTo(Math.sqrt(mean * (1 - mean) / (total + 1)), within(1e-9));
        assertThat(found.getQuantiles()).hasSize(7).isSorted();
      }
    }
    List<List<EffectProbability>> back = coins.getEffects().get(1).getDistributions();
    assertThat(coins.getEffects().get(1).getZero()).isCloseTo(1, within(1e-12));
    for (List<EffectProbability> row : back) {
      assertThat(row.get(0).getMean()).isCloseTo(0.5, within(1e-10));
    }
  }

  @Test
  void thePosteriorIsAsWithoutEffects() throws Exception {
    Map<String, PosteriorSnapshot> last = new TreeMap<>();
    for (PosteriorSettings settings :
        List.of(EffectsFixture.settings("all"), Fixture.settings("unused:1", true))) {
      StreamExecutionEnvironment env = BoundedRun.environment(1);
      PosteriorJob.Streams streams =
          PosteriorJob.define(
              BoundedRun.stream(env, samples(sent())),
              BoundedRun.stream(
                  env,
                  experiments(
                      EffectsFixture.LINE, EffectsFixture.COINS, Fixture.declaration("waves", ""))),
              settings);
      BoundedRun<PosteriorSnapshot> run =
          BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
      assertThat(run.last()).containsOnlyKeys("line", "coins", "waves");
      run.last()
          .forEach(
              (id, snapshot) -> {
                snapshot.setRefreshMillis(null);
                PosteriorSnapshot other = last.put(id, snapshot);
                assertThat(other == null || other.equals(snapshot)).as(id).isTrue();
              });
    }
  }

  @Test
  void anEndIsToldOfEffectsToo() throws Exception {
    List<RawRecord> news = experiments(EffectsFixture.LINE);
    news.add(Fixture.raw("sluice.experiments", 1, "line", null));

    assertThat(effects(1, news, List.of(), EffectsFixture.settings("all")))
        .containsOnlyKeys("line")
        .containsEntry("line", null);
  }

  @Test
  void noRecordHoldsTheEffectsOfTablesThatAreHuge() throws Exception {
    String huge =
        EffectsFixture.COINS
            .replace("coins", "huge")
            .replaceAll("categories\":.", "categories\":300");

    EffectsSnapshot snapshot =
        effects(1, experiments(huge), List.of(), EffectsFixture.settings("all")).get("huge");

    assertThat(snapshot.getFailureReason()).isEqualTo(FailureReason.RECORD_TOO_LARGE);
    assertThat(snapshot.getFailure())
        .isEqualTo(
            "the effects of 2 pairs are 1,620,002 numbers, more than a record has room for: name"
                + " fewer pairs (--effects)");
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(snapshot.getEffects()).isEmpty();
  }

  @Test
  void whereNoneAreAskedForThereIsNeitherOperatorNorTopic() {
    PosteriorSettings none = ParsedOptions.of(new PosteriorOptions());
    PosteriorSettings some = ParsedOptions.of(new PosteriorOptions(), "--effects", "all");

    assertThat(PosteriorJob.topics(none))
        .doesNotContain(Topic.POSTERIOR_EFFECTS, Topic.POSTERIOR_EFFECTS_LATEST);
    assertThat(PosteriorJob.topics(some))
        .contains(Topic.POSTERIOR_EFFECTS, Topic.POSTERIOR_EFFECTS_LATEST);
    List<String> added = operators(some);
    added.removeAll(operators(none));
    assertThat(added)
        .containsExactlyInAnyOrder(
            "tell-apart", "effects-encode", "effects-sink", "Sink Committer: effects-sink");
    assertThat(operators(some)).containsAll(operators(none));
  }

  private static List<String> operators(PosteriorSettings settings) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    PosteriorJob.build(env, settings);
    return new ArrayList<>(
        env.getStreamGraph().getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .toList());
  }
}
