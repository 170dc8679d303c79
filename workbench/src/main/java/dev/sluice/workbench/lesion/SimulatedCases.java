// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.database.Part;
import dev.sluice.models.lesion.database.PatientSplit;
import dev.sluice.models.lesion.database.SplitCases;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import dev.sluice.schemas.LesionSplit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Phantoms of patients that were split before anything is made of them. Each is a function of the
 * seed, the edge, its number and its kind; a patient's split of the seed and the fraction alone, so
 * that more patients change nothing of those before.
 *
 * @param strokes patients with lesions
 * @param normals patients without
 * @param edge voxels along each axis, of a cubic millimetre each
 * @param testFraction probability of a patient to be for the test
 * @param seed of all
 * @param group of the cases; empty for none
 */
record SimulatedCases(
    int strokes, int normals, int edge, double testFraction, long seed, String group) {

  /**
   * A case, of which nothing is drawn yet.
   *
   * @param name of case and patient
   * @param kind whether it has lesions
   * @param number of the patient
   * @param split of the patient
   */
  record Case(CaseName name, PhantomKind kind, long number, LesionSplit split) {}

  /** All cases, strokes first. */
  List<Case> cases() {
    List<Case> all =
        LongStream.range(0, (long) strokes + normals)
            .mapToObj(at -> at < strokes ? numbered(2 * at, PhantomKind.STROKE) : normal(at))
            .toList();
    SplitCases parts =
        new PatientSplit(seed, 0, testFraction)
            .divide(names(all, PhantomKind.STROKE), names(all, PhantomKind.NORMAL));
    Set<CaseName> training = new HashSet<>(parts.strokes(Part.TRAINING));
    training.addAll(parts.normals(Part.TRAINING));
    return all.stream()
        .map(
            each ->
                new Case(
                    each.name(),
                    each.kind(),
                    each.number(),
                    training.contains(each.name()) ? LesionSplit.TRAINING : LesionSplit.TEST))
        .toList();
  }

  /** Nobody is both: strokes have even numbers, normals odd ones. */
  private Case normal(long at) {
    return numbered(2 * (at - strokes) + 1, PhantomKind.NORMAL);
  }

  private Case numbered(long number, PhantomKind kind) {
    CaseName name = generator().name(number, kind);
    String prefix = group.isEmpty() ? "" : group + ":";
    String id = "%s%s-%d".formatted(prefix, name.caseId(), edge);
    return new Case(new CaseName(id, name.patientId()), kind, number, LesionSplit.UNKNOWN);
  }

  private static List<CaseName> names(List<Case> cases, PhantomKind kind) {
    return cases.stream().filter(each -> each.kind() == kind).map(Case::name).toList();
  }

  /** Draws a case. */
  Phantom phantom(Case of) {
    return generator().of(of.number(), of.kind());
  }

  private PhantomGenerator generator() {
    return new PhantomGenerator(PhantomSettings.ofEdge(edge), seed);
  }
}
