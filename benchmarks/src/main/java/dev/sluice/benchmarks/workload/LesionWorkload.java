// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.lesion.RunLesion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Predictions of {@value #MODELS} models for {@value #CASES} cases, model after model and then the
 * first again. Their files are those of {@value #PHANTOMS} phantoms, written beforehand.
 */
public final class LesionWorkload implements Workload {
  private static final int CASES = 1000;
  private static final int MODELS = 10;
  private static final int PHANTOMS = 8;

  /** Before the first prediction, milliseconds since 1970-01-01T00:00:00Z. */
  private static final long START = 1_700_000_000_000L;

  private final List<String> truths;
  private final List<String> predictions;

  /** A workload of so many voxels along each axis, at least 8. */
  public LesionWorkload(int edge) {
    LesionFiles files = new LesionFiles(edge);
    Path folder = LesionFiles.folder("lesion");
    List<Phantom> strokes = IntStream.range(0, PHANTOMS).mapToObj(files::stroke).toList();
    truths =
        strokes.stream()
            .map(
                stroke ->
                    LesionFiles.write(
                        folder, stroke.name().caseId(), NiftiImage.of(stroke.lesion())))
            .toList();
    predictions =
        strokes.stream()
            .map(
                stroke ->
                    LesionFiles.write(
                        folder,
                        stroke.name().caseId() + "_prediction",
                        NiftiImage.of(LesionFiles.prediction(stroke))))
            .toList();
  }

  @Override
  public Topic topic() {
    return Topic.LESION_PREDICTIONS;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return IntStream.range(0, CASES).mapToObj(number -> declaration(number, prefix)).toList();
  }

  private ProducerRecord<byte[], byte[]> declaration(int number, String prefix) {
    String truth = truths.get(number % PHANTOMS);
    return Workload.record(
        Topic.LESION_CASES,
        prefix,
        caseId(number),
        """
        {"caseId":"%s","group":"all","kind":"STROKE","split":"TEST","image":"%s","mask":"%s","phantom":true}"""
            .formatted(caseId(number), truth, truth));
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    int number = index % CASES;
    return Workload.record(
        topic(),
        prefix,
        caseId(number),
        """
        {"caseId":"%s","model":"%s","mask":"%s","predictedAt":%d}"""
            .formatted(
                caseId(number),
                model(index),
                predictions.get(number % PHANTOMS),
                START + markOf(index)));
  }

  private static String caseId(int number) {
    return "case-" + number;
  }

  private static String model(int index) {
    return "model-" + index / CASES % MODELS;
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    LesionJob.build(
        env,
        JobMain.settings(new LesionOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunLesion.RECORDS;
  }

  /** Cases are accepted by the same operators. */
  @Override
  public long accepted(long records) {
    return records + CASES;
  }

  @Override
  public Topic results() {
    return Topic.LESION_METRICS;
  }

  @Override
  public String keyOf(int index) {
    return model(index);
  }

  @Override
  public long markOf(int index) {
    return index + 1L;
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return snapshot.get("model").textValue();
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return snapshot.get("asOf").longValue() - START;
  }
}
