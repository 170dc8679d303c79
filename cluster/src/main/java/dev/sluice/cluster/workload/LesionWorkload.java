// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of the lesion study: one model predicts one case after the other, all of them phantoms,
 * and then the first again with another mask, which takes the place of the former one.
 */
final class LesionWorkload implements Workload {
  private static final int CASES = 40;
  private static final int SHAPES = 7;
  private static final Grid GRID = Grid.cube(8);
  private static final double MINIMUM_VOLUME = 4;
  private static final int SEED = 1;
  private static final int REPLICATES = 100;

  private final Path folder = ImageFiles.folder("lesion-workload");
  private final List<String> files =
      IntStream.range(0, SHAPES).mapToObj(shape -> write(folder, shape)).toList();

  @Override
  public String name() {
    return "lesion";
  }

  @Override
  public String main() {
    return LesionJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--minimum-volume=" + MINIMUM_VOLUME,
        "--bootstrap-replicates=" + REPLICATES,
        "--seed=" + SEED,
        // Some wait for ever; on a busy machine a run takes long.
        "--waiting-time=1d",
        "--emit-interval=200ms");
  }

  @Override
  public List<Topic> topics() {
    return LesionJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return LesionJob.INPUTS;
  }

  /** Cases are compared side by side, so that a snapshot may have older predictions more alone. */
  @Override
  public Map<Topic, String> growing() {
    return Map.of();
  }

  @Override
  public List<Message> declarations() {
    return IntStream.range(0, CASES)
        .mapToObj(
            number ->
                new Message(
                    Topic.LESION_CASES,
                    id(number),
                    """
                    {"caseId":"%s","group":"study","kind":"STROKE","split":"TEST","image":"%s","mask":"%s","phantom":true}"""
                        .formatted(id(number), truth(number), truth(number)),
                    Fate.ACCEPTED))
        .toList();
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(
        number, n -> prediction(id(n % CASES), n), n -> prediction("undeclared-" + n, n));
  }

  private Message prediction(String caseId, long number) {
    return new Message(
        Topic.LESION_PREDICTIONS,
        caseId,
        """
        {"caseId":"%s","model":"m","mask":"%s","predictedAt":%d}"""
            .formatted(caseId, files.get(shape(number)), 1_700_000_000_000L + number),
        Fate.ACCEPTED);
  }

  private static String id(long number) {
    return "case-" + number;
  }

  private String truth(int number) {
    return files.get(trueShape(number));
  }

  private static int trueShape(int number) {
    return 1 + number % (SHAPES - 1);
  }

  /** The first shape is empty. */
  private static int shape(long number) {
    return (int) ((number / CASES * 3 + number) % SHAPES);
  }

  /** A box that grows with its number. */
  private static Mask mask(int shape) {
    boolean[] within = new boolean[GRID.size()];
    for (int i = 0; i < within.length; i++) {
      within[i] = GRID.xOf(i) < shape && GRID.yOf(i) < 3 && GRID.zOf(i) < 3;
    }
    return new Mask(GRID, within);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    LesionJob.build(env, JobSettings.of(new LesionOptions(), kafka, options()));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    ModelScores scores = ModelScores.empty(SEED, REPLICATES);
    long last = steps - 1;
    List<Long> newest = new ArrayList<>();
    for (long number = last; number >= 0 && number > last - CASES; number--) {
      newest.add(number);
    }
    for (long number : newest) {
      int ofCase = (int) (number % CASES);
      scores.observe(
          id(ofCase), CaseScore.of(mask(shape(number)), mask(trueShape(ofCase)), MINIMUM_VOLUME));
    }
    return Map.of(
        Topic.LESION_LATEST,
        Map.of(
            "study|m",
            Map.of(
                "asOf", 1_700_000_000_000L + last,
                "cases", scores.cases(),
                "phantomCases", scores.cases(),
                "failedCases", 0,
                "pooledDice", scores.pooledDice(),
                "dice", Map.of("mean", scores.dice(0.95).mean()),
                "sensitivity", Map.of("successes", scores.sensitivity().successes()))));
  }

  private static String write(Path folder, int shape) {
    Path file = folder.resolve(shape + ".nii.gz");
    ImageFiles.write(file, NiftiImage.of(mask(shape)));
    return file.toString();
  }
}
