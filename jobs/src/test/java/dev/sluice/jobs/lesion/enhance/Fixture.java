// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiReader;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Phantoms in files of a folder, whose first voxel lies at 7 mm to the left. */
final class Fixture {
  static final long SEED = 5;
  static final long TIMESTAMP = 1_700_000_000_000L;

  /** Patients from here on are healthy. */
  static final int HEALTHY = 100;

  private static final PhantomGenerator PHANTOMS =
      new PhantomGenerator(PhantomSettings.ofEdge(16), 3);

  private static final int SROW_X_SHIFT = 292;
  private static final int QOFFSET_X = 268;

  private final Path folder;

  Fixture(Path folder) {
    this.folder = folder;
  }

  Path out() {
    return folder.resolve("out");
  }

  String path(String file) {
    return folder.resolve(file).toString();
  }

  static Phantom stroke(int patient) {
    return PHANTOMS.of(patient, PhantomKind.STROKE);
  }

  static Phantom normal(int patient) {
    return PHANTOMS.of(HEALTHY + patient, PhantomKind.NORMAL);
  }

  /** Writes the files of a stroke; gives the record. */
  String donor(int patient) throws IOException {
    Phantom phantom = stroke(patient);
    write("stroke" + patient, phantom);
    return json("stroke" + patient, "patient" + patient, "STROKE", "TRAINING", "stroke" + patient);
  }

  /** A record of a case whose files are those of a name. */
  String json(String caseId, String patient, String kind, String split, String files) {
    String more =
        kind.equals("STROKE") ? ",\"mask\":\"%s\"".formatted(path(files + "_mask.nii.gz")) : "";
    return json(caseId, patient, kind, split, path(files + ".nii.gz"), more);
  }

  String json(String caseId, String patient, String kind, String split, String image, String more) {
    return """
        {"caseId":"%s","patientId":"%s","kind":"%s","split":"%s","image":"%s","phantom":true%s}"""
        .formatted(caseId, patient, kind, split, image, more);
  }

  /** So many healthy brains, in files. */
  Acceptors acceptors(int count) throws IOException {
    List<AcceptorRow> rows = new ArrayList<>();
    for (int patient = 0; patient < count; patient++) {
      write("normal" + patient, normal(patient));
      rows.add(row(patient, "healthy" + patient));
    }
    return new Acceptors(rows);
  }

  AcceptorRow row(int number, String patient) {
    String name = "normal" + number;
    return new AcceptorRow(
        name, patient, path(name + ".nii.gz"), path(name + "_brain.nii.gz"), true);
  }

  void write(String name, Phantom phantom) throws IOException {
    write(name + ".nii.gz", NiftiImage.of(phantom.image()));
    write(name + "_mask.nii.gz", NiftiImage.of(phantom.lesion()));
    write(name + "_brain.nii.gz", NiftiImage.of(phantom.brain()));
  }

  void write(String file, NiftiImage image) throws IOException {
    write(file, image, -7);
  }

  /** Writes an image whose first voxel lies elsewhere. */
  void write(String file, NiftiImage image, float x) throws IOException {
    byte[] bytes = bytes(image, false);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putFloat(SROW_X_SHIFT, x).putFloat(QOFFSET_X, x);
    NiftiImage moved = NiftiReader.read(new ByteArrayInputStream(bytes), 1 << 20, file);
    Files.write(folder.resolve(file), bytes(moved, true));
  }

  private static byte[] bytes(NiftiImage image, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NiftiWriter.write(image, bytes, gzip);
    return bytes.toByteArray();
  }

  static NiftiImage read(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    return NiftiReader.read(new ByteArrayInputStream(bytes), 1 << 20, file);
  }

  static Mask empty(Volume image) {
    return new Mask(image.grid(), new boolean[image.voxels().length]);
  }

  EnhanceSettings settings(Acceptors acceptors, int replicas) {
    return settings(
        new JobTopics(KafkaSettings.of("unused:1"), "test", false), acceptors, replicas);
  }

  EnhanceSettings settings(JobTopics topics, Acceptors acceptors, int replicas) {
    return new EnhanceSettings(
        topics, acceptors, out().toString(), replicas, SEED, 1, 4, 0.95, 30, 1, 1 << 20);
  }

  static RawRecord raw(long offset, String key, String value) {
    return new RawRecord(
        "cases",
        0,
        offset,
        TIMESTAMP + offset,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of all files in the folder of output, by name. */
  Map<String, String> written() throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(out())) {
      for (Path file : files.toList()) {
        written.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return written;
  }
}
