// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The posterior of masked sums of statistics is that of all rows, whose they are. */
class FederatedStatisticsIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VARIABLES = 4;
  private static final int ROWS = 60;
  private static final String DECLARATION =
      """
      {"experimentId":"lab","variables":[{"name":"A","kind":"CONTINUOUS"},\
      {"name":"B","kind":"CONTINUOUS"},{"name":"C","kind":"CONTINUOUS"},\
      {"name":"D","kind":"CONTINUOUS"}]}""";

  @TempDir private Path folder;

  /** A line of variables of different sizes; every second row sets one. */
  private static double[] row(String site, int n) {
    UniformRandomProvider random = KeyedRandom.of(3, site, n);
    double[] x = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      double noise = 2 * random.nextDouble() - 1;
      x[v] =
          1e3 * v + (v == 0 || target(n) == v ? noise : 0.8 * (x[v - 1] - 1e3 * (v - 1)) + noise);
    }
    return x;
  }

  private static int target(int n) {
    return n % 2 == 0 ? -1 : n / 2 % VARIABLES;
  }

  private static void send(RunningFederation federation, String site) {
    List<String> samples = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      String targets = target(n) < 0 ? "[]" : "[\"" + (char) ('A' + target(n)) + "\"]";
      samples.add(
          "{\"experimentId\":\"lab\",\"sampleId\":\"%d\",\"targets\":%s,\"values\":%s}"
              .formatted(
                  n,
                  site.equals("d") ? targets.replace('D', 'E') : targets,
                  Arrays.toString(row(site, n))));
    }
    federation.site(site).sendAll(Topic.SAMPLES, "lab", samples);
  }

  private static double[][] pooled(String... sites) {
    Domain domain = Domain.continuous(VARIABLES);
    SufficientStatistics all = SufficientStatistics.empty(domain, VARIABLES - 1);
    for (String site : sites) {
      for (int n = 0; n < ROWS; n++) {
        VariableSet targets = target(n) < 0 ? VariableSet.EMPTY : VariableSet.of(target(n));
        all.observe(domain, row(site, n), targets, 1);
      }
    }
    return Inference.posterior(
            domain, all, ScorePrior.defaults(VARIABLES), GraphPrior.uniform(VARIABLES))
        .edges();
  }

  @Test
  void maskedSumsHaveThePosteriorOfAllRowsAndOtherVariablesAreRefused() throws Exception {
    RunningFederation federation = new RunningFederation(BROKER, CLUSTER, folder, "a", "b", "d");
    federation.centre().send(Topic.EXPERIMENTS, "lab", DECLARATION);
    federation.site("a").send(Topic.EXPERIMENTS, "lab", DECLARATION);
    federation.site("b").send(Topic.EXPERIMENTS, "lab", DECLARATION);
    federation.site("d").send(Topic.EXPERIMENTS, "lab", DECLARATION.replace("\"D\"", "\"E\""));
    federation.startCoordinator(
        null, "--share=statistics", "--secure", "--rounds=1", "--sites=2", "--minimum-sites=2");
    for (String site : List.of("a", "b", "d")) {
      send(federation, site);
      federation.startSite(
          site, null, "--share=statistics", "--new-samples=" + ROWS, "--minimum-rows=1");
    }
    JsonNode ended = federation.ended();
    assertThat(ended.get("sites").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(ended.get("rows").asLong()).isEqualTo(2 * ROWS);
    double[][] edges = pooled("a", "b");
    for (int i = 0; i < VARIABLES; i++) {
      for (int j = 0; j < VARIABLES; j++) {
        assertThat(ended.get("edges").get(i).get(j).asDouble())
            .as("%d to %d", i, j)
            .isCloseTo(edges[i][j], within(1e-9));
      }
    }
    await().atMost(PATIENCE).until(() -> !refusals(federation).isEmpty());
    assertThat(refusals(federation))
        .containsExactly(
            "d: variables: the coordinator has [A, B, C, D], this site has [A, B, C, E]");
  }

  private static List<String> refusals(RunningFederation federation) throws Exception {
    List<String> refusals = new ArrayList<>();
    for (var record : federation.centre().records(Topic.FED_AUDIT)) {
      JsonNode audit = JSON.readTree(record.value());
      if (audit.get("what").asText().equals("REFUSED")) {
        refusals.add(audit.get("site").asText() + ": " + audit.get("reason").asText());
      }
    }
    return refusals;
  }
}
