// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;

/**
 * Records and settings of the tests. The experiment "waves" has four continuous variables and
 * twelve samples that come from a formula, so that its posterior is known to twelve digits.
 */
final class Fixture {

  static final int SAMPLES = 12;

  /** ln of the evidence of the twelve samples, observational. */
  static final double LOG_EVIDENCE = -64.376584210429;

  /** P(A -> B) of the same. */
  static final double A_TO_B = .288093996347;

  /** ln of the evidence where sample t clamps variable (t mod 5) - 1. */
  static final double INTERVENTIONAL_LOG_EVIDENCE = -50.174319661173;

  /** P(B -> C) of the same. */
  static final double INTERVENTIONAL_B_TO_C = .748566475250;

  private static final String[] NAMES = {"A", "B", "C", "D"};

  private Fixture() {}

  static double[] row(int t) {
    double[] x = new double[4];
    for (int i = 0; i < 4; i++) {
      x[i] = Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * x[i - 1] : 0);
    }
    return x;
  }

  /** Name of the variable that sample t clamps, as a JSON array. */
  static String targets(int t) {
    int target = t % 5 - 1;
    return target < 0 ? "[]" : "[\"" + NAMES[target] + "\"]";
  }

  static String declaration(String experiment, String more) {
    return "{\"experimentId\":\""
        + experiment
        + "\",\"variables\":["
        + "{\"name\":\"A\",\"kind\":\"CONTINUOUS\"},{\"name\":\"B\",\"kind\":\"CONTINUOUS\"},"
        + "{\"name\":\"C\",\"kind\":\"CONTINUOUS\"},{\"name\":\"D\",\"kind\":\"CONTINUOUS\"}]"
        + more
        + "}";
  }

  static String sample(String experiment, String id, String targets, double... values) {
    StringBuilder numbers = new StringBuilder();
    for (double value : values) {
      numbers.append(numbers.isEmpty() ? "" : ",").append(value);
    }
    return String.format(
        Locale.ROOT,
        "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"drawnAt\":%d,\"targets\":%s,\"values\":[%s]}",
        experiment,
        id,
        1_700_000_000_000L + id.hashCode() % 80_000_000,
        targets,
        numbers);
  }

  /** The twelve samples; interventional ones clamp a variable four times out of five. */
  static List<String> samples(String experiment, boolean interventional) {
    List<String> samples = new ArrayList<>();
    for (int t = 0; t < SAMPLES; t++) {
      samples.add(sample(experiment, "s" + t, interventional ? targets(t) : "[]", row(t)));
    }
    return samples;
  }

  static RawRecord raw(String topic, long offset, String key, String value) {
    return new RawRecord(
        topic,
        0,
        offset,
        1_700_000_000_000L,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Statistics without brokers, with the settings of the tests. */
  static KeyedOneInputStreamOperatorTestHarness<String, Contribution, RefreshRequest> statistics()
      throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new Statistics(settings("unused:1", false)), Contribution::experimentId, Types.STRING);
  }

  static PosteriorSettings settings(String bootstrap, boolean bounded) {
    return new PosteriorSettings(
        new JobTopics(KafkaSettings.of(bootstrap), "test", bounded),
        new RefreshSettings(1.1, 100, 300, 1),
        new StatisticsSettings(1.0, 4, 20),
        new AdmissionSettings(4000, 400, 600_000));
  }

  /** The same of a job with one bucket, for which it is known which refreshes there are. */
  static PosteriorSettings oneBucket(KafkaSettings kafka) {
    PosteriorSettings base = settings(kafka.bootstrap(), false);
    return new PosteriorSettings(
        new JobTopics(kafka, kafka.prefix() + "posterior", false),
        base.refresh(),
        new StatisticsSettings(1.0, 1, 20),
        base.admission());
  }
}
