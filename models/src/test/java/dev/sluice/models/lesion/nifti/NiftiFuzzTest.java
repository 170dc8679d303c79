// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.random.KeyedRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Damaged files are errors of one kind or valid images, and take no more memory than they hold. */
class NiftiFuzzTest {
  private static final int FILES = 20_000;
  private static final int[][] TYPES = {
    {2, 1}, {4, 2}, {8, 4}, {16, 4}, {64, 8}, {256, 1}, {512, 2}
  };

  /** Where a header is read, so that damage is not mostly to what nobody reads. */
  private static final int[][] READ = {{0, 4}, {40, 56}, {70, 124}, {252, 328}, {344, 348}};

  private static final int[] SPECIAL = {0, 1, 0x7f, 0x80, 0xff, 0xc0};

  /** Much less than what headers promise, more than buffers, messages and stack traces take. */
  private static final long MOST_ALLOCATED = 1 << 20;

  @Test
  void damagedHeadersAreErrorsOrImages() {
    int images = 0;
    int errors = 0;
    for (int file = 0; file < FILES; file++) {
      UniformRandomProvider random = KeyedRandom.of(17, "damage", file);
      byte[] bytes = damaged(random);
      boolean zipped = random.nextInt(4) == 0;
      byte[] given = zipped ? NiftiBytes.zipped(bytes) : bytes;
      long before = allocated();
      NiftiImage image;
      try {
        image = NiftiReader.read(new ByteArrayInputStream(given), Long.MAX_VALUE, NiftiBytes.NAME);
      } catch (NiftiException e) {
        assertThat(e.getMessage()).startsWith("case.nii: ").doesNotContain("\n");
        errors++;
        continue;
      } catch (IOException e) {
        throw new AssertionError("file " + file, e);
      } finally {
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
      }
      assertWhole(image, bytes);
      images++;
    }
    assertThat(images).isGreaterThan(FILES / 10);
    assertThat(errors).isGreaterThan(FILES / 10);
    assertThat(images + errors).isEqualTo(FILES);
  }

  private static void assertWhole(NiftiImage image, byte[] bytes) {
    assertThat(NiftiBytes.written(image, false)).isEqualTo(bytes);
    assertThat(image.volume().voxels()).hasSize(image.grid().size());
    assertMasked(image);
    assertThat(image.sameSpaceAs(image)).isTrue();
    assertThat(Arrays.stream(image.affine().entries()).allMatch(Double::isFinite)).isTrue();
    Mask none = new Mask(image.grid(), new boolean[image.grid().size()]);
    assertThat(NiftiImage.of(none, image).sameSpaceAs(image)).isTrue();
  }

  private static void assertMasked(NiftiImage image) {
    int first = 0;
    float[] numbers = image.volume().voxels();
    while (first < numbers.length && !Float.isNaN(numbers[first])) {
      first++;
    }
    if (first == numbers.length) {
      assertThat(image.mask(0.5).count()).isLessThanOrEqualTo(image.grid().size());
    } else {
      assertThatThrownBy(() -> image.mask(0.5))
          .isInstanceOf(NiftiException.class)
          .hasMessageEndingWith(
              ": voxel %s is NaN, expected a number", image.grid().position(first));
    }
  }

  private static byte[] damaged(UniformRandomProvider random) {
    int[] type = TYPES[random.nextInt(TYPES.length)];
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NiftiBytes file = NiftiBytes.of(order, type[0], type[1]);
    file.put("sform_code", random.nextInt(2)).put("qform_code", random.nextInt(2));
    file.put("srow_x[1]", 1).put("srow_y[2]", 2).put("srow_z[0]", 4).put("quatern[0]", 0.25);
    file.put("scl_slope", random.nextInt(3));
    random.nextBytes(file.voxels.array());
    byte[] header = file.header.array();
    int hits = random.nextInt(5);
    for (int hit = 0; hit < hits; hit++) {
      int[] range = random.nextInt(8) == 0 ? new int[] {0, 348} : READ[random.nextInt(READ.length)];
      int value =
          random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(256);
      header[random.nextInt(range[0], range[1])] = (byte) value;
    }
    byte[] bytes = file.toBytes();
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
      default -> bytes;
    };
  }

  @Test
  void damagedGzipIsAnErrorOrTheSameImage() {
    byte[] bytes = NiftiBytes.little(16, 4).toBytes();
    byte[] zipped = NiftiBytes.zipped(bytes);
    for (int bit = 16; bit < 8 * zipped.length; bit++) {
      byte[] damaged = zipped.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        // Time and operating system say nothing of what is in it; a checksum finds the rest.
        assertThat(NiftiBytes.written(NiftiBytes.read(damaged), false)).isEqualTo(bytes);
      } catch (NiftiException e) {
        assertThat(e.getMessage()).startsWith("case.nii: ").doesNotContain("\n");
      }
    }
  }

  @Test
  void promisesTakeNoMemory() {
    NiftiBytes voxels = NiftiBytes.little(2, 1);
    voxels.put("dim[1]", 1000).put("dim[2]", 1000).put("dim[3]", 1000);
    assertTooShort(voxels.toBytes(), 364, 1_000_000_352);
    NiftiBytes extension = NiftiBytes.little(2, 1).put("vox_offset", 0x1p30);
    assertTooShort(extension.toBytes(), 364, (1 << 30) + 12);
  }

  private static void assertTooShort(byte[] bytes, int held, int promised) {
    for (byte[] file : new byte[][] {bytes, NiftiBytes.zipped(bytes)}) {
      long before = allocated();
      assertThatThrownBy(() -> NiftiBytes.read(file, Long.MAX_VALUE))
          .isExactlyInstanceOf(NiftiException.class)
          .hasMessage("case.nii: holds %d bytes, expected %d by its header", held, promised);
      assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }
  }

  @Test
  void bombsAreNotBlownUp() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(NiftiBytes.little(2, 1).toBytes());
      byte[] zeros = new byte[1 << 20];
      for (int megabyte = 0; megabyte < 64; megabyte++) {
        zip.write(zeros);
      }
    }
    byte[] bomb = out.toByteArray();
    long before = allocated();
    assertThatThrownBy(() -> NiftiBytes.read(bomb, Long.MAX_VALUE))
        .isExactlyInstanceOf(NiftiException.class)
        .hasMessage("case.nii: holds more bytes than the 364 of its header");
    assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
