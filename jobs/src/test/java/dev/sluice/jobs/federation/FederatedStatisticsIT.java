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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The posterior of masked sums of statistics is that of all rows, whose they are. */
class FederatedStatisticsIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VARIABLES = 4;
  private static final int ROWS = 60;

  /** The most parents of categorical variables unless the coordinator says otherwise. */
  private static final int MOST_PARENTS = 2;

  @TempDir private Path folder;

  /** What variables are, and how far from one another the two posteriors may be. */
  enum Kind {
    /** Sums are as exact as sums of doubles. */
    CONTINUOUS(VARIABLES - 1, 1e-9),
    /** Counts are the same; what is made of them is added in another order. */
    CATEGORICAL(MOST_PARENTS, 1e-14);

    private final int mostParents;
    private final double offset;

    Kind(int mostParents, double offset) {
      this.mostParents = mostParents;
      this.offset = offset;
    }

    private Domain domain() {
      return this == CONTINUOUS ? Domain.continuous(VARIABLES) : Domain.categorical(3, 2, 4, 3);
    }

    private String declaration(String last) {
      List<String> variables = new ArrayList<>();
      for (int v = 0; v < VARIABLES; v++) {
        variables.add(
            "{\"name\":\"%s\",\"kind\":\"%s\"%s}"
                .formatted(
                    v == VARIABLES - 1 ? last : "" + (char) ('A' + v),
                    this,
                    this == CONTINUOUS ? "" : ",\"categories\":" + domain().categories()[v]));
      }
      return "{\"experimentId\":\"lab\",\"variables\":%s}".formatted(variables);
    }

    /** A line of variables, of different sizes if continuous; every second row sets one. */
    private double[] row(String site, int n) {
      UniformRandomProvider random = KeyedRandom.of(3, site, n);
      double[] x = new double[VARIABLES];
      for (int v = 0; v < VARIABLES; v++) {
        boolean free = v == 0 || target(n) == v;
        if (this == CONTINUOUS) {
          double noise = 2 * random.nextDouble() - 1;
          x[v] = 1e3 * v + (free ? noise : 0.8 * (x[v - 1] - 1e3 * (v - 1)) + noise);
        } else {
          int categories = domain().categories()[v];
          boolean follows = !free && random.nextDouble() < .7;
          x[v] = follows ? x[v - 1] % categories : random.nextInt(categories);
        }
      }
      return x;
    }
  }

  private static int target(int n) {
    return n % 2 == 0 ? -1 : n / 2 % VARIABLES;
  }

  private static void send(RunningFederation federation, Kind kind, String site) {
    List<String> samples = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      String targets = target(n) < 0 ? "[]" : "[\"" + (char) ('A' + target(n)) + "\"]";
      samples.add(
          "{\"experimentId\":\"lab\",\"sampleId\":\"%d\",\"targets\":%s,\"values\":%s}"
              .formatted(
                  n,
                  site.equals("d") ? targets.replace('D', 'E') : targets,
                  values(kind, kind.row(site, n))));
    }
    federation.site(site).sendAll(Topic.SAMPLES, "lab", samples);
  }

  private static String values(Kind kind, double[] row) {
    return kind == Kind.CONTINUOUS
        ? Arrays.toString(row)
        : Arrays.toString(Arrays.stream(row).mapToInt(x -> (int) x).toArray());
  }

  private static double[][] pooled(Kind kind, String... sites) {
    Domain domain = kind.domain();
    SufficientStatistics all = SufficientStatistics.empty(domain, kind.mostParents);
    for (String site : sites) {
      for (int n = 0; n < ROWS; n++) {
        VariableSet targets = target(n) < 0 ? VariableSet.EMPTY : VariableSet.of(target(n));
        all.observe(domain, kind.row(site, n), targets, 1);
      }
    }
    return Inference.posterior(
            domain,
            all,
            ScorePrior.defaults(VARIABLES),
            GraphPrior.uniform(VARIABLES).withMaxParents(kind.mostParents))
        .edges();
  }

  @ParameterizedTest
  @EnumSource
  void maskedSumsHaveThePosteriorOfAllRowsAndOtherVariablesAreRefused(Kind kind) throws Exception {
    RunningFederation federation = new RunningFederation(BROKER, CLUSTER, folder, "a", "b", "d");
    federation.centre().send(Topic.EXPERIMENTS, "lab", kind.declaration("D"));
    federation.site("a").send(Topic.EXPERIMENTS, "lab", kind.declaration("D"));
    federation.site("b").send(Topic.EXPERIMENTS, "lab", kind.declaration("D"));
    federation.site("d").send(Topic.EXPERIMENTS, "lab", kind.declaration("E"));
    federation.startCoordinator(
        null, "--share=statistics", "--secure", "--rounds=1", "--sites=2", "--minimum-sites=2");
    for (String site : List.of("a", "b", "d")) {
      send(federation, kind, site);
      federation.startSite(
          site, null, "--share=statistics", "--new-samples=" + ROWS, "--minimum-rows=1");
    }
    JsonNode ended = federation.ended();
    assertThat(ended.get("sites").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(ended.get("rows").asLong()).isEqualTo(2 * ROWS);
    double[][] edges = pooled(kind, "a", "b");
    for (int i = 0; i < VARIABLES; i++) {
      for (int j = 0; j < VARIABLES; j++) {
        assertThat(ended.get("edges").get(i).get(j).asDouble())
            .as("%d to %d", i, j)
            .isCloseTo(edges[i][j], within(kind.offset));
      }
    }
    await().atMost(PATIENCE).until(() -> !refusals(federation).isEmpty());
    assertThat(refusals(federation))
        .containsExactly(
            "d: variables: the coordinator has [A, B, C, D], this site has [A, B, C, E]");
    federation.cancelAll();
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
