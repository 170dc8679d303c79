// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;

/**
 * A writer with what it needs while it writes, which is closed with it.
 *
 * @param writer the writer within
 * @param needed closed after it
 * @param <T> what is written
 */
@SuppressWarnings("try") // Flink lets a writer close with any exception
public record WriterAround<T>(
    PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
    AutoCloseable needed)
    implements PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> {

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return writer.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
  }

  @Override
  public void close() throws Exception {
    try (needed) {
      writer.close();
    }
  }
}
