// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.Experiment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Records and settings of the tests: three variables of three categories, A -> B -> C, which are
 * not declared in the order of their names. Half of the samples are observational, the others clamp
 * A, B and C in turn.
 */
final class Fixture {

  static final long DRAWN_AT = 1_700_000_000_000L;

  private static final String[] DECLARED = {"C", "A", "B"};
  private static final String[] NAMES = {"A", "B", "C"};
  private static final int CATEGORIES = 3;

  private Fixture() {}

  static String declaration(String experiment, String more) {
    StringBuilder variables = new StringBuilder();
    for (String name : DECLARED) {
      variables
          .append(variables.isEmpty() ? "" : ",")
          .append("{\"name\":\"%s\",\"kind\":\"CATEGORICAL\",\"categories\":3}".formatted(name));
    }
    return "{\"experimentId\":\"%s\",\"variables\":[%s]%s}".formatted(experiment, variables, more);
  }

  static String truth() {
    return ",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]";
  }

  /** The declaration as jobs keep it. */
  static Declaration declared(String json, long revision) {
    Experiment experiment =
        KafkaSettings.of("unused:1")
            .decoder(Experiment.class)
            .decode(json.getBytes(StandardCharsets.UTF_8))
            .record();
    return Declaration.of(experiment, revision, DRAWN_AT).record();
  }

  /** The variable that sample t clamps; -1 if none. */
  static int target(int t) {
    return t % 2 == 0 ? -1 : t / 2 % NAMES.length;
  }

  /** Names of the variables that sample t clamps. */
  static String[] targets(int t) {
    return target(t) < 0 ? new String[0] : new String[] {NAMES[target(t)]};
  }

  /** Values of sample t, in the declared order. */
  static double[] values(int t) {
    UniformRandomProvider random = KeyedRandom.of(7, "links", t);
    double[] x = new double[NAMES.length];
    for (int i = 0; i < x.length; i++) {
      boolean follows = i > 0 && target(t) != i && random.nextDouble() < .8;
      x[i] = follows ? x[i - 1] : random.nextInt(CATEGORIES);
    }
    return new double[] {x[2], x[0], x[1]};
  }

  static String sample(String experiment, String id, String targets, double... values) {
    StringBuilder numbers = new StringBuilder();
    for (double value : values) {
      numbers.append(numbers.isEmpty() ? "" : ",").append(value);
    }
    return "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"drawnAt\":%d,\"targets\":%s,\"values\":[%s]}"
        .formatted(experiment, id, DRAWN_AT, targets, numbers);
  }

  static List<String> samples(String experiment, int from, int to) {
    List<String> samples = new ArrayList<>();
    for (int t = from; t < to; t++) {
      String targets = target(t) < 0 ? "[]" : "[\"" + targets(t)[0] + "\"]";
      samples.add(sample(experiment, "s" + t, targets, values(t)));
    }
    return samples;
  }

  static RawRecord raw(String topic, long offset, String key, String value) {
    return new RawRecord(
        topic,
        0,
        offset,
        DRAWN_AT,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Small networks, few steps, buffers that overflow, a round for every 100 samples. */
  static DiscoverySettings settings(JobTopics topics) {
    return settings(topics, 30, 1 << 24);
  }

  static DiscoverySettings settings(JobTopics topics, int fitSteps, long maxState) {
    return new DiscoverySettings(
        topics,
        new MethodChoice(MethodName.ENCO, 16, 32, 10, null, false, 3),
        new TrainingSettings(100, 1.1, 4, fitSteps, 10, 1),
        new Capacity(150, 40),
        maxState,
        new AdmissionSettings(4000, 400, 600_000));
  }

  static DiscoverySettings settings(boolean bounded) {
    return settings(new JobTopics(KafkaSettings.of("unused:1"), "test", bounded));
  }

  /** Four rows of one decision at a time, not before 50 samples. */
  static ProposalSettings proposals(TargetingRule rule, Double... values) {
    return new ProposalSettings(
        rule,
        4,
        List.of(values),
        50,
        1,
        60_000,
        1,
        false,
        0,
        ProposalSettings.WhenSaturated.STOP,
        1);
  }

  /** A job that proposes interventions. */
  static DiscoverySettings proposing(DiscoverySettings base, ProposalSettings proposals) {
    return new DiscoverySettings(
        base.topics(),
        base.method(),
        base.training(),
        base.capacity(),
        base.maxState(),
        base.admission(),
        proposals);
  }

  /** The same, and has DSDI learn, which takes samples with unknown targets. */
  static DiscoverySettings proposingByDsdi(DiscoverySettings base, ProposalSettings proposals) {
    return new DiscoverySettings(
        base.topics(),
        new MethodChoice(MethodName.DSDI, null, 32, 4, null, false, 3),
        base.training(),
        base.capacity(),
        base.maxState(),
        base.admission(),
        proposals);
  }
}
