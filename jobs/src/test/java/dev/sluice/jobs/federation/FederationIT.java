// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sites and their coordinator between the topics of a Kafka broker. */
class FederationIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("A", "B", "C");
  private static final int CATEGORIES = 3;
  private static final int BATCH = 120;
  private static final String DECLARATION =
      """
      {"experimentId":"lab","variables":[{"name":"A","kind":"CATEGORICAL","categories":3},\
      {"name":"B","kind":"CATEGORICAL","categories":3},{"name":"C","kind":"CATEGORICAL","categories":3}],\
      "trueEdges":[["A","B"],["B","C"]]}""";

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

  private RunningFederation federation(String... sites) {
    RunningFederation federation = new RunningFederation(BROKER, CLUSTER, folder, sites);
    federation.declare(DECLARATION);
    return federation;
  }

  /** A -> B -> C at all sites; every second draw of a site sets the variable that is its own. */
  private static void draws(RunningFederation federation, String site, int batch) {
    int target = site.charAt(0) - 'a';
    List<String> samples = new ArrayList<>();
    for (int n = batch * BATCH; n < (batch + 1) * BATCH; n++) {
      UniformRandomProvider random = KeyedRandom.of(1, site, n);
      int[] x = new int[NAMES.size()];
      for (int v = 0; v < x.length; v++) {
        boolean follows = v > 0 && !(n % 2 == 1 && v == target) && random.nextDouble() < .85;
        x[v] = follows ? x[v - 1] : random.nextInt(CATEGORIES);
      }
      samples.add(
          "{\"experimentId\":\"lab\",\"sampleId\":\"%d\",\"targets\":%s,\"values\":[%d,%d,%d]}"
              .formatted(
                  n, n % 2 == 1 ? "[\"" + NAMES.get(target) + "\"]" : "[]", x[0], x[1], x[2]));
    }
    federation.site(site).sendAll(Topic.SAMPLES, "lab", samples);
  }

  private static Set<String> numbers(RunningFederation federation) throws Exception {
    Set<String> numbers = new HashSet<>();
    for (var record : federation.centre().records(Topic.FED_UPDATE)) {
      numbers.add(JSON.readTree(record.value()).get("numbers").asText());
    }
    return numbers;
  }

  private static void sameBelief(JsonNode one, JsonNode other) {
    assertThat(one.get("existence")).isNotEmpty().isEqualTo(other.get("existence"));
    assertThat(one.get("orientation")).isNotEmpty().isEqualTo(other.get("orientation"));
    assertThat(one.get("edges")).isEqualTo(other.get("edges"));
    assertThat(one.get("sites")).isEqualTo(other.get("sites"));
  }

  /** Three sites go two rounds; draws of the second are sent when it opens. */
  private JsonNode undisturbed() throws Exception {
    RunningFederation plain = federation("a", "b", "c");
    plain.startCoordinator(null, "--rounds=2", "--sites=3", "--round-every=0s");
    for (String site : List.of("a", "b", "c")) {
      draws(plain, site, 0);
      plain.startSite(site, null, LEARNS);
    }
    plain.said(belief -> belief.get("round").asLong() == 1);
    Stream.of("a", "b", "c").forEach(site -> draws(plain, site, 1));
    JsonNode ended = plain.ended();
    assertThat(numbers(plain)).hasSize(6);
    assertThat(plain.centre().deadLetters()).isEmpty();
    plain.cancelAll();
    return ended;
  }

  /**
   * All TaskManagers are lost in the first round; coordinator and a site are stopped and started
   * from their savepoints in the second.
   */
  @Test
  void maskedRoundsThatAreBrokenOffHaveTheBitsOfPlainOnesThatAreNot() throws Exception {
    JsonNode plain = undisturbed();

    RunningFederation masked = federation("a", "b", "c");
    String[] rules = {"--rounds=2", "--sites=3", "--round-every=0s", "--secure"};
    masked.startCoordinator(null, rules);
    for (String site : List.of("a", "b", "c")) {
      draws(masked, site, 0);
      masked.startSite(site, null, LEARNS);
    }
    masked.said(belief -> !belief.get("roster").isEmpty() || belief.get("round").asLong() > 0);
    CLUSTER.loseTaskManager();
    CLUSTER.replaceTaskManager();
    masked.said(belief -> belief.get("round").asLong() == 1);
    String coordinator = masked.stop("");
    Stream.of("a", "b", "c").forEach(site -> draws(masked, site, 1));
    await().atMost(PATIENCE).until(() -> masked.centre().records(Topic.FED_KEYS).size() >= 6);
    String site = masked.stop("a");
    masked.startCoordinator(coordinator, rules);
    masked.startSite("a", site, LEARNS);

    JsonNode ended = masked.ended();
    sameBelief(ended, plain);
    assertThat(ended.get("shd").asInt()).isEqualTo(plain.get("shd").asInt());
    assertThat(numbers(masked)).as("masked once, whatever was lost").hasSize(6);
    assertThat(masked.centre().deadLetters()).isEmpty();
    for (String name : List.of("a", "b", "c")) {
      assertThat(masked.site(name).deadLetters()).isEmpty();
    }
  }

  @Test
  void aSiteThatIsLostWithinARoundIsAsOneThatWasNotThere() throws Exception {
    RunningFederation two = federation("a", "b");
    two.startCoordinator(null, "--rounds=1", "--sites=2");
    for (String site : List.of("a", "b")) {
      draws(two, site, 0);
      two.startSite(site, null, LEARNS);
    }
    JsonNode without = two.ended();
    two.cancelAll();

    RunningFederation three = federation("a", "b", "c");
    three.startCoordinator(null, "--rounds=1", "--sites=3", "--secure", "--phase-timeout=8s");
    draws(three, "c", 0);
    three.startSite("c", null, LEARNS);
    await().atMost(PATIENCE).until(() -> !three.centre().records(Topic.FED_KEYS).isEmpty());
    three.cancel("c");
    for (String site : List.of("a", "b")) {
      draws(three, site, 0);
      three.startSite(site, null, LEARNS);
    }
    JsonNode with = three.ended();
    sameBelief(with, without);
    assertThat(with.get("sites").toString()).isEqualTo("[\"a\",\"b\"]");
  }
}
