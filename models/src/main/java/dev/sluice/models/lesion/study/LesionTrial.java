// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.network.LabelledVolume;
import dev.sluice.models.lesion.network.TrainingState;
import dev.sluice.models.lesion.network.UNetPredictor;
import dev.sluice.models.lesion.network.UNetTraining;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * One training, and its test.
 *
 * @param cases of the seed
 * @param contender what is learned from
 */
record LesionTrial(StudyCases cases, Contender contender) {
  private static final double NANOS = 1e9;

  LesionOutcome run(LesionStudy.Settings settings, Runnable progress) {
    StudyCases.Database database =
        contender.isAugmented()
            ? cases.augmented(contender.database())
            : cases.database(contender.database());
    List<LabelledVolume> learned =
        contender.isControl() ? shuffled(database, cases.seed()) : database.cases();
    long begun = System.nanoTime();
    UNetTraining training = new UNetTraining(settings.network(), settings.training(cases.seed()));
    int late = Math.max(1, settings.steps() / 10);
    double[] losses = new double[1];
    TrainingState trained =
        training.train(
            training.start(),
            settings.steps(),
            learned.size(),
            learned::get,
            (steps, loss) -> {
              losses[0] += steps > settings.steps() - late ? loss / late : 0;
              progress.run();
            });
    double seconds = (System.nanoTime() - begun) / NANOS;
    return new LesionOutcome(
        cases.seed(),
        contender,
        database.real(),
        learned.size() - database.real(),
        database.rejected(),
        losses[0],
        tested(new UNetPredictor(trained.weights()), settings.minimumVolume()),
        seconds);
  }

  private List<LesionOutcome.Tested> tested(UNetPredictor predictor, double minimumVolume) {
    List<LesionOutcome.Tested> tested = new ArrayList<>();
    for (Phantom phantom : cases.tested()) {
      Mask predicted = predictor.lesions(phantom.image());
      tested.add(
          new LesionOutcome.Tested(
              phantom.name(),
              phantom.image(),
              phantom.brain(),
              phantom.lesion(),
              predicted,
              CaseScore.of(predicted, phantom.lesion(), minimumVolume)));
    }
    return tested;
  }

  /**
   * Each image with the label of a case with another lesion: cases are put in a random order, then
   * by donor, and labels go on by as many places as the commonest donor has. If that is more than
   * half of all, some have a label of their own donor.
   */
  static List<LabelledVolume> shuffled(StudyCases.Database database, long seed) {
    List<LabelledVolume> cases = database.cases();
    List<String> donors = database.donors();
    int[] random = PermutationSampler.natural(cases.size());
    PermutationSampler.shuffle(KeyedRandom.of(seed, "lesion-shuffled-labels"), random);
    List<Integer> order =
        Arrays.stream(random).boxed().sorted(Comparator.comparing(donors::get)).toList();
    int step =
        donors.stream().mapToInt(donor -> Collections.frequency(donors, donor)).max().orElse(0);
    List<LabelledVolume> shuffled = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int other = order.get((i + step) % order.size());
      shuffled.add(new LabelledVolume(cases.get(order.get(i)).image(), cases.get(other).lesions()));
    }
    return shuffled;
  }
}
