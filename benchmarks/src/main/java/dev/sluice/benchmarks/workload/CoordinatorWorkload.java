// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Updates of ten sites of one federation, which take turns, not masked: the tenth of a round ends
 * it, and opens the next. After {@value #DIFFERENT} updates their numbers come again.
 */
public final class CoordinatorWorkload implements Workload {
  private static final String FEDERATION = "e0";
  private static final int SITES = 10;
  private static final int DIFFERENT = 1000;
  private static final double CLIP = 8;
  private static final long SEED = 1;

  private final ExperimentRecords experiment;
  private final String[] numbers = new String[DIFFERENT];

  /** Updates of beliefs of so many variables. */
  public CoordinatorWorkload(int variables) {
    experiment =
        new ExperimentRecords(1, variables, ExperimentRecords.categorical(3), number -> "");
    double[] weights = SiteWeights.naive(variables);
    for (int i = 0; i < DIFFERENT; i++) {
      UniformRandomProvider random = KeyedRandom.of(SEED, "updates", i);
      EdgeLogits change = EdgeLogits.zero(variables);
      Arrays.setAll(change.existence(), edge -> random.nextDouble() - .5);
      Arrays.setAll(change.orientation(), pair -> random.nextDouble() - .5);
      int[] encoded =
          new UpdateEncoding(CLIP).encode(new SiteUpdate("", 0, change, weights)).values();
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * encoded.length);
      bytes.asIntBuffer().put(encoded);
      numbers[i] = Base64.getEncoder().encodeToString(bytes.array());
    }
  }

  @Override
  public Topic topic() {
    return Topic.FED_UPDATE;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return experiment.declarations(prefix, "");
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    return Workload.record(
        topic(),
        prefix,
        FEDERATION,
        "{\"federation\":\""
            + FEDERATION
            + "\",\"round\":"
            + index / SITES
            + ",\"site\":\"site-"
            + index % SITES
            + "\",\"words\":1,\"numbers\":\""
            + numbers[index % DIFFERENT]
            + "\"}");
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    Workload.checkpoint(env);
    Stream<String> rounds = Stream.of("--sites=" + SITES, "--round-every=0s", "--phase-timeout=1d");
    String[] all = Stream.concat(rounds, Arrays.stream(options)).toArray(String[]::new);
    CoordinatorJob.build(
        env,
        JobMain.settings(
            new CoordinatorOptions(), kafka.bootstrap(), Workload.options(kafka, all)));
  }

  @Override
  public Set<String> operators() {
    return Set.of("decode updates", endless());
  }

  @Override
  public String endless() {
    return "coordinate";
  }

  @Override
  public Topic results() {
    return Topic.FED_BELIEF;
  }

  @Override
  public String keyOf(int index) {
    return FEDERATION;
  }

  /** The round whose belief knows of it. */
  @Override
  public long markOf(int index) {
    return index / SITES + 1L;
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return snapshot.get("federation").textValue();
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return snapshot.get("round").longValue();
  }
}
