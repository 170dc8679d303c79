// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes on the records of a topic for whose end nobody waits: its watermark is ahead of those that
 * {@link ReadToEnd} gives, so that these alone decide where the two streams meet.
 */
public final class Unhurried extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<RawRecord, RawRecord> {

  private static final long serialVersionUID = 1L;

  /** Later than the number of any checkpoint, and before the end of a bounded stream. */
  static final long AHEAD = Long.MAX_VALUE / 2;

  @Override
  public void open() throws Exception {
    super.open();
    output.emitWatermark(new Watermark(AHEAD));
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    output.collect(element);
  }
}
