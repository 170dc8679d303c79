// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A laboratory of a linear-Gaussian chain, that loses some of what it is asked for. What it draws
 * depends on the decision and the row alone.
 */
public final class TestLab {
  /** The experiment. */
  public static final String EXPERIMENT = "chain";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 3;

  private final TestTopics topics;
  private final int variables;
  private final double lost;
  private final StructuralCausalModel system;
  private int seen;

  /**
   * A laboratory.
   *
   * @param lost share of requests that it loses
   */
  public TestLab(TestTopics topics, int variables, double lost) {
    this.topics = topics;
    this.variables = variables;
    this.lost = lost;
    system =
        MechanismFamily.parse("linear-gaussian")
            .draw(GraphFamily.parse("chain:" + variables).draw(SEED), SEED);
  }

  /** Declares the experiment; more begins with a comma. */
  public void declare(String more) {
    List<String> names =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"%s\",\"kind\":\"CONTINUOUS\"}".formatted(name(v)))
            .toList();
    topics.send(
        Topic.EXPERIMENTS,
        EXPERIMENT,
        "{\"experimentId\":\"%s\",\"variables\":%s%s}".formatted(EXPERIMENT, names, more));
  }

  /** Sends samples without intervention. */
  public void observe(int samples) {
    topics.sendAll(
        Topic.SAMPLES,
        EXPERIMENT,
        IntStream.range(0, samples)
            .mapToObj(
                row ->
                    sample(
                        "o" + row,
                        "[]",
                        null,
                        system.sample(
                            VariableSet.EMPTY, InterventionKind.PERFECT, SEED, 1_000_000L + row)))
            .toList());
  }

  static String name(int variable) {
    return Character.toString('A' + variable);
  }

  static String sample(String id, String targets, String decision, double[] values) {
    return "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"targets\":%s,\"values\":%s,\"decisionId\":%s}"
        .formatted(
            EXPERIMENT,
            id,
            targets,
            Arrays.toString(values),
            decision == null ? null : "\"" + decision + "\"");
  }

  /** All that was told of decisions, in order. */
  public List<JsonNode> told() throws IOException {
    List<JsonNode> told = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.INTERVENTIONS)) {
      told.add(JSON.readTree(record.value()));
    }
    return told;
  }

  /** Ids of what was told in a status, in order. */
  public List<String> ids(String status) throws IOException {
    return told().stream()
        .filter(each -> each.get("status").asText().equals(status))
        .map(each -> each.get("decisionId").asText())
        .toList();
  }

  /** Answers what it has not seen yet, and not lost. */
  public void answer() throws IOException {
    answer(told -> true);
  }

  /** Answers what it has not seen yet, not lost and is willing to do. */
  public void answer(Predicate<JsonNode> willing) throws IOException {
    List<JsonNode> told = told();
    for (JsonNode request : told.subList(seen, told.size())) {
      String status = request.get("status").asText();
      if ((status.equals("PROPOSED") || status.equals("REPEATED"))
          && !isLost(request)
          && willing.test(request)) {
        send(request, request.get("targets"), request.get("rows").asInt());
      }
    }
    seen = told.size();
  }

  private boolean isLost(JsonNode request) {
    return CounterRandom.of(
                SEED, request.get("decisionId").asText(), request.get("attempt").asInt())
            .uniform(0)
        < lost;
  }

  /** Answers a request, perhaps with other targets or another number of rows. */
  public void send(JsonNode request, JsonNode targets, int rows) {
    String decision = request.get("decisionId").asText();
    VariableSet set =
        VariableSet.of(targets.get(0).asText().charAt(0) - 'A'); // one target is all there is
    long first = CounterRandom.of(SEED, decision).bits(0) >>> 24;
    topics.sendAll(
        Topic.SAMPLES,
        EXPERIMENT,
        IntStream.range(0, rows)
            .mapToObj(
                row ->
                    sample(
                        decision + "#" + row,
                        targets.toString(),
                        decision,
                        system.sampleAt(
                            set, request.get("value").get("fixed").asDouble(), SEED, first + row)))
            .toList());
  }
}
