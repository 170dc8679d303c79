// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.database.DatabaseSizes;
import dev.sluice.models.lesion.database.LesionDatabase;
import dev.sluice.models.lesion.network.LabelledVolume;
import dev.sluice.models.lesion.network.UNetSettings;
import dev.sluice.models.lesion.phantom.Phantom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LesionStudyTest {
  private static LesionStudy.Settings settings(int edge, int steps, int seeds, long firstSeed) {
    return new LesionStudy.Settings(
        edge,
        new DatabaseSizes(4, 6, 10),
        5,
        6,
        3,
        new UNetSettings(edge, 2, 2),
        2,
        2e-3,
        steps,
        1,
        seeds,
        firstSeed);
  }

  @Test
  void isAFunctionOfItsSettings() {
    LesionStudy.Settings settings = settings(8, 3, 2, 1);
    AtomicLong made = new AtomicLong();

    List<LesionOutcome> outcomes = LesionStudy.run(settings, made::incrementAndGet);
    List<LesionOutcome> second = LesionStudy.run(settings(8, 3, 1, 2), () -> {});

    assertThat(made).hasValue(LesionStudy.steps(settings)).hasValue(36);
    assertThat(outcomes).hasSize(12);
    assertThat(outcomes)
        .extracting(LesionOutcome::contender)
        .startsWith(Contender.values())
        .endsWith(Contender.values());
    for (int i = 0; i < second.size(); i++) {
      LesionOutcome one = outcomes.get(Contender.values().length + i);
      LesionOutcome other = second.get(i);
      assertThat(other.loss()).isEqualTo(one.loss()).isFinite();
      assertThat(scores(other)).isEqualTo(scores(one));
    }
  }

  private static List<Object> scores(LesionOutcome outcome) {
    return outcome.cases().stream().map(each -> (Object) each.score()).toList();
  }

  @Test
  void allAreTestedOnTheSameCasesWhichNoneHasLearnedFrom() {
    List<LesionOutcome> outcomes = LesionStudy.run(settings(8, 1, 1, 7), () -> {});

    List<CaseName> first = names(outcomes.get(0));
    assertThat(first).hasSize(9).doesNotHaveDuplicates();
    assertThat(outcomes).allSatisfy(outcome -> assertThat(names(outcome)).isEqualTo(first));
    assertThat(outcomes.get(0).dice()).hasSize(6);
    LesionOutcome.Tested stroke = outcomes.get(0).cases().get(0);
    double lesion = stroke.truth().count();
    assertThat(outcomes.get(0).diceOfBrain())
        .hasSize(6)
        .startsWith(2 * lesion / (lesion + stroke.brain().count()));
    assertThat(outcomes).extracting(LesionOutcome::realCases).containsExactly(4, 4, 0, 4, 4, 4);
    assertThat(outcomes)
        .extracting(outcome -> outcome.syntheticCases() + outcome.rejected())
        .containsExactly(0, 6, 6, 6, 10, 10);
  }

  private static List<CaseName> names(LesionOutcome outcome) {
    return outcome.cases().stream().map(LesionOutcome.Tested::name).toList();
  }

  @Test
  void noTestPatientIsAnywhereInADatabase() {
    StudyCases cases = new StudyCases(settings(8, 1, 1, 3), 3);
    Set<Phantom> tested = Set.copyOf(cases.tested());
    // Outside lesions an image is its own patient's to the bit; so is every corner.
    Set<Float> corners =
        tested.stream().map(phantom -> phantom.image().voxels()[0]).collect(Collectors.toSet());

    List<LabelledVolume> all = cases.database(LesionDatabase.BOTH_MANY).cases();

    assertThat(corners).hasSize(tested.size());
    assertThat(all).noneMatch(each -> corners.contains(each.image().voxels()[0]));
  }

  @Test
  void shuffledLabelsAreThoseOfOtherCases() {
    StudyCases.Database database =
        new StudyCases(settings(8, 1, 1, 5), 5).database(LesionDatabase.BOTH);
    List<LabelledVolume> cases = database.cases();

    List<LabelledVolume> shuffled = LesionTrial.shuffled(database, 5);

    assertThat(shuffled)
        .extracting(LabelledVolume::image)
        .containsExactlyInAnyOrderElementsOf(images(cases));
    assertThat(shuffled)
        .extracting(LabelledVolume::lesions)
        .containsExactlyInAnyOrderElementsOf(cases.stream().map(LabelledVolume::lesions).toList());
    for (LabelledVolume each : shuffled) {
      int ofImage = images(cases).indexOf(each.image());
      int ofLabel = cases.stream().map(LabelledVolume::lesions).toList().indexOf(each.lesions());
      assertThat(database.donors().get(ofImage)).isNotEqualTo(database.donors().get(ofLabel));
    }
  }

  private static List<Volume> images(List<LabelledVolume> cases) {
    return cases.stream().map(LabelledVolume::image).toList();
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThatThrownBy(() -> settings(8, 0, 1, 1)).hasMessage("steps: 0 is out of range");
    assertThatThrownBy(() -> settings(6, 1, 1, 1))
        .hasMessage("a phantom has at least 8 voxels along each axis, not 6 x 6 x 6");
  }
}
