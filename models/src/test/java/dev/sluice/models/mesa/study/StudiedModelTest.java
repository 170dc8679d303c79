// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import dev.sluice.models.mesa.verdict.Assessment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudiedModelTest {
  private static final StudiedModel MODEL = new StudiedModel("lsa-1", SequenceTask.linear(2), 3, 5);

  @TempDir private Path folder;
  private int made;

  private TrainingState train(Path where, int steps, int every) throws IOException {
    return MODEL.train(where, steps, every, Workers.NONE, () -> made++);
  }

  /** Training that ends twice on its way, and goes on from files, has the same bits. */
  @Test
  void aRestartGoesOnWithTheSameBits() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    TrainingState through = train(folder, 7, 100);
    assertThat(made).isEqualTo(7);
    train(other, 3, 2);
    train(other, 4, 2);
    TrainingState parts = train(other, 7, 2);

    assertThat(made).isEqualTo(14);
    assertThat(parts.version()).isEqualTo(7);
    assertThat(parts.weights()).containsExactly(through.weights());
    assertThat(parts.firstMoments()).containsExactly(through.firstMoments());
    assertThat(parts.secondMoments()).containsExactly(through.secondMoments());
    assertThat(Files.readAllBytes(TrainingFile.in(other, MODEL)))
        .isEqualTo(Files.readAllBytes(TrainingFile.in(folder, MODEL)));
    try (Stream<Path> files = Files.list(other)) {
      assertThat(files).containsExactly(other.resolve("lsa-1-linear-3.training"));
    }
  }

  /** On one thread and then on three it has the bits of one. */
  @Test
  void aRestartMayHaveMoreThreads() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    TrainingState through = train(folder, 5, 100);
    train(other, 2, 2);
    try (Workers workers = Workers.of(3)) {
      TrainingState parts = MODEL.train(other, 5, 2, workers, () -> made++);
      assertThat(parts.weights()).containsExactly(through.weights());
      assertThat(parts.secondMoments()).containsExactly(through.secondMoments());
    }
    assertThat(made).isEqualTo(10);
  }

  @Test
  void whatIsTrainedFartherStaysAsItIs() throws IOException {
    TrainingState state = train(folder, 4, 2);

    assertThat(train(folder, 2, 2).weights()).containsExactly(state.weights());
    assertThat(MODEL.saved(folder).version()).isEqualTo(4);
    assertThat(made).isEqualTo(4);
  }

  /** What the format says, byte for byte: the state before any step. */
  @Test
  void theFileIsAsItsFormatSays() throws IOException {
    TrainingState state = MODEL.saved(folder);
    Path file = TrainingFile.in(folder, MODEL);
    TrainingFile.write(file, MODEL, state);
    byte[] bytes = Files.readAllBytes(file);
    int weights = 4 * (2 * 4) * 8; // four matrices, of two heads with keys of 4, and 8 entries

    assertThat(state.weights()).hasSize(weights);
    assertThat(bytes).hasSize(14 + 7 + 8 + 8 + 4 + 8 + 4 + 3 * 8 * weights + 8);
    assertThat(new String(bytes, 0, 14, StandardCharsets.US_ASCII)).isEqualTo("sluice-mesa-1\n");
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(buffer.getLong(29)).as("seed").isEqualTo(3);
    assertThat(buffer.getInt(37)).as("length").isEqualTo(5);
    assertThat(buffer.getLong(41)).as("version").isZero();
    assertThat(buffer.getInt(49)).as("weights").isEqualTo(weights);
    assertThat(buffer.getDouble(53)).isEqualTo(state.weights()[0]);
    TrainingState read = TrainingFile.read(file, MODEL);
    assertThat(read.weights()).containsExactly(state.weights());
    assertThat(read.secondMoments()).containsOnly(0);
  }

  @Test
  void whatIsNotItsStateIsRefused() throws IOException {
    train(folder, 1, 1);
    Path file = TrainingFile.in(folder, MODEL);
    byte[] bytes = Files.readAllBytes(file);
    StudiedModel other = new StudiedModel("lsa-1", SequenceTask.linear(2), 4, 5);
    assertThatThrownBy(() -> TrainingFile.read(file, other))
        .hasMessage(
            "it is of lsa-1, linear, seed 3, length 5, not of lsa-1, linear, seed 4, length 5");
    StudiedModel wider = new StudiedModel("lsa-1", SequenceTask.linear(3), 3, 5);
    assertThatThrownBy(() -> TrainingFile.read(file, wider))
        .hasMessage("it has 256 weights, the model 576");
    bytes[70] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> MODEL.saved(folder)).hasMessage("its checksum is wrong");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(() -> MODEL.saved(folder)).hasMessage("its checksum is wrong");
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> MODEL.saved(folder)).hasMessage("no state of a training");
  }

  @Test
  void modelsThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> new StudiedModel("gpt", SequenceTask.linear(), 1, 5))
        .hasMessageStartingWith("there is no model gpt");
    assertThatThrownBy(() -> new StudiedModel("mesa", SequenceTask.linear(), 1, 0))
        .hasMessage("a sequence needs a prediction");
  }

  /** The model before its first step predicts next to nothing: all is as far as can be. */
  @Test
  void anUntrainedModelIsNothing() throws IOException {
    Assessment assessment = MODEL.assess(MODEL.saved(folder), 20);

    assertThat(assessment.findings().subject().version()).isZero();
    assertThat(assessment.findings().distance().value()).isBetween(0.99, 1.01);
    assertThat(assessment.interpolation().gap()).isBetween(-1e-3, 1e-3);
    assertThat(MODEL.probe(MODEL.saved(folder), 20).layers()).isEqualTo(2);
  }
}
