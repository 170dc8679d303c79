// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of learners in context: eight sequences of the linear task take turns, of so many tokens
 * each, and then the next eight. What is never declared are here tokens whose sequence never
 * begins.
 */
final class MesaWorkload implements Workload {
  private static final int TOGETHER = 8;
  private static final int LENGTH = 25;
  private static final int BLOCK = TOGETHER * LENGTH;
  private static final long SEED = 1;
  private static final SequenceTask TASK = SequenceTask.linear();
  private static final List<String> LEARNERS =
      List.of("copy", "gd:0.032", "mesanet:5:0.25", "rls:0.001", "ridge:0.001", "oracle");

  /** The learner that others are compared with. */
  private static final int REFERENCE = LEARNERS.indexOf("ridge:0.001");

  @Override
  public String name() {
    return "mesa";
  }

  @Override
  public String main() {
    return MesaJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--learners=" + String.join(",", LEARNERS),
        "--buckets=4",
        "--flush-interval=100ms",
        "--emit-interval=200ms");
  }

  @Override
  public List<Topic> topics() {
    return MesaJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return MesaJob.INPUTS;
  }

  /** A duplicate changes nothing but its count, and the snapshot shows that. */
  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.MESA_METRICS, "tokens+duplicates");
  }

  @Override
  public List<Message> declarations() {
    return List.of();
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(
        number,
        n -> token(sequence(n), at(n), "some-" + sequence(n)),
        n -> token(n, 2, "headless-" + n));
  }

  private static long sequence(long number) {
    return number / BLOCK * TOGETHER + number % TOGETHER;
  }

  private static int at(long number) {
    return (int) (number % BLOCK / TOGETHER) + 1;
  }

  private static Message token(long sequence, int step, String id) {
    return new Message(
        Topic.TOKENS,
        id,
        """
        {"sequenceId":"%s","t":%d,"values":%s,"group":"some","task":"%s","seed":%d,"number":%d}"""
            .formatted(
                id,
                step,
                Arrays.toString(TASK.token(SEED, sequence, step)),
                TASK.name(),
                SEED,
                sequence),
        Fate.ACCEPTED);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    MesaJob.build(env, JobSettings.of(new MesaOptions(), kafka, options()));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    List<Contender> contenders = LEARNERS.stream().map(LearnerNames::parse).toList();
    Learners learners = new Learners(TASK.observed(), contenders);
    LossTable table = LossTable.of(contenders.size());
    long sequences = sequences(steps);
    for (long number = 0; number < sequences; number++) {
      SimulatedSequence sequence = TASK.sequence(SEED, number);
      SequenceState state = learners.start();
      double[] losses = new double[contenders.size()];
      for (int t = 1; t <= tokens(number, steps); t++) {
        int step = (int) learners.observe(state, t, sequence.next(), sequence, losses);
        if (step > 0) {
          table.add(step, losses);
        }
      }
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      all.add(results(contenders.get(i).label(), table, i));
    }
    return Map.of(
        Topic.MESA_LATEST,
        Map.of("some", Map.of("sequences", sequences, "tokens", steps, "learners", all)));
  }

  /** How many sequences so many steps begin. */
  private static long sequences(long steps) {
    return steps / BLOCK * TOGETHER + Math.min(TOGETHER, steps % BLOCK);
  }

  /** How many tokens of a sequence are among so many steps. */
  private static long tokens(long sequence, long steps) {
    long before = sequence / TOGETHER * BLOCK + sequence % TOGETHER;
    return Math.min(LENGTH, Math.max(0, (steps - before + TOGETHER - 1) / TOGETHER));
  }

  private static Map<String, Object> results(String label, LossTable table, int learner) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("learner", label);
    results.put(
        "n", IntStream.rangeClosed(1, table.steps).mapToObj(s -> table.count(s, learner)).toList());
    results.put(
        "mean",
        IntStream.rangeClosed(1, table.steps).mapToObj(s -> table.mean(s, learner)).toList());
    results.put(
        "standardError",
        IntStream.rangeClosed(1, table.steps)
            .mapToObj(step -> table.standardError(step, learner))
            .toList());
    results.put("meanOverSteps", table.meanOverSteps(table.steps, learner));
    results.put("regret", table.regret(table.steps, learner, REFERENCE));
    return results;
  }
}
