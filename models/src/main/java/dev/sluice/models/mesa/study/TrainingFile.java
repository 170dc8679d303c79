// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import dev.sluice.models.mesa.trained.TrainingState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The state of a training in a file, to go on from with the same bits. Its bytes, all numbers big
 * endian:
 *
 * <pre>
 * "sluice-mesa-1\n"   14 characters
 * model               UTF-8 after its length in two bytes, as DataOutput has it: lsa-1
 * task                the same: linear
 * seed                8 bytes
 * length              4 bytes: predictions of a sequence that it is trained on
 * version             8 bytes: steps made
 * weights             4 bytes: how many
 * weights, first moments, second moments     8 bytes a number
 * checksum            8 bytes: CRC-32 of all before
 * </pre>
 *
 * A file is written beside its place and then put there, so that there is a whole one at any time.
 */
public final class TrainingFile {
  private static final String MAGIC = "sluice-mesa-1\n";
  private static final int CHECKSUM = Long.BYTES;

  private TrainingFile() {}

  /** The file of a model in a folder: {@code lsa-1-linear-1.training}. */
  public static Path in(Path folder, StudiedModel model) {
    return folder.resolve(model.name() + ".training");
  }

  /** Writes a state. */
  public static void write(Path file, StudiedModel model, TrainingState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes(MAGIC);
    out.writeUTF(model.model());
    out.writeUTF(model.task().name());
    out.writeLong(model.seed());
    out.writeInt(model.length());
    out.writeLong(state.version());
    out.writeInt(state.weights().length);
    for (double[] numbers :
        new double[][] {state.weights(), state.firstMoments(), state.secondMoments()}) {
      ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Double.BYTES);
      buffer.asDoubleBuffer().put(numbers);
      out.write(buffer.array());
    }
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, bytes.toByteArray());
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads the state of a model.
   *
   * @throws IOException if the file cannot be read, is torn, or is of another training
   */
  public static TrainingState read(Path file, StudiedModel model) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - CHECKSUM;
    if (end < MAGIC.length()
        || !Arrays.equals(
            MAGIC.getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(bytes, MAGIC.length()))) {
      throw new IOException("no state of a training");
    }
    if (ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end)) {
      throw new IOException("its checksum is wrong");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
    in.skipNBytes(MAGIC.length());
    String of =
        "%s, %s, seed %d, length %d"
            .formatted(in.readUTF(), in.readUTF(), in.readLong(), in.readInt());
    String wanted =
        "%s, %s, seed %d, length %d"
            .formatted(model.model(), model.task().name(), model.seed(), model.length());
    if (!of.equals(wanted)) {
      throw new IOException("it is of %s, not of %s".formatted(of, wanted));
    }
    long version = in.readLong();
    int count = in.readInt();
    int expected = model.weights();
    if (count != expected || in.available() != 3L * Double.BYTES * count) {
      throw new IOException("it has %d weights, the model %d".formatted(count, expected));
    }
    return new TrainingState(version, numbers(in, count), numbers(in, count), numbers(in, count));
  }

  private static double[] numbers(DataInputStream in, int count) throws IOException {
    double[] numbers = new double[count];
    ByteBuffer.wrap(in.readNBytes(count * Double.BYTES)).asDoubleBuffer().get(numbers);
    return numbers;
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
