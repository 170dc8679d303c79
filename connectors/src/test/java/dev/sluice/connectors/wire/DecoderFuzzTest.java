// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes: a record or a reason, no exception, and no more memory than {@link
 * #FIXED_BYTES} and {@link #BYTES_PER_BYTE} for each byte of the value.
 */
class DecoderFuzzTest {
  private static final long FIXED_BYTES =
      1 << 20; // a symbol table that grows, classes on first use
  private static final long BYTES_PER_BYTE = 64;
  private static final int MAX_RECORD_BYTES = 10_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static TestRegistry registry;

  /** A record of one contract in one wire format, and what decodes it. */
  private record Subject<T extends SpecificRecordBase>(
      T golden, WireFormat format, Decoder<T> decoder, byte[] bytes) {

    static <T extends SpecificRecordBase> Subject<T> of(T golden, WireFormat format) {
      @SuppressWarnings("unchecked") // a record's own class
      Class<T> type = (Class<T>) golden.getClass();
      KafkaSettings settings =
          new KafkaSettings(
              "unused:1",
              "",
              Delivery.AT_LEAST_ONCE,
              format,
              registry.address(),
              MAX_RECORD_BYTES,
              Map.of());
      Subject<T> subject =
          new Subject<>(
              golden,
              format,
              settings.decoder(type),
              settings.encoder(type, "topic").encode(golden));
      assertThat(subject.decoder.decode(subject.bytes).record()).isEqualTo(golden);
      return subject;
    }

    /** Bytes before the Avro binary. */
    int header() {
      return switch (format) {
        case JSON -> 0;
        case AVRO -> 10;
        case CONFLUENT -> 5;
      };
    }

    @Override
    public String toString() {
      return golden.getClass().getSimpleName() + " as " + format;
    }
  }

  @BeforeAll
  static void startRegistry() {
    registry = new TestRegistry();
  }

  @AfterAll
  static void stopRegistry() {
    registry.close();
  }

  static Stream<Subject<?>> subjects() {
    return Arrays.stream(WireFormat.values())
        .flatMap(format -> Records.all().map(golden -> Subject.of(golden, format)));
  }

  static Stream<Subject<?>> avroSubjects() {
    return subjects().filter(subject -> subject.format != WireFormat.JSON);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyTruncationIsMalformed(Subject<?> subject) {
    for (int length = 0; length < subject.bytes.length; length++) {
      assertThat(decode(subject, Arrays.copyOf(subject.bytes, length)).reason())
          .as("cut to %d bytes", length)
          .isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void flippedBitsGiveARecordOrAReason(Subject<?> subject) {
    Random random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      byte[] flipped = subject.bytes.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int position = subject.header() + random.nextInt(flipped.length - subject.header());
        flipped[position] ^= (byte) (1 << random.nextInt(8));
      }
      decode(subject, flipped);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void randomBytesAfterTheHeaderGiveARecordOrAReason(Subject<?> subject) {
    Random random = new Random(2);
    for (int round = 0; round < 5_000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      decode(subject, splice(subject.bytes, subject.header(), subject.bytes.length, noise));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void shuffledPiecesGiveARecordOrAReason(Subject<?> subject) {
    Random random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      int from = subject.header() + random.nextInt(subject.bytes.length - subject.header());
      int to = from + random.nextInt(subject.bytes.length - from);
      int start = random.nextInt(subject.bytes.length);
      byte[] piece =
          Arrays.copyOfRange(subject.bytes, start, Math.min(start + 40, subject.bytes.length));
      decode(subject, splice(subject.bytes, from, to, piece));
    }
  }

  @ParameterizedTest
  @MethodSource("avroSubjects")
  void lengthBombsAreMalformedOrHarmless(Subject<?> subject) {
    List<Long> bombs =
        List.of(-1L, 1L << 20, 1L << 31, (1L << 31) - 9, -(1L << 31), 1L << 40, Long.MIN_VALUE);
    for (long bomb : bombs) {
      for (int at = subject.header(); at < subject.bytes.length; at++) {
        decode(subject, splice(subject.bytes, at, at + 1, varint(bomb)));
        decode(subject, splice(subject.bytes, at, subject.bytes.length, varint(bomb)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("avroSubjects")
  void manyBlocksThatAnnounceMuchAreBounded(Subject<?> subject) {
    for (int at = subject.header(); at < subject.bytes.length; at++) {
      byte[] blocks = new byte[MAX_RECORD_BYTES - subject.bytes.length];
      Arrays.fill(blocks, (byte) 0x7e); // each may be a count of 63 items
      decode(subject, splice(subject.bytes, at, at, blocks));
    }
  }

  /** Decodes, and checks what must hold for any bytes. */
  private static Decoded<?> decode(Subject<?> subject, byte[] value) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Decoded<?> decoded = subject.decoder.decode(value);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    if (allocated > FIXED_BYTES + BYTES_PER_BYTE * value.length) {
      throw new AssertionError(
          "%d bytes allocated for %s".formatted(allocated, HexFormat.of().formatHex(value)));
    }
    if (decoded.reason() != null
        && (decoded.message() == null || decoded.message().length() > 400)) {
      throw new AssertionError("message " + decoded.message());
    }
    return decoded;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(piece);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  /** A number as Avro writes it. */
  private static byte[] varint(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      EncoderFactory.get().directBinaryEncoder(out, null).writeLong(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
