// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Samples of experiments, for whichever job. */
abstract class ExperimentWorkload implements Workload {
  private final ExperimentRecords records;

  ExperimentWorkload(ExperimentRecords records) {
    this.records = records;
  }

  final ExperimentRecords records() {
    return records;
  }

  @Override
  public final Topic topic() {
    return Topic.SAMPLES;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return records.declarations(prefix, "");
  }

  @Override
  public final ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    return records.record(index, prefix);
  }

  @Override
  public final String keyOf(int index) {
    return records.id(index);
  }

  /** How many samples of its experiment there are with this one. */
  @Override
  public final long markOf(int index) {
    return index / records.experiments() + 1L;
  }

  @Override
  public final String keyOf(JsonNode snapshot) {
    return snapshot.get("experimentId").textValue();
  }

  @Override
  public final long markOf(JsonNode snapshot) {
    return snapshot.get("samples").longValue();
  }
}
