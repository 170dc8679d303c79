// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes records of one type as a header and Avro binary. */
final class AvroWriter<T extends SpecificRecordBase> {
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private BinaryEncoder encoder;

  AvroWriter(Class<T> type, byte[] header) {
    SpecificData data = SpecificData.getForClass(type);
    this.header = header;
    this.writer = new SpecificDatumWriter<>(data.getSchema(type), data);
  }

  byte[] write(T record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header);
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
