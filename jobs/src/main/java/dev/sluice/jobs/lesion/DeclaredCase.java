// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.LesionCase;

/**
 * A record of a case.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param truth what it says
 */
public record DeclaredCase(RawRecord source, TrueCase truth) {

  static DeclaredCase of(LesionCase declared, RawRecord source) {
    return new DeclaredCase(source, TrueCase.of(declared));
  }
}
