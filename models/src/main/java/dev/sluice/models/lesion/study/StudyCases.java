// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.database.LesionDatabase;
import dev.sluice.models.lesion.database.Part;
import dev.sluice.models.lesion.database.PatientSplit;
import dev.sluice.models.lesion.database.RealCase;
import dev.sluice.models.lesion.database.SplitCases;
import dev.sluice.models.lesion.database.SyntheticOrder;
import dev.sluice.models.lesion.database.TrainingCase;
import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.Augmentation;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementOutcome;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.enhance.Provenance;
import dev.sluice.models.lesion.enhance.SyntheticCase;
import dev.sluice.models.lesion.network.LabelledVolume;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Phantoms of one seed, split by patient, and the databases that are made of them. */
final class StudyCases {
  private static final double TEST = 0.5;

  private final long seed;
  private final LesionStudy.Settings settings;
  private final PhantomGenerator phantoms;
  private final Enhancement enhancement;
  private final Augmentation augmentation;
  private final Map<String, Long> patients = new LinkedHashMap<>();
  private final SplitCases split;

  StudyCases(LesionStudy.Settings settings, long seed) {
    this.seed = seed;
    this.settings = settings;
    phantoms = new PhantomGenerator(PhantomSettings.ofEdge(settings.edge()), seed);
    enhancement = new Enhancement(EnhancementSettings.DEFAULT, seed);
    augmentation = new Augmentation(EnhancementSettings.DEFAULT, seed);
    PatientSplit by = new PatientSplit(seed, 0, TEST);
    List<CaseName> strokes =
        draw(PhantomKind.STROKE, by, settings.sizes().clinical(), settings.testStrokes());
    List<CaseName> normals =
        draw(PhantomKind.NORMAL, by, settings.normals(), settings.testNormals());
    split = by.divide(strokes, normals);
  }

  long seed() {
    return seed;
  }

  /** Patients one after another, until there are so many of both parts; who is beyond stays out. */
  private List<CaseName> draw(PhantomKind kind, PatientSplit by, int training, int test) {
    List<CaseName> drawn = new ArrayList<>();
    int toTrain = training;
    int toTest = test;
    // Normal patients have even numbers, so that nobody is both.
    for (long patient = kind == PhantomKind.NORMAL ? 0 : 1; toTrain + toTest > 0; patient += 2) {
      CaseName name = phantoms.name(patient, kind);
      boolean isTest = by.of(name.patientId()) == Part.TEST;
      if (isTest ? toTest > 0 : toTrain > 0) {
        toTest -= isTest ? 1 : 0;
        toTrain -= isTest ? 0 : 1;
        patients.put(name.caseId(), patient);
        drawn.add(name);
      }
    }
    return drawn;
  }

  /** The test cases by id, strokes first. */
  List<Phantom> tested() {
    return Stream.concat(
            split.strokes(Part.TEST).stream().map(name -> phantom(name, PhantomKind.STROKE)),
            split.normals(Part.TEST).stream().map(name -> phantom(name, PhantomKind.NORMAL)))
        .toList();
  }

  private Phantom phantom(CaseName name, PhantomKind kind) {
    return phantoms.of(patients.get(name.caseId()), kind);
  }

  /**
   * What a network learns from.
   *
   * @param cases images and labels
   * @param donors [case] id of the stroke whose lesion it has
   * @param real how many are real
   * @param rejected synthetic or moved ones that could not be made
   */
  record Database(List<LabelledVolume> cases, List<String> donors, int real, int rejected) {}

  /**
   * Makes a database.
   *
   * @throws IllegalStateException if tissue of a test patient is in it
   */
  Database database(LesionDatabase which) {
    List<TrainingCase> ordered = which.cases(split, settings.sizes(), seed);
    split.heldOut().requireNoTissueIn(ordered);
    List<LabelledVolume> cases = new ArrayList<>();
    List<String> donors = new ArrayList<>();
    List<Provenance> provenances = new ArrayList<>();
    int real = 0;
    int rejected = 0;
    for (TrainingCase each : ordered) {
      if (each instanceof RealCase of) {
        Phantom stroke = phantom(of.name(), PhantomKind.STROKE);
        cases.add(new LabelledVolume(stroke.image(), stroke.lesion()));
        donors.add(of.name().caseId());
        real++;
      } else if (each instanceof SyntheticOrder order
          && made(order) instanceof SyntheticCase synthetic) {
        cases.add(new LabelledVolume(synthetic.image(), synthetic.lesion()));
        donors.add(order.donor().caseId());
        provenances.add(synthetic.provenance());
      } else {
        rejected++;
      }
    }
    split.heldOut().requireNoTissueOf(provenances);
    return new Database(cases, donors, real, rejected);
  }

  /**
   * A database with moved cases besides, each case in turn, as many as there are synthetic ones in
   * databases that have some.
   */
  Database augmented(LesionDatabase which) {
    Database database = database(which);
    List<CaseName> strokes = split.strokes(Part.TRAINING);
    List<LabelledVolume> cases = new ArrayList<>(database.cases());
    List<String> donors = new ArrayList<>(database.donors());
    int rejected = database.rejected();
    for (int i = 0; i < settings.sizes().synthetic(); i++) {
      Donor stroke = donor(strokes.get(i % strokes.size()));
      Optional<Augmentation.Moved> moved = augmentation.of(stroke, i / strokes.size());
      if (moved.isPresent()) {
        cases.add(new LabelledVolume(moved.get().image(), moved.get().lesion()));
        donors.add(stroke.name().caseId());
      } else {
        rejected++;
      }
    }
    return new Database(cases, donors, database.real(), rejected);
  }

  private Donor donor(CaseName name) {
    Phantom stroke = phantom(name, PhantomKind.STROKE);
    return new Donor(stroke.name(), stroke.image(), stroke.lesion(), stroke.brain());
  }

  private EnhancementOutcome made(SyntheticOrder order) {
    Phantom normal = phantom(order.acceptor(), PhantomKind.NORMAL);
    return enhancement.of(
        donor(order.donor()),
        new Acceptor(normal.name(), normal.image(), normal.brain()),
        order.replica());
  }
}
