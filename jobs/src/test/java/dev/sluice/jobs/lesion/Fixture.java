// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records, settings and files of the tests. */
final class Fixture {
  static final long TIMESTAMP = 1_700_000_000_000L;
  static final double MINIMUM_VOLUME = 8;
  static final int REPLICATES = 50;
  static final long SEED = 7;
  static final double LEVEL = 0.9;
  static final int MOST_MODELS = 3;

  /** Voxels of 1 x 1 x 2 mm. */
  static final Grid GRID = new Grid(6, 5, 4, 1, 1, 2);

  private Fixture() {}

  /** The settings of a test that has no broker. */
  static LesionSettings settings() {
    return settings(new JobTopics(KafkaSettings.of("unused:1"), "test", false));
  }

  static LesionSettings settings(JobTopics topics) {
    return new LesionSettings(
        topics,
        MINIMUM_VOLUME,
        2,
        60_000,
        MOST_MODELS,
        1 << 20,
        2,
        LEVEL,
        REPLICATES,
        SEED,
        new Pace(100));
  }

  /** A box of voxels from one corner to another, both included. */
  static Mask box(Grid grid, int fromX, int toX, int toY, int toZ) {
    boolean[] within = new boolean[grid.size()];
    for (int i = 0; i < within.length; i++) {
      within[i] =
          grid.xOf(i) >= fromX && grid.xOf(i) <= toX && grid.yOf(i) <= toY && grid.zOf(i) <= toZ;
    }
    return new Mask(grid, within);
  }

  /** A mask without a voxel. */
  static Mask empty(Grid grid) {
    return new Mask(grid, new boolean[grid.size()]);
  }

  /** Writes a mask and gives its path. */
  static String write(Path folder, String name, Mask mask) throws IOException {
    return write(folder, name, NiftiImage.of(mask));
  }

  /** Writes an image that says nothing but its space. */
  static String blank(Path folder, String name, Grid grid) throws IOException {
    return write(folder, name, NiftiImage.of(new Volume(grid, new float[grid.size()])));
  }

  static String write(Path folder, String name, NiftiImage image) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      NiftiWriter.write(image, out, name.endsWith(".gz"));
    }
    return file.toString();
  }

  static TrueCase stroke(String caseId, String mask) {
    return new TrueCase(caseId, "test", "p-" + caseId, "TEST", "/image", mask, "", true);
  }

  static TrueCase normal(String caseId, String image) {
    return new TrueCase(caseId, "test", "p-" + caseId, "TEST", image, "", "", true);
  }

  static Prediction prediction(String caseId, String model, String mask, long at) {
    RawRecord source = raw(at, caseId, caseId + " " + model + " " + mask + " " + at);
    return new Prediction(source, caseId, model, new Prediction.Said(at, mask, 0.5));
  }

  static CaseScore score(Mask predicted, Mask truth) {
    return CaseScore.of(predicted, truth, MINIMUM_VOLUME);
  }

  static RawRecord raw(long offset, String key, String value) {
    return new RawRecord(
        "records",
        0,
        offset,
        TIMESTAMP + offset,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  static String caseJson(String caseId, String kind, String image, String mask) {
    return "{\"caseId\":\"%s\",\"group\":\"test\",\"patientId\":\"p-%s\",\"kind\":\"%s\",\"split\":\"TEST\",\"image\":\"%s\",\"mask\":%s,\"phantom\":true}"
        .formatted(caseId, caseId, kind, image, mask == null ? null : "\"" + mask + "\"");
  }

  static String predictionJson(String caseId, String model, String mask, long at) {
    return "{\"caseId\":\"%s\",\"model\":\"%s\",\"mask\":\"%s\",\"predictedAt\":%d}"
        .formatted(caseId, model, mask, at);
  }
}
