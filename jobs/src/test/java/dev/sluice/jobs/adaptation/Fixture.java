// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Records and settings of the tests. In the chain A, B, C of three categories each, the mechanism
 * of B is another from sample {@value #SHIFT} to sample {@value #BACK}.
 */
final class Fixture {

  static final int BURN_IN = 300;
  static final int SHIFT = 400;
  static final int BACK = 700;
  static final int SAMPLES = 900;

  private static final StructuralCausalModel TRUTH =
      MechanismFamily.parse("categorical:3").draw(Dag.ofParents(0, 1, 2), 5);

  private Fixture() {}

  /** Targets of a sample: B is shifted for a while. */
  static long targets(int t) {
    return t >= SHIFT && t < BACK ? 2 : 0;
  }

  static double[] row(int t) {
    return TRUTH.sample(targets(t), InterventionKind.SOFT, 11, t);
  }

  /** What the engine observes of a sample. */
  static Observation observation(int t) {
    return new Observation(row(t), targets(t) == 0 ? "" : "B", targets(t), new double[0]);
  }

  static Draw draw(int t) {
    String[] targets = targets(t) == 0 ? new String[0] : new String[] {"B"};
    return draw("s" + t, targets, row(t));
  }

  static Draw draw(String id, String[] targets, double... values) {
    return new Draw(
        raw("samples", 0, null, "bytes of " + id), "e", id, 5, targets, values, null, null, null);
  }

  static String sample(String experiment, int t) {
    return sample(experiment, "s" + t, targets(t) == 0 ? "[]" : "[\"B\"]", row(t));
  }

  static String sample(String experiment, String id, String targets, double... values) {
    return "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"drawnAt\":5,\"targets\":%s,\"values\":%s}"
        .formatted(experiment, id, targets, Arrays.toString(values));
  }

  static List<String> samples(String experiment) {
    return IntStream.range(0, SAMPLES).mapToObj(t -> sample(experiment, t)).toList();
  }

  static String declaration(String experiment, String more) {
    String variable = "{\"name\":\"%s\",\"kind\":\"CATEGORICAL\",\"categories\":3}";
    return "{\"experimentId\":\"%s\",\"variables\":[%s,%s,%s]%s}"
        .formatted(
            experiment,
            variable.formatted("A"),
            variable.formatted("B"),
            variable.formatted("C"),
            more);
  }

  /** A declaration of continuous variables, without a true graph. */
  static String continuous(String experiment) {
    return "{\"experimentId\":\"%s\",\"variables\":[%s]}"
        .formatted(
            experiment,
            Stream.of("A", "B", "C")
                .map("{\"name\":\"%s\",\"kind\":\"CONTINUOUS\"}"::formatted)
                .collect(Collectors.joining(",")));
  }

  /** The declaration with its true graph. */
  static String declaration(String experiment) {
    return declaration(experiment, ",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]");
  }

  /** The same, checked. */
  static Declaration declared(String experiment, long offset, List<List<String>> trueEdges) {
    return Declaration.of(
            Experiment.newBuilder()
                .setExperimentId(experiment)
                .setVariables(
                    List.of(
                        new Variable("A", VariableKind.CATEGORICAL, 3),
                        new Variable("B", VariableKind.CATEGORICAL, 3),
                        new Variable("C", VariableKind.CATEGORICAL, 3)))
                .setScore(ScoreSettings.newBuilder().build())
                .setTrueEdges(trueEdges)
                .build(),
            offset,
            0)
        .record();
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

  static AdaptationSettings engine(int batch) {
    return new AdaptationSettings(
        BURN_IN, batch, Double.POSITIVE_INFINITY, 30, 30, 2000, 60, 3, 128, 4, 50, 1);
  }

  static AdaptationJobSettings settings(int batch, boolean bounded) {
    return settings(unused(), "test", Learners.CONJUGATE, batch, bounded);
  }

  static AdaptationJobSettings settings(Learners learners, int batch) {
    return settings(unused(), "test", learners, batch, false);
  }

  private static KafkaSettings unused() {
    return KafkaSettings.of("unused:1");
  }

  static AdaptationJobSettings settings(
      KafkaSettings kafka, String group, int batch, boolean bounded) {
    return settings(kafka, group, Learners.CONJUGATE, batch, bounded);
  }

  private static AdaptationJobSettings settings(
      KafkaSettings kafka, String group, Learners learners, int batch, boolean bounded) {
    return new AdaptationJobSettings(
        new JobTopics(kafka, group, bounded),
        new ModelSettings(learners, engine(batch), true, false),
        new Pace(100),
        new AdmissionSettings(4000, 400, 600_000));
  }
}
