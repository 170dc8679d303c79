// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.CaseName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientSplitTest {
  private final PatientSplit split = new PatientSplit(1, 0.1, 0.2);

  @Test
  void partsHaveTheirShares() {
    List<Part> parts = IntStream.range(0, 10_000).mapToObj(i -> split.of("patient-" + i)).toList();

    // four standard errors: 4 sqrt(10 000 p (1 - p))
    assertThat(Collections.frequency(parts, Part.TEST)).isBetween(2000 - 160, 2000 + 160);
    assertThat(Collections.frequency(parts, Part.VALIDATION)).isBetween(1000 - 120, 1000 + 120);
  }

  /** Computed from the class comments by another program: a moved patient is a leak. */
  @Test
  void patientsNeverMove() {
    List<Part> parts = IntStream.range(0, 12).mapToObj(i -> split.of("patient-" + i)).toList();

    for (int patient = 0; patient < 12; patient++) {
      boolean test = patient == 2 || patient == 5 || patient == 9;
      Part other = patient == 6 ? Part.VALIDATION : Part.TRAINING;
      assertThat(parts.get(patient)).isEqualTo(test ? Part.TEST : other);
    }
  }

  @Test
  void otherSeedsSplitOtherwise() {
    PatientSplit other = new PatientSplit(2, 0.1, 0.2);

    assertThat(IntStream.range(0, 100).filter(i -> split.of("p" + i) != other.of("p" + i)).count())
        .isPositive();
  }

  @Test
  void everyCaseIsInOnePartAndEveryPatientToo() {
    SplitCases cases = split.divide(Cohort.strokes(50), Cohort.normals(80));
    List<CaseName> all = new ArrayList<>();
    List<String> patients = new ArrayList<>();
    for (Part part : Part.values()) {
      all.addAll(cases.strokes(part));
      all.addAll(cases.normals(part));
      Set<String> own = new HashSet<>();
      cases.strokes(part).forEach(name -> own.add(name.patientId()));
      cases.normals(part).forEach(name -> own.add(name.patientId()));
      patients.addAll(own);
    }

    assertThat(all).hasSize(130).doesNotHaveDuplicates();
    // ten of the normals are of patients with a stroke
    assertThat(patients).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void heldOutAreThePatientsThatAreNotForTraining() {
    SplitCases cases = split.divide(Cohort.strokes(50), Cohort.normals(80));
    Set<String> expected = new HashSet<>();
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      cases.strokes(part).forEach(name -> expected.add(name.patientId()));
      cases.normals(part).forEach(name -> expected.add(name.patientId()));
    }

    assertThat(cases.heldOut().patients()).isEqualTo(expected);
  }

  @Test
  void orderOfCasesDoesNotMatter() {
    List<CaseName> reversed = new ArrayList<>(Cohort.strokes(50));
    Collections.reverse(reversed);

    assertThat(split.divide(reversed, List.of()).strokes(Part.TRAINING))
        .isEqualTo(split.divide(Cohort.strokes(50), List.of()).strokes(Part.TRAINING));
  }

  @Test
  void refusesCasesThatAreThereTwice() {
    List<CaseName> twice = List.of(new CaseName("a", "p"), new CaseName("a", "q"));

    assertThatThrownBy(() -> split.divide(twice, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("case a is there twice");
    assertThatThrownBy(() -> split.divide(twice.subList(0, 1), twice.subList(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("case a is there twice");
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0.2", "0.1, -0.2", "0.5, 0.5", "NaN, 0.2", "0, NaN"})
  void refusesSharesThatAreNone(double validation, double test) {
    assertThatThrownBy(() -> new PatientSplit(1, validation, test))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a split with %s for validation and %s for the test", validation, test);
  }
}
