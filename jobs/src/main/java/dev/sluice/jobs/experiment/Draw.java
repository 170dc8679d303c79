// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.GivenTime;
import dev.sluice.schemas.Sample;
import java.util.List;
import org.apache.avro.generic.PrimitivesArrays;

/**
 * A decoded sample on its way to what a job keeps. Whether an intervention was perfect or soft
 * makes no difference: either way the target's mechanism was not at work.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param experimentId the experiment
 * @param sampleId the producer's id; null if it gave none, so that the record cannot be re-sent
 * @param drawnAt milliseconds since 1970-01-01T00:00:00Z
 * @param targets names of the intervened variables; null if unknown
 * @param values one per variable
 * @param regime label of the regime; null if the targets alone tell
 * @param oracleLosses -ln of the density of each variable given its parents under the true law,
 *     nats; null if unknown
 * @param decisionId the proposed intervention that it answers; null if none, and in state of before
 *     there were any
 */
public record Draw(
    RawRecord source,
    String experimentId,
    String sampleId,
    long drawnAt,
    String[] targets,
    double[] values,
    String regime,
    double[] oracleLosses,
    String decisionId) {

  /** Refuses ids that say nothing, and times that cannot be; the message names the field. */
  static Decoded<Sample> check(Sample sample, RawRecord source, GivenTime times, long now) {
    if (GivenName.isBlank(sample.getExperimentId())) {
      return Decoded.refused(Reason.MALFORMED, "experimentId: must not be blank");
    }
    if (sample.getSampleId() != null && GivenName.isBlank(sample.getSampleId())) {
      return Decoded.refused(
          Reason.MALFORMED, "sampleId: must not be blank; null where there is none");
    }
    String tooLong = tooLong(sample);
    if (tooLong != null) {
      return Decoded.refused(Reason.MALFORMED, tooLong);
    }
    String fault = times.fault("drawnAt", sample.getDrawnAt(), source, now);
    return fault == null ? Decoded.of(sample) : Decoded.refused(Reason.TIME_OUT_OF_RANGE, fault);
  }

  /**
   * The experiment's id is that of a declaration, or leads to none; a decision's begins with it.
   */
  private static String tooLong(Sample sample) {
    String fault = GivenName.lengthFault("sampleId", sample.getSampleId());
    if (fault == null) {
      fault = GivenName.lengthFault("regime", sample.getRegime());
    }
    String decision = sample.getDecisionId();
    if (fault == null && decision != null && decision.startsWith(sample.getExperimentId())) {
      decision = decision.substring(sample.getExperimentId().length());
    }
    return fault == null ? GivenName.lengthFault("decisionId", decision) : fault;
  }

  static Draw of(Sample sample, RawRecord source) {
    List<String> targets = sample.getTargets();
    return new Draw(
        source,
        sample.getExperimentId(),
        sample.getSampleId(),
        sample.getDrawnAt() == null ? source.timestamp() : sample.getDrawnAt(),
        targets == null ? null : targets.toArray(String[]::new),
        array(sample.getValues()),
        sample.getRegime(),
        sample.getOracleLosses() == null ? null : array(sample.getOracleLosses()),
        sample.getDecisionId());
  }

  /** Readers give doubles that are not boxed: to box them here would cost more than to copy. */
  private static double[] array(List<Double> list) {
    double[] values = new double[list.size()];
    if (list instanceof PrimitivesArrays.DoubleArray unboxed) {
      for (int v = 0; v < values.length; v++) {
        values[v] = unboxed.getDouble(v);
      }
    } else {
      for (int v = 0; v < values.length; v++) {
        values[v] = list.get(v);
      }
    }
    return values;
  }

  /**
   * Which of an experiment's partial statistics the sample goes to. A re-sent sample meets the one
   * sent first, because its id decides.
   */
  public int bucket(int buckets) {
    int hash = sampleId == null ? Long.hashCode(source.offset()) : sampleId.hashCode();
    return Math.floorMod(hash, buckets);
  }
}
