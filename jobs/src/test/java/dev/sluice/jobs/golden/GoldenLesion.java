// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of the lesion study: two models predict a case with a lesion and one without, and one of
 * them a case that is declared after the savepoint; a third names a file that is not there.
 */
final class GoldenLesion implements GoldenJob {

  /** The savepoint names files there; on every machine it must be the same place. */
  private static final Path FOLDER = Path.of("/tmp/sluice-golden-lesion");

  private static final Grid GRID = Grid.cube(4);
  private static final long AT = 1_700_000_000_000L;

  @Override
  public String name() {
    return "lesion";
  }

  @Override
  public String main() {
    return LesionJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    return List.of(
        "--emit-interval",
        slow ? "2s" : "100ms",
        "--bootstrap-replicates",
        "20",
        "--minimum-volume",
        "2",
        "--waiting-time",
        "36500d");
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    LesionJob.build(env, ParsedOptions.exactly(new LesionOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    writeFiles();
    return List.of(
        List.of(
            declared("stroke", "STROKE", "\"%s/truth.nii\"".formatted(FOLDER)),
            declared("normal", "NORMAL", "null"),
            prediction("stroke", "one", "shifted", 1),
            prediction("stroke", "other", "truth", 2),
            prediction("normal", "one", "empty", 3),
            prediction("normal", "third", "missing", 3),
            prediction("late", "one", "truth", 4),
            new Message(Topic.LESION_PREDICTIONS, "stroke", "garbage")),
        List.of(prediction("normal", "other", "shifted", 5)));
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode one = latest.get(Topic.LESION_LATEST).get("golden|one");
    JsonNode other = latest.get(Topic.LESION_LATEST).get("golden|other");
    return one != null
        && one.get("cases").asLong() == 2
        && one.get("differences").size() == 1
        && other != null
        && other.get("differences").size() == 1
        && latest.get(Topic.LESION_LATEST).containsKey("golden|third");
  }

  @Override
  public List<List<Message>> after() {
    writeFiles();
    return List.of(
        List.of(
            declared("late", "STROKE", "\"%s/truth.nii\"".formatted(FOLDER)),
            prediction("stroke", "one", "truth", 6),
            prediction("normal", "one", "shifted", 7),
            prediction("normal", "other", "shifted", 5),
            prediction("normal", "third", "empty", 8),
            prediction("late", "other", "shifted", 8)));
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode one = latest.get(Topic.LESION_LATEST).get("golden|one");
    JsonNode other = latest.get(Topic.LESION_LATEST).get("golden|other");
    assertThat(one.get("asOf").asLong()).isEqualTo(AT + 7);
    assertThat(one.get("cases").asLong()).isEqualTo(3);
    assertThat(one.get("phantomCases").asLong()).isEqualTo(3);
    assertThat(one.get("failedCases").asLong()).isZero();
    assertThat(one.get("dice").get("mean").asDouble()).isEqualTo(1);
    assertThat(one.get("sensitivity").get("successes").asLong()).isEqualTo(2);
    assertThat(one.get("specificity").get("successes").asLong()).isZero();
    assertThat(other.get("dice").get("mean").asDouble()).isEqualTo(0.75);
    assertThat(other.get("pooledDice").asDouble()).isEqualTo(2 * 12 / (2 * 12 + 12 + 4.0));
    JsonNode third = latest.get(Topic.LESION_LATEST).get("golden|third");
    assertThat(third.get("failedCases").asLong()).isZero();
    assertThat(third.get("specificity").get("successes").asLong()).isEqualTo(1);
    JsonNode difference = one.get("differences").get(0);
    assertThat(difference.get("model").asText()).isEqualTo("other");
    assertThat(difference.get("difference").get("cases").asLong()).isEqualTo(2);
    assertThat(difference.get("difference").get("mean").asDouble()).isEqualTo(0.25);
    assertThat(difference.get("better").asLong()).isEqualTo(1);
    assertThat(difference.get("worse").asLong()).isZero();
  }

  private static Message declared(String caseId, String kind, String mask) {
    return new Message(
        Topic.LESION_CASES,
        caseId,
        """
        {"caseId":"%s","group":"golden","patientId":"patient of %1$s","kind":"%s","split":"TEST",\
        "image":"%s/empty.nii","mask":%s,"brain":"%3$s/brain.nii","phantom":true}"""
            .formatted(caseId, kind, FOLDER, mask));
  }

  private static Message prediction(String caseId, String model, String mask, long at) {
    return new Message(
        Topic.LESION_PREDICTIONS,
        caseId,
        """
        {"caseId":"%s","model":"%s","mask":"%s/%s.nii","predictedAt":%d}"""
            .formatted(caseId, model, FOLDER, mask, AT + at));
  }

  /** Two voxels along each axis, and the same shifted by one: Dice 0.5. */
  private static void writeFiles() {
    write("truth", 0, 2);
    write("shifted", 1, 2);
    write("empty", 0, 0);
  }

  private static void write(String name, int fromX, int width) {
    boolean[] within = new boolean[GRID.size()];
    for (int i = 0; i < within.length; i++) {
      int x = GRID.xOf(i) - fromX;
      within[i] = x >= 0 && x < width && GRID.yOf(i) < 2 && GRID.zOf(i) < 2;
    }
    try {
      Files.createDirectories(FOLDER);
      Path whole = Files.createTempFile(FOLDER, name, ".part");
      try (OutputStream out = Files.newOutputStream(whole)) {
        NiftiWriter.write(NiftiImage.of(new Mask(GRID, within)), out, false);
      }
      // A job may be reading it.
      Files.move(whole, FOLDER.resolve(name + ".nii"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
