// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.discovery.replay.MethodName;

/** Checks samples: whether a method can learn from their targets, and all that any job asks. */
final class SampleCheck {

  private SampleCheck() {}

  /** Checks a sample against its declaration; the message names what is wrong. */
  static Decoded<CheckedSample> of(Draw draw, Declaration declaration, MethodName method) {
    if (draw.targets() == null && !method.predictsTargets()) {
      return Decoded.refused(
          Reason.UNKNOWN_TARGETS, "targets: null, but " + method + " needs known targets");
    }
    if (draw.targets() == null && (draw.regime() == null || GivenName.isBlank(draw.regime()))) {
      return Decoded.refused(
          Reason.UNKNOWN_TARGETS,
          "targets: null without a regime, so that nobody knows which samples are of one"
              + " intervention");
    }
    return CheckedSample.of(draw, declaration);
  }
}
