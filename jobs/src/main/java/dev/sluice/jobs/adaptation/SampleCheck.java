// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.adaptation.Observation;

/** Turns samples into what the engine observes. */
final class SampleCheck {

  private static final double[] UNKNOWN = {};

  private SampleCheck() {}

  /** Checks a sample against its declaration; the message names what is wrong. */
  static Decoded<Observation> of(Draw draw, Declaration declaration) {
    Decoded<CheckedSample> checked = CheckedSample.of(draw, declaration);
    if (checked.record() == null) {
      return Decoded.refused(checked.reason(), checked.message());
    }
    double[] oracle = draw.oracleLosses() == null ? UNKNOWN : draw.oracleLosses();
    int d = declaration.variables().length;
    if (oracle.length != d && draw.oracleLosses() != null) {
      return Decoded.refused(
          Reason.WRONG_DIMENSION,
          "oracleLosses: " + oracle.length + " given, " + d + " variables declared");
    }
    for (int v = 0; v < oracle.length; v++) {
      if (!Double.isFinite(oracle[v])) {
        return Decoded.refused(Reason.NOT_A_NUMBER, "oracleLosses[" + v + "]: " + oracle[v]);
      }
    }
    CheckedSample sample = checked.record();
    return Decoded.of(
        new Observation(
            sample.values(), regime(draw, sample, declaration), mask(sample, d), oracle));
  }

  /** Of no use beyond the variables that a mask has bits for: no engine has so many. */
  private static long mask(CheckedSample sample, int d) {
    return sample.targets() == null || d >= Long.SIZE
        ? Observation.UNKNOWN
        : sample.targets().mask();
  }

  /** The label of the regime: the names of the targets where the sample gives none. */
  private static String regime(Draw draw, CheckedSample sample, Declaration declaration) {
    if (draw.regime() != null) {
      return draw.regime();
    }
    return sample.targets() == null ? "" : declaration.names(sample.targets());
  }
}
