// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * The last operator before {@link KafkaSinks#encoded}: addresses each record to the topic of all
 * records and to that of the latest, encoded only once. A tombstone goes to the latter alone.
 *
 * @param <T> type of the records
 */
public final class Encode<T extends SpecificRecordBase>
    implements FlatMapFunction<Keyed<T>, Encoded> {
  private static final long serialVersionUID = 1L;

  private final String all;
  private final String latest;
  private final Encoder<T> encoderOfAll;
  private final Encoder<T> encoderOfLatest;
  private final boolean sameBytes;

  /**
   * For two topics of one type of records.
   *
   * @param type class of the records
   * @param settings format and names of topics
   * @param all topic of all records
   * @param latest topic of the latest of each key
   */
  public Encode(Class<T> type, KafkaSettings settings, Topic all, Topic latest) {
    this.all = all.name(settings.prefix());
    this.latest = latest.name(settings.prefix());
    encoderOfAll = settings.encoder(type, this.all);
    encoderOfLatest = settings.encoder(type, this.latest);
    sameBytes = settings.format() != WireFormat.CONFLUENT; // which has a schema id per topic
  }

  @Override
  public void flatMap(Keyed<T> keyed, Collector<Encoded> out) {
    byte[] key = keyed.key().getBytes(StandardCharsets.UTF_8);
    if (keyed.record() == null) {
      out.collect(new Encoded(latest, key, null));
      return;
    }
    byte[] value = encoderOfAll.encode(keyed.record());
    out.collect(new Encoded(all, key, value));
    out.collect(
        new Encoded(latest, key, sameBytes ? value : encoderOfLatest.encode(keyed.record())));
  }
}
