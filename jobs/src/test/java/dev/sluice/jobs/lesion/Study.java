// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.RawRecord;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.evaluation.PairedScores;
import dev.sluice.schemas.LesionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Cases and predictions with their files, and what statistics come of them without a job. Every
 * fourth case is without a lesion. Each model predicts each case first wrongly and then otherwise;
 * of the third model the last words on some cases are files that do not exist.
 */
final class Study {
  static final List<String> MODELS = List.of("a", "b|2", "c\\");

  /** Cases of which the third model's newest prediction cannot be read. */
  private static final int FAILING = 5;

  final List<String> cases = new ArrayList<>();

  /** First and last words on each case. */
  final List<String> earlier = new ArrayList<>();

  final List<String> newest = new ArrayList<>();

  /** By model, the scores of its newest predictions by case. */
  private final Map<String, Map<String, CaseScore>> scores = new TreeMap<>();

  private final Map<String, Integer> failed = new TreeMap<>();
  private long asOf;

  static Study of(Path folder, int size) throws IOException {
    Study study = new Study();
    Random random = new Random(11);
    String blank = Fixture.blank(folder, "blank.nii.gz", Fixture.GRID);
    for (int i = 0; i < size; i++) {
      String id = "case" + i;
      Mask truth =
          i % 4 == 3
              ? Fixture.empty(Fixture.GRID)
              : Fixture.box(Fixture.GRID, 0, 1 + i % 4, random.nextInt(4), random.nextInt(3));
      boolean hasLesion = i % 4 != 3;
      String mask = hasLesion ? Fixture.write(folder, id + ".nii.gz", truth) : null;
      study.cases.add(Fixture.caseJson(id, hasLesion ? "STROKE" : "NORMAL", blank, mask));
      study.predict(folder, id, i, truth, random);
    }
    return study;
  }

  private void predict(Path folder, String id, int number, Mask truth, Random random)
      throws IOException {
    for (int m = 0; m < MODELS.size(); m++) {
      String model = MODELS.get(m);
      String escaped = model.replace("\\", "\\\\");
      long at = Fixture.TIMESTAMP + 10L * number + m;
      String first =
          Fixture.write(folder, id + "-" + m + "-first.nii", Fixture.box(Fixture.GRID, 3, 5, 2, 2));
      earlier.add(Fixture.predictionJson(id, escaped, first, at - 1_000));
      asOf = Math.max(asOf, at);
      if (m == 2 && number % FAILING == 0) {
        newest.add(Fixture.predictionJson(id, escaped, folder + "/absent.nii", at));
        failed.merge(model, 1, Integer::sum);
        continue;
      }
      boolean nothing = random.nextInt(3) == 0;
      Mask predicted =
          nothing
              ? Fixture.empty(Fixture.GRID)
              : Fixture.box(
                  Fixture.GRID, random.nextInt(3), 2 + m, random.nextInt(4), random.nextInt(3));
      String file = Fixture.write(folder, id + "-" + m + ".nii.gz", predicted);
      newest.add(Fixture.predictionJson(id, escaped, file, at));
      scores
          .computeIfAbsent(model, absent -> new LinkedHashMap<>())
          .put(id, Fixture.score(predicted, truth));
    }
  }

  static List<RawRecord> raw(List<String> values) {
    List<RawRecord> records = new ArrayList<>();
    for (String value : values) {
      records.add(Fixture.raw(records.size(), key(value), value));
    }
    return records;
  }

  /** The id of the case that a record is of. */
  static String key(String json) {
    return json.replaceAll(".*\"caseId\":\"([^\"]*)\".*", "$1");
  }

  /** By key of the topic, the snapshot of each model. */
  Map<String, LesionSnapshot> snapshots(LesionSettings settings) {
    Map<String, LesionSnapshot> snapshots = new TreeMap<>();
    for (String model : MODELS) {
      String key = "test|" + model.replace("\\", "\\\\").replace("|", "\\|");
      snapshots.put(key, snapshot(model, settings));
    }
    return snapshots;
  }

  private LesionSnapshot snapshot(String model, LesionSettings settings) {
    ModelScores own = ModelScores.empty(Fixture.SEED, Fixture.REPLICATES);
    TreeMap<String, PairedScores> pairs = new TreeMap<>();
    for (Map.Entry<String, CaseScore> score : scores.get(model).entrySet()) {
      String patient = "p-" + score.getKey();
      own.observe(patient, score.getValue());
      for (String other : MODELS) {
        CaseScore ofOther = scores.get(other).get(score.getKey());
        if (!other.equals(model) && ofOther != null) {
          pairs
              .computeIfAbsent(
                  other, absent -> PairedScores.empty(Fixture.SEED, Fixture.REPLICATES))
              .observe(patient, score.getValue(), ofOther);
        }
      }
    }
    int failures = failed.getOrDefault(model, 0);
    Counted counted = new Counted("test", model, asOf(model), own.cases(), failures);
    return LesionSnapshots.of(counted, own, pairs, settings);
  }

  /** Times of models differ by their numbers. */
  private long asOf(String model) {
    return asOf - (MODELS.size() - 1) + MODELS.indexOf(model);
  }
}
