// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.mesa.trained.TrainedSettings;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records and settings of the tests: simulated sequences of one seed. */
final class Fixture {
  static final long SEED = 7;
  static final long TIMESTAMP = 1_700_000_000_000L;

  private Fixture() {}

  static List<String> defaults() {
    return LearnerNames.defaults().stream().map(Contender::label).toList();
  }

  /** The settings of a test that has no broker. */
  static MesaSettings settings(List<String> learners, int maxWaiting, long forgetAfter) {
    return settings(KafkaSettings.of("unused:1"), "test", learners, maxWaiting, forgetAfter);
  }

  static MesaSettings settings(
      KafkaSettings kafka, String group, List<String> learners, int maxWaiting, long forgetAfter) {
    return settings(
        new JobTopics(kafka, group, false),
        learners,
        maxWaiting,
        forgetAfter,
        TrainedSettings.NONE);
  }

  static MesaSettings settings(
      JobTopics topics,
      List<String> learners,
      int maxWaiting,
      long forgetAfter,
      TrainedSettings trained) {
    return new MesaSettings(
        topics, learners, maxWaiting, forgetAfter, 8, new Pace(50), new Pace(100), trained);
  }

  /** The first tokens of a sequence. */
  static double[][] tokens(SequenceTask task, long number, int length) {
    return task.tokens(SEED, number, length);
  }

  static String json(String sequence, long t, double[] values, String more) {
    return "{\"sequenceId\":\"%s\",\"t\":%d,\"values\":%s%s}"
        .formatted(sequence, t, Arrays.toString(values), more);
  }

  /** What a simulated sequence says of itself. */
  static String origin(SequenceTask task, long number) {
    return ",\"task\":\"%s\",\"seed\":%d,\"number\":%d".formatted(task.name(), SEED, number);
  }

  /** The tokens of a sequence from one step up to another, both included. */
  static List<String> messages(SequenceTask task, String sequence, long number, int from, int to) {
    double[][] tokens = tokens(task, number, to);
    List<String> messages = new ArrayList<>();
    for (int t = from; t <= to; t++) {
      messages.add(json(sequence, t, tokens[t - 1], origin(task, number)));
    }
    return messages;
  }

  static RawRecord raw(long offset, String key, String value) {
    return new RawRecord(
        "tokens",
        0,
        offset,
        TIMESTAMP + offset,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** A decoded token of a sequence that is not simulated. */
  static Arrived arrived(String sequence, long t, double... values) {
    return arrived(sequence, t, "default", "", 0, values);
  }

  static Arrived arrived(
      String sequence, long t, String group, String task, long number, double... values) {
    RawRecord source = raw(t, sequence, sequence + " " + t + " " + Arrays.toString(values));
    return new Arrived(source, sequence, t, values, group, task, task.isEmpty() ? 0 : SEED, number);
  }

  /** A decoded token of a simulated sequence. */
  static Arrived simulated(SequenceTask task, long number, int t) {
    return arrived("s" + number, t, "default", task.name(), number, task.token(SEED, number, t));
  }

  /**
   * The losses of a sequence without a job, length - 1 x learners.
   *
   * @param table they are added to this; null for none
   */
  static double[][] losses(
      SequenceTask task, long number, int length, List<String> labels, LossTable table) {
    Learners learners =
        new Learners(task.observed(), labels.stream().map(LearnerNames::parse).toList());
    SequenceState state = learners.start();
    SimulatedSequence truth = task.sequence(SEED, number);
    double[][] losses = new double[length - 1][labels.size()];
    double[] none = new double[labels.size()];
    for (int t = 1; t <= length; t++) {
      double[] of = t == 1 ? none : losses[t - 2];
      learners.observe(state, t, task.token(SEED, number, t), truth, of);
      if (t > 1 && table != null) {
        table.add(t - 1, of);
      }
    }
    return losses;
  }
}
