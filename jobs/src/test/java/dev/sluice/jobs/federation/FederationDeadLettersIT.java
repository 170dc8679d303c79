// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShareFor;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import dev.sluice.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nobody can use, in every topic that a coordinator and a site read: each record becomes a
 * dead letter byte for byte, with the reason, and the round goes on.
 */
class FederationDeadLettersIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int ROWS = 40;
  private static final int KEY_BYTES = 32;
  private static final int SHARE_BYTES = 80;
  private static final String DECLARATION =
      """
      {"experimentId":"lab","variables":[{"name":"A","kind":"CATEGORICAL","categories":3},\
      {"name":"B","kind":"CATEGORICAL","categories":3}]}""";

  /** That it is JSON lets the others be read beside it. */
  private static final String NO_BELIEF = "\"no belief\"";

  private static final String NOT_JSON = "malformed: not JSON";

  @TempDir private Path folder;

  private final Map<String, String> ofCentre = new TreeMap<>();
  private final Map<String, String> ofSite = new TreeMap<>();
  private RunningFederation federation;

  /**
   * Somebody who is no site joins as z, so that the sum waits for his shares while all the rest is
   * heard; without them another attempt is made of the two sites that there are.
   */
  @Test
  void whatNobodyCanUseIsADeadLetterAndTheRoundGoesOn() throws Exception {
    federation = new RunningFederation(BROKER, CLUSTER, folder, "a", "b");
    federation.declare(DECLARATION);
    federation.startCoordinator(
        null, "--secure", "--rounds=1", "--sites=2", "--phase-timeout=15s", "--waiting-time=1s");
    start("a");
    spoilKeys();
    send(federation.centre(), Topic.FED_KEYS, keys("lab", 0, "z", 1));
    federation.said(belief -> belief.get("roster").size() == 2);

    spoilTheCentre();
    spoilTheSite();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(letters(federation.centre())).isEqualTo(ofCentre));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(letters(federation.site("a"))).isEqualTo(ofSite));
    start("b");
    JsonNode ended = federation.ended();
    assertThat(ended.get("sites").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(ended.get("round").asLong()).isEqualTo(1);
    assertThat(letters(federation.centre())).isEqualTo(ofCentre);
    assertThat(letters(federation.site("a"))).isEqualTo(ofSite);
    assertThat(letters(federation.site("b"))).containsOnlyKeys(NO_BELIEF, "no shares");
    federation.cancelAll();
  }

  private void start(String site) throws Exception {
    List<String> samples = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      UniformRandomProvider random = KeyedRandom.of(1, site, n);
      samples.add(sample("" + n, "[]", "[%d,%d]".formatted(random.nextInt(3), random.nextInt(3))));
    }
    federation.site(site).sendAll(Topic.SAMPLES, "lab", samples);
    federation.startSite(
        site, null, "--new-samples=" + ROWS, "--fit-steps=2", "--graph-steps=2", "--hidden=4");
  }

  /** Keys are refused as keys while they are collected. */
  private void spoilKeys() {
    String shape = "unfit-message: keys: not of the shape of this sum";
    spoil(Topic.FED_KEYS, keys("lab", 0, "q", 0), shape);
  }

  private void spoilTheCentre() {
    spoil(Topic.EXPERIMENTS, "no declaration", NOT_JSON);
    String again = "contradiction: keys: the site said otherwise before";
    String late = "unfit-message: round 9, attempt 0 has not begun";
    String unknown = "undeclared-experiment: federation: 'other' is not declared";
    spoil(Topic.FED_KEYS, "no keys", NOT_JSON);
    spoil(Topic.FED_KEYS, keys("lab", 0, "z", 3), again);
    spoil(Topic.FED_KEYS, keys("lab", 0, "a", 5), again);
    spoil(Topic.FED_KEYS, keys("lab", 9, "a", 7), late);
    spoil(Topic.FED_KEYS, keys("lab", 0, " ", 9), "malformed: site: must not be blank");
    spoil(Topic.FED_KEYS, keys("other", 0, "a", 11), unknown);
    String stranger = "unfit-message: shares: not of a member of this sum";
    String shape = "unfit-message: shares: not of the shape of this sum";
    String both = "malformed: encrypted: exactly one of encrypted and revealed has entries";
    spoil(Topic.FED_SHARES, "no shares", NOT_JSON);
    spoil(Topic.FED_SHARES, shares("q", "a", SHARE_BYTES), stranger);
    spoil(Topic.FED_SHARES, shares("z", "a", 3), shape);
    spoil(Topic.FED_SHARES, shares("z", null, 0), both);
    String plain = "unfit-message: updates of this federation are masked";
    String early = "unfit-message: masked update: its phase has not begun";
    String words = "malformed: numbers: 8 bytes are no whole number of numbers of 3 words";
    spoil(Topic.FED_UPDATE, "no update", NOT_JSON);
    spoil(Topic.FED_UPDATE, update(1, 8, null), plain);
    spoil(Topic.FED_UPDATE, update(1, 20, bytes(KEY_BYTES, 1)), early);
    spoil(Topic.FED_UPDATE, update(3, 8, null), words);
  }

  private void spoilTheSite() {
    ofSite.put("no shares", NOT_JSON);
    federation.centre().send(Topic.FED_BELIEF, "nowhere", NO_BELIEF);
    ofSite.put(NO_BELIEF, "malformed: the record must be an object, not " + NO_BELIEF);
    spoilOwn(Topic.EXPERIMENTS, "no experiment", NOT_JSON);
    spoilOwn(Topic.SAMPLES, "no sample", NOT_JSON);
    spoilOwn(
        Topic.SAMPLES,
        sample("none", "null", "[0,0]"),
        "unknown-targets: targets: null, but a federation needs known targets");
    spoilOwn(
        Topic.SAMPLES,
        sample("of three", "[]", "[0,0,0]"),
        "wrong-dimension: values: 3 given, 2 variables declared");
    String large = sample("x".repeat(300_000), "[]", "[0,0]");
    spoilOwn(
        Topic.SAMPLES,
        large,
        "too-large: %d bytes; at most 262144 bytes are accepted".formatted(large.length()));
  }

  /** Sends the coordinator a record that is to become a dead letter. */
  private void spoil(Topic topic, String value, String why) {
    send(federation.centre(), topic, value);
    ofCentre.put(value, why);
  }

  /** The same of a record on a site's own Kafka. */
  private void spoilOwn(Topic topic, String value, String why) {
    send(federation.site("a"), topic, value);
    ofSite.put(value, why);
  }

  private static void send(TestTopics topics, Topic topic, String value) {
    topics.send(topic, "lab", value);
  }

  private static String sample(String id, String targets, String values) {
    return "{\"experimentId\":\"lab\",\"sampleId\":\"%s\",\"targets\":%s,\"values\":%s}"
        .formatted(id, targets, values);
  }

  private static String keys(String federation, long round, String site, int seed) {
    return json(
        new FederationKeys(
            federation, round, 0, site, bytes(KEY_BYTES, seed), bytes(KEY_BYTES, 2 * seed)));
  }

  private static String shares(String from, String to, int bytes) {
    List<FederationShareFor> sealed =
        to == null ? List.of() : List.of(new FederationShareFor(to, bytes(bytes, 1)));
    return json(new FederationShares("lab", 0L, 0, from, sealed, List.of()));
  }

  private static String update(int words, int bytes, ByteBuffer commitment) {
    return json(
        FederationUpdate.newBuilder()
            .setFederation("lab")
            .setRound(0)
            .setSite("a")
            .setWords(words)
            .setNumbers(bytes(bytes, 1))
            .setSeedCommitment(commitment)
            .setMembersDigest(commitment)
            .build());
  }

  private static ByteBuffer bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecordBase> String json(T record) {
    Class<T> type = (Class<T>) record.getClass();
    return new String(Encoder.of(type, WireFormat.JSON, null, "unused").encode(record), UTF_8);
  }

  /** By the text of each dead letter, its reason and what is said of it. */
  private static Map<String, String> letters(TestTopics topics) {
    Map<String, String> letters = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : topics.records(Topic.DEAD_LETTERS)) {
      letters.put(
          new String(letter.value(), UTF_8),
          header(letter, "sluice.reason")
              + ": "
              + header(letter, "sluice.message").replaceFirst("(?s)^(not JSON): .*", "$1"));
    }
    return letters;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
