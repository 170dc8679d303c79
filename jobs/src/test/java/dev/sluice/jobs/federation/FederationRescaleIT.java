// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Coordinator and site go on from savepoints at other parallelisms, within masked rounds. */
class FederationRescaleIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 60;
  private static final List<String> SITES = List.of("a", "b");
  private static final String COORDINATOR = "";
  private static final String DECLARATION =
      """
      {"experimentId":"lab","variables":[{"name":"A","kind":"CATEGORICAL","categories":3},\
      {"name":"B","kind":"CATEGORICAL","categories":3}],"trueEdges":[["A","B"]]}""";

  private static final String[] PLAIN = {
    "--rounds=3", "--sites=2", "--minimum-sites=2", "--round-every=0s"
  };
  private static final String[] MASKED = {
    "--rounds=3", "--sites=2", "--minimum-sites=2", "--round-every=0s", "--secure"
  };
  private static final String[] LEARNS = {
    "--new-samples=" + BATCH,
    "--learn-from=held",
    "--fit-steps=60",
    "--graph-steps=30",
    "--hidden=8",
    "--batch=32",
    "--graphs=10"
  };

  @TempDir private Path folder;

  /** Both sites have the first draws; those of a later round are sent when it opens. */
  private RunningFederation begun(String... rules) throws Exception {
    RunningFederation federation =
        new RunningFederation(BROKER, CLUSTER, folder, SITES.toArray(String[]::new));
    federation.declare(DECLARATION);
    federation.startCoordinator(null, rules);
    draws(federation, 0);
    for (String site : SITES) {
      federation.startSite(site, null, LEARNS);
    }
    return federation;
  }

  /** A -> B; every second draw of a site sets the variable that is its own. */
  private static void draws(RunningFederation federation, int round) {
    for (int site = 0; site < SITES.size(); site++) {
      List<String> samples = new ArrayList<>();
      for (int n = round * BATCH; n < (round + 1) * BATCH; n++) {
        UniformRandomProvider random = KeyedRandom.of(1, SITES.get(site), n);
        boolean sets = n % 2 == 1;
        int a = random.nextInt(3);
        boolean follows = !(sets && site == 1) && random.nextDouble() < .85;
        int b = follows ? a : random.nextInt(3);
        samples.add(
            "{\"experimentId\":\"lab\",\"sampleId\":\"%d\",\"targets\":[%s],\"values\":[%d,%d]}"
                .formatted(n, sets ? List.of("\"A\"", "\"B\"").get(site) : "", a, b));
      }
      federation.site(SITES.get(site)).sendAll(Topic.SAMPLES, "lab", samples);
    }
  }

  private static void awaitRound(RunningFederation federation, int round) {
    federation.said(belief -> belief.get("round").asLong() == round);
  }

  private static void awaitRoster(RunningFederation federation, int round) {
    federation.said(
        belief -> belief.get("round").asLong() > round || !belief.get("roster").isEmpty());
  }

  private JsonNode undisturbed() throws Exception {
    RunningFederation plain = begun(PLAIN);
    for (int round = 1; round < 3; round++) {
      awaitRound(plain, round);
      draws(plain, round);
    }
    JsonNode ended = plain.ended();
    plain.cancelAll();
    return ended;
  }

  @Test
  void oneAfterTheOtherAtTwoAndBackAtOneTheyComeToTheBitsOfPlainRounds() throws Exception {
    JsonNode plain = undisturbed();

    RunningFederation masked = begun(MASKED);
    awaitRoster(masked, 0);
    restartCoordinator(masked, 2);
    awaitRound(masked, 1);
    draws(masked, 1);
    restartCoordinator(masked, 1);
    awaitRoster(masked, 1);
    restartSite(masked, 2);
    awaitRound(masked, 2);
    draws(masked, 2);
    awaitRoster(masked, 2);
    restartSite(masked, 1);

    JsonNode ended = masked.ended();
    for (String field : List.of("existence", "orientation", "edges", "graph", "sites")) {
      assertThat(ended.get(field)).as(field).isNotEmpty().isEqualTo(plain.get(field));
    }
    assertThat(numbers(masked)).as("a sum of each site in each round").hasSize(6);
    assertThat(masked.centre().deadLetters()).isEmpty();
    for (String site : SITES) {
      assertThat(masked.site(site).deadLetters()).isEmpty();
    }
  }

  private static void restartCoordinator(RunningFederation federation, int parallelism)
      throws Exception {
    String savepoint = federation.stop(COORDINATOR);
    federation.at(parallelism);
    federation.startCoordinator(savepoint, MASKED);
  }

  private static void restartSite(RunningFederation federation, int parallelism) throws Exception {
    String savepoint = federation.stop("a");
    federation.at(parallelism);
    federation.startSite("a", savepoint, LEARNS);
  }

  private static Set<String> numbers(RunningFederation federation) throws Exception {
    Set<String> numbers = new HashSet<>();
    for (var record : federation.centre().records(Topic.FED_UPDATE)) {
      numbers.add(JSON.readTree(record.value()).get("numbers").asText());
    }
    return numbers;
  }
}
