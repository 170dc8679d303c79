// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.verdict.Algorithms;
import dev.sluice.models.mesa.verdict.HeldOut;
import dev.sluice.models.mesa.verdict.LearnerPredictor;
import dev.sluice.models.mesa.verdict.ModelComparison;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceLossesOfStudyTest {

  static Stream<SequenceTask> tasks() {
    return SequenceTask.all().stream();
  }

  /** On the sequences that models are compared on, so that losses stand beside each other. */
  @ParameterizedTest
  @MethodSource("tasks")
  void algorithmsHaveTheLossesThatModelsAreComparedWith(SequenceTask task) {
    HeldOut sequences = new StudiedModel("lsa-1", task, 3, 6).heldOut(10);
    List<LearnerPredictor> algorithms =
        Algorithms.of(task).stream().map(LearnerPredictor::new).toList();
    ModelComparison comparison = ModelComparison.of(sequences, algorithms.get(0), algorithms);
    ReferenceLosses references = ReferenceLosses.of(task, 3, 10, 6);
    int first = references.contenders().size() - algorithms.size();
    for (int a = 0; a < algorithms.size(); a++) {
      assertThat(references.label(first + a)).isEqualTo(algorithms.get(a).label());
      assertThat(references.mean(first + a)).isCloseTo(comparison.lossOf(a), within(1e-12));
      assertThat(references.last(first + a)).isCloseTo(comparison.lossOf(a, 6), within(1e-12));
    }
    assertThat(references.contenders().stream().map(Contender::label).distinct().count())
        .isEqualTo(references.contenders().size());
  }

  /** Published names are names here: each stands beside one learner or model. */
  @Test
  void publishedLossesAreFound() {
    assertThat(PublishedLosses.of("linear", "lsa-1").mean()).isEqualTo(.8942);
    assertThat(PublishedLosses.of("linear", "gpt").mean()).isNaN();
    for (SequenceTask task : SequenceTask.all()) {
      List<String> names =
          Stream.concat(Algorithms.of(task).stream(), Algorithms.references(task).stream())
              .map(Contender::label)
              .toList();
      PublishedLosses.all().stream()
          .filter(published -> published.task().equals(task.name()))
          .map(PublishedLosses::name)
          .filter(name -> !name.matches("(lsa|softmax|hybrid)-\\d+|mesa"))
          .forEach(name -> assertThat(names).contains(name));
    }
  }
}
