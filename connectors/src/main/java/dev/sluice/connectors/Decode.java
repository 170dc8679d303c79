// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Decoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The first operator after a source: decodes each record and translates it into what the job works
 * with. What cannot be decoded goes to {@link DeadLetters#TAG}. Counter {@code partlyRead} counts
 * records with fields that are not known here, which were dropped.
 *
 * @param <T> record of the wire
 * @param <R> what the job works with
 */
public final class Decode<T extends SpecificRecordBase, R> extends ProcessFunction<RawRecord, R>
    implements CheckpointedFunction, ResultTypeQueryable<R> {
  private static final long serialVersionUID = 1L;
  private static final String PARTLY_READ = "partlyRead";

  private final Decoder<T> decoder;
  private final RecordCheck<T> check;
  private final Translation<T, R> translation;
  private final SerializableFunction<RawRecord, R> tombstones;
  private final TypeInformation<R> outputType;
  private transient Ledger ledger;

  /** For topics without tombstones: a record without value becomes a malformed dead letter. */
  public Decode(Decoder<T> decoder, Translation<T, R> translation, TypeInformation<R> outputType) {
    this(decoder, (record, source, now) -> Decoded.of(record), translation, null, outputType);
  }

  /** For topics without tombstones whose records are checked: what is refused is a dead letter. */
  public Decode(
      Decoder<T> decoder,
      RecordCheck<T> check,
      Translation<T, R> translation,
      TypeInformation<R> outputType) {
    this(decoder, check, translation, null, outputType);
  }

  /**
   * For topics with tombstones.
   *
   * @param decoder of values
   * @param translation of decoded records
   * @param tombstones translation of records without value
   * @param outputType type of what the job works with
   */
  public Decode(
      Decoder<T> decoder,
      Translation<T, R> translation,
      SerializableFunction<RawRecord, R> tombstones,
      TypeInformation<R> outputType) {
    this(decoder, (record, source, now) -> Decoded.of(record), translation, tombstones, outputType);
  }

  private Decode(
      Decoder<T> decoder,
      RecordCheck<T> check,
      Translation<T, R> translation,
      SerializableFunction<RawRecord, R> tombstones,
      TypeInformation<R> outputType) {
    this.decoder = decoder.parking();
    this.check = check;
    this.translation = translation;
    this.tombstones = tombstones;
    this.outputType = outputType;
  }

  @Override
  public void processElement(RawRecord source, Context context, Collector<R> out) {
    ledger.read();
    if (source.value() == null && tombstones != null) {
      out.collect(tombstones.apply(source));
      return;
    }
    long partlyRead = decoder.partlyRead();
    Decoded<T> decoded = decoder.decode(source.value(), source.schemaId());
    ledger.change(PARTLY_READ, (int) (decoder.partlyRead() - partlyRead));
    if (decoded.reason() == null) {
      long now = context.timerService().currentProcessingTime();
      decoded = check.check(decoded.record(), source, now);
    }
    if (decoded.reason() == null) {
      out.collect(translation.translate(decoded.record(), source));
    } else {
      context.output(DeadLetters.TAG, ledger.refuse(source, decoded, context.timerService()));
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    ledger.change(PARTLY_READ, 0);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public TypeInformation<R> getProducedType() {
    return outputType;
  }
}
