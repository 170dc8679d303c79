// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.trained.LayerKind;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.verdict.Findings;
import dev.sluice.models.mesa.verdict.Verdict;
import dev.sluice.schemas.MesaWeights;
import dev.sluice.workbench.topics.Publisher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where weights go. Not thread-safe. */
final class WeightsTopic implements AutoCloseable {
  private final Publisher<MesaWeights> publisher;

  /** With null nothing is sent. */
  WeightsTopic(Publisher<MesaWeights> publisher) {
    this.publisher = publisher;
  }

  /** Whether a job can predict with a model token by token. */
  static boolean takes(StudiedModel model) {
    return !model.recipe().architecture().layers().contains(LayerKind.SOFTMAX);
  }

  /** Sends a version that nobody has judged. */
  void send(StudiedModel model, TrainingState state) {
    send(model, weights(model, state).build());
  }

  /** Sends a version with what was found of it. */
  void send(StudyMesaResult result, TrainingState state, List<StudyMesaResult> all) {
    Findings found = result.findings();
    Verdict verdict = result.verdict(all);
    double cosine = found.jacobian().cosine();
    send(
        result.model(),
        weights(result.model(), state)
            .setClosest(found.closest())
            .setCosine(Double.isFinite(cosine) ? cosine : null)
            .setControlRejected(result.isControlRejected(all))
            .setControl(
                verdict.judgement().name().toLowerCase(Locale.ROOT) + ": " + verdict.reason())
            .build());
  }

  private void send(StudiedModel model, MesaWeights weights) {
    if (publisher != null && takes(model)) {
      publisher.send(model.name(), weights);
    }
  }

  private static MesaWeights.Builder weights(StudiedModel model, TrainingState state) {
    return MesaWeights.newBuilder()
        .setModel(model.model())
        .setTask(model.task().name())
        .setSeed(model.seed())
        .setLength(model.length())
        .setObserved(model.task().observed())
        .setVersion(state.version())
        .setWeights(Arrays.stream(state.weights()).boxed().toList());
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
  }
}
