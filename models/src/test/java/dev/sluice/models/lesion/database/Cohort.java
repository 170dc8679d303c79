// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import java.util.List;
import java.util.stream.IntStream;

/** Names of cases; patients 0 to 9 have a stroke and a normal image. */
final class Cohort {
  private Cohort() {}

  static List<CaseName> strokes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new CaseName("stroke-" + i, "patient-" + i))
        .toList();
  }

  static List<CaseName> normals(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new CaseName("normal-" + i, "patient-" + (i < 10 ? i : 1000 + i)))
        .toList();
  }
}
