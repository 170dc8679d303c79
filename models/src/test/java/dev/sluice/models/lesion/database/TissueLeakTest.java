// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementOutcome;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.enhance.Provenance;
import dev.sluice.models.lesion.enhance.SyntheticCase;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No tissue of a test patient is in any training: patients are split before synthesis. */
class TissueLeakTest {
  private static final DatabaseSizes SIZES = new DatabaseSizes(8, 12, 24);

  private final PhantomGenerator phantoms =
      new PhantomGenerator(PhantomSettings.ofEdge(16).withContrast(2, 2.5), 1);
  private final List<Phantom> strokes = phantoms(0, 20, PhantomKind.STROKE);
  private final List<Phantom> normals = phantoms(20, 50, PhantomKind.NORMAL);
  private final PatientSplit split = new PatientSplit(1, 0.1, 0.3);

  @ParameterizedTest
  @EnumSource
  void splitBeforeSynthesisHoldsTestPatientsOut(LesionDatabase database) {
    SplitCases cases = divided(split);
    List<TrainingCase> training = database.cases(cases, SIZES, 3);

    assertThat(cases.heldOut().patients()).hasSizeGreaterThan(10);
    assertThat(intersection(training, cases)).isEmpty();
    assertThatCode(() -> cases.heldOut().requireNoTissueIn(training)).doesNotThrowAnyException();
    assertThatCode(() -> cases.heldOut().requireNoTissueOf(synthesised(training)))
        .doesNotThrowAnyException();
  }

  /** The order of steps that must not be: all patients give tissue, and are split afterwards. */
  @ParameterizedTest
  @EnumSource(names = {"SYNTHETIC", "BOTH", "BOTH_MANY"})
  void splitAfterSynthesisIsCaught(LesionDatabase database) {
    PatientSplit nobodyHeldOut = new PatientSplit(1, 0, 0);
    List<TrainingCase> training = database.cases(divided(nobodyHeldOut), SIZES, 3);
    List<Provenance> synthetic = synthesised(training);
    SplitCases late = divided(split);

    assertThat(synthetic).hasSizeGreaterThan(6);
    assertThat(intersection(training, late)).isNotEmpty();
    assertThatThrownBy(() -> late.heldOut().requireNoTissueIn(training))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("training case .* has tissue of held-out patient patient-1-\\d+");
    assertThatThrownBy(() -> late.heldOut().requireNoTissueOf(synthetic))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("training case .* has tissue of held-out patient patient-1-\\d+");
  }

  /** One case among many is enough, whether the patient gave the lesion, the brain or the image. */
  @Test
  void oneLeakIsCaughtWhicheverTissueItIs() {
    SyntheticOrder order = new SyntheticOrder(strokes.get(3).name(), normals.get(4).name(), 0);
    List<TrainingCase> training = List.of(new RealCase(strokes.get(5).name()), order);

    assertThatCode(() -> new HeldOutPatients(Set.of("patient-1-6")).requireNoTissueIn(training))
        .doesNotThrowAnyException();
    for (String patient : List.of("patient-1-3", "patient-1-24", "patient-1-5")) {
      HeldOutPatients heldOut = new HeldOutPatients(Set.of(patient));
      assertThatThrownBy(() -> heldOut.requireNoTissueIn(training))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("has tissue of held-out patient " + patient);
    }
  }

  private SplitCases divided(PatientSplit by) {
    return by.divide(
        strokes.stream().map(Phantom::name).toList(), normals.stream().map(Phantom::name).toList());
  }

  private static Set<String> intersection(List<TrainingCase> training, SplitCases cases) {
    Set<String> both = new HashSet<>();
    training.forEach(one -> both.addAll(one.patients()));
    both.removeIf(
        patient ->
            cases.strokes(Part.TRAINING).stream().anyMatch(n -> n.patientId().equals(patient))
                || cases.normals(Part.TRAINING).stream()
                    .anyMatch(n -> n.patientId().equals(patient)));
    return both;
  }

  private List<Provenance> synthesised(List<TrainingCase> training) {
    Enhancement enhancement = new Enhancement(EnhancementSettings.DEFAULT, 1);
    List<Provenance> synthetic = new ArrayList<>();
    for (TrainingCase one : training) {
      if (one instanceof SyntheticOrder order) {
        Phantom stroke = named(strokes, order.donor().caseId());
        Phantom normal = named(normals, order.acceptor().caseId());
        EnhancementOutcome outcome =
            enhancement.of(
                new Donor(stroke.name(), stroke.image(), stroke.lesion(), stroke.brain()),
                new Acceptor(normal.name(), normal.image(), normal.brain()),
                order.replica());
        if (outcome instanceof SyntheticCase made) {
          synthetic.add(made.provenance());
        }
      }
    }
    return synthetic;
  }

  private static Phantom named(List<Phantom> phantoms, String caseId) {
    return phantoms.stream()
        .filter(phantom -> phantom.name().caseId().equals(caseId))
        .findFirst()
        .orElseThrow();
  }

  private List<Phantom> phantoms(long from, long to, PhantomKind kind) {
    return LongStream.range(from, to).mapToObj(patient -> phantoms.of(patient, kind)).toList();
  }
}
