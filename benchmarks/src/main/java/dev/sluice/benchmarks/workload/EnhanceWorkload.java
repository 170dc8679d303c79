// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.lesion.RunEnhance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Strokes of the training set, each a case of its own, of whose lesion one synthetic case is made.
 * Their files are those of {@value #PHANTOMS} phantoms, written beforehand; what is made are two
 * files for each record, which further rounds write again.
 */
public final class EnhanceWorkload implements Workload {
  private static final int PHANTOMS = 8;

  private final Path folder = LesionFiles.folder("enhance");
  private final List<Donor> donors = new ArrayList<>();

  private record Donor(String image, String mask, String brain) {}

  /** A workload of so many voxels along each axis, at least 8. */
  public EnhanceWorkload(int edge) {
    LesionFiles files = new LesionFiles(edge);
    List<String> rows = new ArrayList<>(List.of("caseId,patientId,split,image,brain,phantom"));
    for (int number = 0; number < PHANTOMS; number++) {
      Phantom stroke = files.stroke(number);
      donors.add(
          new Donor(
              write(stroke, "", NiftiImage.of(stroke.image())),
              write(stroke, "_mask", NiftiImage.of(stroke.lesion())),
              write(stroke, "_brain", NiftiImage.of(stroke.brain()))));
      Phantom healthy = files.healthy(number);
      rows.add(
          "%s,%s,TRAINING,%s,%s,true"
              .formatted(
                  healthy.name().caseId(),
                  healthy.name().patientId(),
                  write(healthy, "", NiftiImage.of(healthy.image())),
                  write(healthy, "_brain", NiftiImage.of(healthy.brain()))));
    }
    try {
      Files.write(acceptors(), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(Phantom phantom, String what, NiftiImage image) {
    return LesionFiles.write(folder, phantom.name().caseId() + what, image);
  }

  private Path acceptors() {
    return folder.resolve("acceptors.csv");
  }

  @Override
  public Topic topic() {
    return Topic.LESION_CASES;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return List.of();
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    Donor donor = donors.get(index % PHANTOMS);
    return Workload.record(
        topic(),
        prefix,
        keyOf(index),
        """
        {"caseId":"%s","kind":"STROKE","split":"TRAINING","image":"%s","mask":"%s","brain":"%s","phantom":true}"""
            .formatted(keyOf(index), donor.image(), donor.mask(), donor.brain()));
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    String[] all =
        Stream.concat(
                Stream.of(options),
                Stream.of(
                    "--replicas=1",
                    "--acceptors=" + acceptors(),
                    "--out=" + folder.resolve("synthetic")))
            .toArray(String[]::new);
    EnhanceJob.build(
        env,
        JobMain.settings(new EnhanceOptions(), kafka.bootstrap(), Workload.options(kafka, all)));
  }

  @Override
  public Set<String> operators() {
    return RunEnhance.CASES;
  }

  @Override
  public Topic results() {
    return Topic.LESION_SYNTHETIC;
  }

  @Override
  public String keyOf(int index) {
    return "donor-" + index;
  }

  /** Every record has a key of its own. */
  @Override
  public long markOf(int index) {
    return 0;
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return snapshot.get("donor").textValue();
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return 0;
  }
}
