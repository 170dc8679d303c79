// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.MinimumCounts;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The coordinator's job, with masked sums of statistics: one federation in its second round, whose
 * shares are asked for as the savepoint is taken, one that lacks masked updates, one that lacks
 * shares, one that has ended, and keys of one that is not declared.
 */
final class GoldenCoordinator implements GoldenJob {
  private static final List<String> SITES = List.of("a", "b", "c");
  private static final Domain BITS = Domain.categorical(2, 2);
  private static final int ROWS = 40;

  private final GoldenSites second = sites("second", 0, ROWS);
  private final GoldenSites later = sites("second", 1, 2 * ROWS);
  private final GoldenSites masked = sites("masked", 0, ROWS);
  private final GoldenSites sharing = sites("sharing", 0, ROWS);
  private final GoldenSites early = sites("early", 0, ROWS);

  @Override
  public String name() {
    return "coordinator";
  }

  @Override
  public String main() {
    return CoordinatorJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--share", "statistics", "--secure", "--sites", "" + SITES.size()));
    all.addAll(List.of("--round-every", "0s", "--phase-timeout", "36500d"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    CoordinatorJob.build(env, ParsedOptions.exactly(new CoordinatorOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    return List.of(
        List.of(
            declaration("second"),
            declaration("masked"),
            declaration("sharing"),
            declaration("ended"),
            early.keys().get(0),
            new Message(Topic.FED_KEYS, "second", "garbage")),
        all(
            second.keys(),
            masked.keys(),
            sharing.keys(),
            List.of(new Message(Topic.EXPERIMENTS, "ended", null))),
        all(second.shares(), masked.shares(), sharing.shares().subList(0, 1)),
        all(second.masked(), masked.masked().subList(0, 1)),
        second.revealed(),
        later.keys());
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> told = latest.get(Topic.FED_BELIEF);
    return phase(told, "second").equals("1 KEYS") && phase(told, "masked").equals("0 MASKED");
  }

  /** A job that is drained tells no more. */
  @Override
  public boolean answered(List<Message> stage, Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> told = latest.get(Topic.FED_BELIEF);
    return !stage.equals(sharing.revealed())
        || (phase(told, "second").equals("1 REVEALS")
            && phase(told, "masked").equals("1 KEYS")
            && phase(told, "sharing").equals("1 KEYS")
            && phase(told, "ended").equals("1 KEYS"));
  }

  private static String phase(Map<String, JsonNode> told, String federation) {
    JsonNode belief = told.get(federation);
    return belief == null
        ? "none"
        : belief.get("round").asLong() + " " + belief.get("phase").asText();
  }

  @Override
  public List<List<Message>> after() {
    return List.of(
        all(
            List.of(declaration("ended"), early.keys().get(1)),
            later.shares(),
            masked.masked().subList(1, 3),
            sharing.shares().subList(1, 3)),
        all(later.masked(), masked.revealed(), sharing.masked()),
        sharing.revealed());
  }

  /** A posterior is computed anew. */
  @Override
  public Set<String> learned() {
    return Set.of("edges");
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> told = latest.get(Topic.FED_BELIEF);
    assertThat(told).containsOnlyKeys("second", "masked", "sharing", "ended");
    assertThat(phase(told, "second")).isEqualTo("1 REVEALS");
    assertThat(phase(told, "masked")).isEqualTo("1 KEYS");
    assertThat(phase(told, "sharing")).isEqualTo("1 KEYS");
    // no round of a former life is opened again
    assertThat(phase(told, "ended")).isEqualTo("1 KEYS");
    assertThat(told.get("ended").get("rows").isNull()).isTrue();
    for (String federation : List.of("second", "masked", "sharing")) {
      JsonNode belief = told.get(federation);
      assertThat(belief.get("rows").asLong()).isEqualTo(3 * ROWS);
      assertThat(belief.get("sites").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
      assertThat(belief.get("graph").toString()).isEqualTo("[[\"A\",\"B\"]]");
      assertThat(belief.get("shd").asInt()).isZero();
      assertThat(belief.get("failure").isNull()).isTrue();
    }
    assertThat(told.get("second").get("roster")).hasSize(3);
    assertThat(told.get("second").get("survivors").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
  }

  private static Message declaration(String federation) {
    return new Message(
        Topic.EXPERIMENTS,
        federation,
        """
        {"experimentId":"%s","trueEdges":[["A","B"]],"variables":[
        {"name":"A","kind":"CATEGORICAL","categories":2},
        {"name":"B","kind":"CATEGORICAL","categories":2}]}"""
            .formatted(federation));
  }

  /** A -> B; site b sets A, site c sets B. */
  private static GoldenSites sites(String federation, long round, int rows) {
    StatisticsAgreement agreement =
        StatisticsAgreement.categorical(
            List.of("A", "B"), BITS, StatisticsAgreement.singleTargets(2), 1);
    Map<String, RingVector> numbers = new HashMap<>();
    for (int site = 0; site < SITES.size(); site++) {
      VariableSet targets = site == 0 ? VariableSet.EMPTY : VariableSet.of(site - 1);
      SufficientStatistics statistics = SufficientStatistics.empty(BITS, 1);
      for (int t = 0; t < rows; t++) {
        int a = t / 2 % 2;
        int b = site == 2 || t % 10 == 0 ? t % 2 : a;
        statistics.observe(BITS, new double[] {a, b}, targets, 1);
      }
      numbers.put(
          SITES.get(site),
          StatisticSums.contribution(
                  agreement, statistics, SufficientStatistics.empty(BITS, 1), new MinimumCounts(1))
              .numbers());
    }
    return new GoldenSites(federation, round, numbers);
  }

  @SafeVarargs
  private static List<Message> all(List<Message>... parts) {
    List<Message> all = new ArrayList<>();
    for (List<Message> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
