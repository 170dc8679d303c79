// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases whose patients have been split; only {@link PatientSplit} makes them. */
public final class SplitCases {
  private final PatientSplit split;
  private final List<CaseName> strokes;
  private final List<CaseName> normals;

  SplitCases(PatientSplit split, Collection<CaseName> strokes, Collection<CaseName> normals) {
    this.split = split;
    this.strokes = inOrder(strokes);
    this.normals = inOrder(normals);
    Set<String> seen = new HashSet<>();
    Stream.concat(strokes.stream(), normals.stream())
        .forEach(
            name -> {
              if (!seen.add(name.caseId())) {
                throw new IllegalArgumentException("case " + name.caseId() + " is there twice");
              }
            });
  }

  /** Cases with lesions of a part, by id. */
  public List<CaseName> strokes(Part part) {
    return of(strokes, part);
  }

  /** Cases without lesions of a part, by id. */
  public List<CaseName> normals(Part part) {
    return of(normals, part);
  }

  /** The patients whose tissue must not be in any training. */
  public HeldOutPatients heldOut() {
    return new HeldOutPatients(
        Stream.concat(strokes.stream(), normals.stream())
            .map(CaseName::patientId)
            .filter(patient -> split.of(patient) != Part.TRAINING)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private List<CaseName> of(List<CaseName> cases, Part part) {
    return cases.stream().filter(name -> split.of(name.patientId()) == part).toList();
  }

  private static List<CaseName> inOrder(Collection<CaseName> cases) {
    return cases.stream().sorted(Comparator.comparing(CaseName::caseId)).toList();
  }
}
