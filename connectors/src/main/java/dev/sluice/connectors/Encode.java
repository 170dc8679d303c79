// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last operator before {@link KafkaSinks#encoded}: addresses each record to the topic of all
 * records and to that of the latest, encoded only once. A tombstone goes to the latter alone.
 *
 * <p>A record that the producer would refuse for its size stops a job, now and after every restart.
 * It goes out without its results instead, with a failure that says so; one that would still be too
 * large, or cannot say so, is dropped. Counter {@code failures} with {@code
 * reason=RECORD_TOO_LARGE} counts both, {@code dropped} the latter.
 *
 * @param <T> type of the records
 */
public final class Encode<T extends SpecificRecordBase>
    extends RichFlatMapFunction<Keyed<T>, Encoded> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Encode.class);

  /** What the producer adds to key and value, at most, when it compares with its limit. */
  private static final int FRAME_BYTES = 128;

  private final String all;
  private final String latest;
  private final Encoder<T> encoderOfAll;
  private final Encoder<T> encoderOfLatest;
  private final boolean sameBytes;
  private final int maxRequestBytes;
  private transient Counter tooLarge;
  private transient Counter dropped;

  /**
   * For two topics of one type of records.
   *
   * @param type class of the records
   * @param settings format and names of topics
   * @param all topic of all records
   * @param latest topic of the latest of each key; null if there is none, and no tombstones; may be
   *     the same, to which records then go once
   */
  public Encode(Class<T> type, KafkaSettings settings, Topic all, Topic latest) {
    this.all = all.name(settings.prefix());
    this.latest = latest == null ? null : latest.name(settings.prefix());
    encoderOfAll = settings.encoder(type, this.all);
    encoderOfLatest = latest == null ? null : settings.encoder(type, this.latest);
    sameBytes = settings.format() != WireFormat.CONFLUENT; // which has a schema id per topic
    maxRequestBytes = settings.maxRequestBytes();
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    tooLarge = metrics.addGroup("reason", "RECORD_TOO_LARGE").counter("failures");
    dropped = metrics.counter("dropped");
  }

  @Override
  public void flatMap(Keyed<T> keyed, Collector<Encoded> out) {
    byte[] key = keyed.key().getBytes(StandardCharsets.UTF_8);
    if (keyed.record() == null) {
      out.collect(new Encoded(latest, key, null));
      return;
    }
    T record = keyed.record();
    byte[] value = encoderOfAll.encode(record);
    if (!fits(key, value)) {
      tooLarge.inc();
      String why = text(value);
      record = WithoutResults.tooLarge(record, why);
      value = record == null ? null : encoderOfAll.encode(record);
      if (value == null || !fits(key, value)) {
        dropped.inc();
        LOG.error("{}: a record is dropped: {}", keyed.key(), why);
        return;
      }
    }
    out.collect(new Encoded(all, key, value));
    if (latest != null && !latest.equals(all)) {
      out.collect(new Encoded(latest, key, sameBytes ? value : encoderOfLatest.encode(record)));
    }
  }

  private boolean fits(byte[] key, byte[] value) {
    return (long) key.length + value.length + FRAME_BYTES <= maxRequestBytes;
  }

  private String text(byte[] value) {
    return "the results take %d bytes, but a record may take %d (Kafka property max.request.size)"
        .formatted(value.length, maxRequestBytes);
  }
}
