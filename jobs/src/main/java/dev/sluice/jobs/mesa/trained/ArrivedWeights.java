// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.MesaWeights;

/**
 * Decoded weights.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param weights what it says
 */
public record ArrivedWeights(RawRecord source, ModelWeights weights) {

  static ArrivedWeights of(MesaWeights weights, RawRecord source) {
    return new ArrivedWeights(source, ModelWeights.of(weights));
  }

  String name() {
    return weights.found().name();
  }
}
