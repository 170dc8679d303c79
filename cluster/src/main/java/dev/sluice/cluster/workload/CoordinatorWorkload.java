// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The coordinator of federations: four sites take turns to say what they add to one federation. A
 * round ends with the update of its fourth site, so that the next update, which lies behind it in
 * the same partition, finds the next round open: no site has to be told.
 */
final class CoordinatorWorkload implements Workload {
  private static final int SITES = 4;
  private static final int VARIABLES = 4;
  private static final double CLIP = 8;
  private static final double LEAST_WEIGHT = .05;
  private static final String FEDERATION = "shared";

  @Override
  public String name() {
    return "coordinator";
  }

  @Override
  public String main() {
    return CoordinatorJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--sites=" + SITES,
        "--clip=" + CLIP,
        "--least-weight=" + LEAST_WEIGHT,
        "--round-every=0s",
        "--phase-timeout=1d",
        "--waiting-messages=100000",
        "--waiting-time=1d");
  }

  @Override
  public List<Topic> topics() {
    return CoordinatorJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return CoordinatorJob.INPUTS;
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.FED_BELIEF, "round");
  }

  @Override
  public List<Message> declarations() {
    return List.of(Samples.declaration(FEDERATION, VARIABLES, 3, "AB", "BC", "CD"));
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(
        number, n -> update(FEDERATION, n), n -> update("undeclared-" + n % SITES, n));
  }

  private static Message update(String federation, long number) {
    return new Message(
        Topic.FED_UPDATE,
        federation,
        """
        {"federation":"%s","round":%d,"site":"%s","words":1,"numbers":"%s"}"""
            .formatted(
                federation, number / SITES, site((int) (number % SITES)), base64(numbers(number))),
        Fate.ACCEPTED);
  }

  private static String site(int number) {
    return "site-" + number;
  }

  private static RingVector numbers(long number) {
    UniformRandomProvider random = KeyedRandom.of(1, "updates", number);
    EdgeLogits change = EdgeLogits.zero(VARIABLES);
    fill(change.existence(), random);
    fill(change.orientation(), random);
    double[] weights = new double[EdgeLogits.pairs(VARIABLES)];
    for (int pair = 0; pair < weights.length; pair++) {
      weights[pair] = LEAST_WEIGHT + (1 - LEAST_WEIGHT) * random.nextDouble();
    }
    return new UpdateEncoding(CLIP)
        .encode(new SiteUpdate(site((int) (number % SITES)), number / SITES, change, weights));
  }

  private static void fill(double[] logits, UniformRandomProvider random) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextDouble() - .5;
    }
  }

  private static String base64(RingVector numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length());
    bytes.asIntBuffer().put(numbers.values());
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    CoordinatorJob.build(env, JobSettings.of(new CoordinatorOptions(), kafka, options()));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    UpdateEncoding encoding = new UpdateEncoding(CLIP);
    EdgeLogits belief = EdgeLogits.zero(VARIABLES);
    long rounds = steps / SITES;
    for (long round = 0; round < rounds; round++) {
      RingVector sum = numbers(round * SITES);
      for (int site = 1; site < SITES; site++) {
        sum = sum.plus(numbers(round * SITES + site));
      }
      belief = belief.plus(encoding.mean(VARIABLES, sum));
    }
    return Map.of(
        Topic.FED_BELIEF,
        Map.of(
            FEDERATION,
            Map.of(
                "round", rounds,
                "attempt", 0,
                "phase", "UPDATES",
                "sites", IntStream.range(0, SITES).mapToObj(CoordinatorWorkload::site).toList(),
                "existence", belief.existence(),
                "orientation", belief.orientation(),
                "edges", belief.edges())));
  }
}
