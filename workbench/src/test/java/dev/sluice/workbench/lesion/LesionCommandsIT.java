// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionPrediction;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.LesionSplit;
import dev.sluice.schemas.LesionSynthetic;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Phantoms to synthetic cases, and predictions to scores, by commands only. */
final class LesionCommandsIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void givesSyntheticCasesAndTheScoresOfPredictions() throws IOException {
    Path phantoms = folder.resolve("phantoms");
    Console simulate =
        works(
            "simulate",
            "cases",
            "--strokes=6",
            "--normals=6",
            "--test-fraction=.5",
            "--seed=3",
            "--out=" + phantoms);
    assertThat(simulate.out().lines())
        .first()
        .isEqualTo("phantom study: 6 strokes, 6 normals of 16^3 voxels, seed 3, in " + phantoms);
    assertThat(simulate.out().lines())
        .last()
        .isEqualTo("sent 12 to sluice.lesion.cases: groups default and default/training");
    Map<String, LesionCase> cases = BROKER.latest(Topic.LESION_CASES, LesionCase.class);
    assertThat(cases).hasSize(12);
    enhances(cases.values(), phantoms);

    List<LesionCase> test =
        cases.values().stream().filter(each -> each.getSplit() == LesionSplit.TEST).toList();
    predict(test);
    Console run = works("run", "lesion", "--bounded", "--parallelism=2", "--ui-port=0");
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "lesion job ended: cases and predictions %d read = %d accepted"
                    .formatted(12 + 2 * test.size(), 12 + 2 * test.size())
                + " + 0 dead-lettered + 0 late + 0 duplicate + 0 waiting");
    Map<String, LesionSnapshot> latest = BROKER.latest(Topic.LESION_LATEST, LesionSnapshot.class);
    assertThat(latest).containsOnlyKeys("default|brain", "default|truth");
    assertThat(latest.get("default|truth").getDice().getMean()).isEqualTo(1);
    assertThat(latest.get("default|truth").getPhantomCases()).isEqualTo(test.size());
    assertThat(latest.get("default|brain").getSpecificity().getShare()).isZero();
    watches(test.size());
  }

  private void enhances(Collection<LesionCase> cases, Path phantoms) {
    Set<String> donors = new HashSet<>();
    Set<String> testPatients = new HashSet<>();
    for (LesionCase each : cases) {
      if (each.getSplit() == LesionSplit.TEST) {
        testPatients.add(each.getPatientId());
      } else if (each.getKind() == LesionCaseKind.STROKE) {
        donors.add(each.getCaseId());
      }
    }
    Console run =
        works(
            "run",
            "enhance",
            "--bounded",
            "--parallelism=2",
            "--ui-port=0",
            "--replicas=3",
            "--acceptors=" + phantoms.resolve("acceptors.csv"),
            "--out=" + folder.resolve("synthetic"));
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "enhance job ended: cases 12 read = 12 accepted + 0 dead-lettered + 0 late + 0 duplicate"
                + " + 0 waiting");
    Collection<LesionSynthetic> made =
        BROKER.latest(Topic.LESION_SYNTHETIC, LesionSynthetic.class).values();
    assertThat(donors).isNotEmpty();
    assertThat(testPatients).isNotEmpty();
    assertThat(made).hasSize(3 * donors.size());
    assertThat(made)
        .allSatisfy(
            each -> {
              assertThat(each.getFailure()).isNull();
              assertThat(each.getPhantom()).isTrue();
              assertThat(donors).contains(each.getDonor());
              assertThat(testPatients)
                  .doesNotContain(each.getDonorPatient(), each.getAcceptorPatient());
              assertThat(Path.of(each.getImage())).isRegularFile();
              assertThat(Path.of(each.getMask())).isRegularFile();
            });
  }

  /** One model knows the truth, the other takes all of the brain for a lesion. */
  private void predict(List<LesionCase> test) throws IOException {
    Path empty = folder.resolve("empty.nii.gz");
    Grid grid = Grid.cube(16);
    try (OutputStream out = Files.newOutputStream(empty)) {
      NiftiWriter.write(NiftiImage.of(new Mask(grid, new boolean[grid.size()])), out, true);
    }
    TopicCreation.create(BROKER.settings(Topic.DEFAULT_PREFIX), List.of(Topic.LESION_PREDICTIONS));
    try (Publisher<LesionPrediction> publisher =
        Publisher.of(
            BROKER.settings(Topic.DEFAULT_PREFIX),
            Topic.LESION_PREDICTIONS,
            LesionPrediction.class)) {
      for (LesionCase each : test) {
        String mask = each.getMask() == null ? empty.toString() : each.getMask();
        publisher.send(each.getCaseId(), prediction(each, "truth", mask));
        publisher.send(each.getCaseId(), prediction(each, "brain", each.getBrain()));
      }
    }
  }

  private static LesionPrediction prediction(LesionCase of, String model, String mask) {
    return LesionPrediction.newBuilder()
        .setCaseId(of.getCaseId())
        .setModel(model)
        .setMask(mask)
        .build();
  }

  private static void watches(int cases) {
    Console watch = works("watch", "lesion", "--once");
    assertThat(watch.out().lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "lesion default: 2 models, phantom study: %d simulated cases".formatted(cases)))
        .anyMatch(line -> line.matches("truth +%d +1\\.000 .*".formatted(cases)))
        .anyMatch(line -> line.matches("brain +truth +-0\\.\\d+ .*"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(BROKER.sluice("watch", "lesion", "--once", "--group=x", "--timeout=0s"))
        .isEqualTo(
            Console.failed(
                "sluice watch lesion: --group x: no scores within 0 s in"
                    + " sluice.lesion.metrics.latest; there are those of default"));
  }

  @Test
  void whatIsWrongIsSaidInOneLineBeforeTheJobRuns() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("acceptors.csv"), "caseId,patientId,split,image\na,p,TEST,/a.nii\n");
    Object[] run = {"run", "enhance", "--bounded", "--ui-port=0", "--out=" + folder};

    Console refused = BROKER.sluiceOn("bad.", with(run, "--acceptors=" + file));
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err())
        .contains("--acceptors: " + file + ", line 2: case a is of split TEST; nothing synthetic");
    assertThat(BROKER.sluiceOn("bad.", with(run, "--acceptors=" + folder.resolve("no.csv"))).err())
        .contains("--acceptors: " + folder.resolve("no.csv") + ": cannot be read: ");
    assertThat(BROKER.sluiceOn("bad.", "watch", "lesion", "--once", "--timeout=0s").err())
        .contains("no topic bad.lesion.metrics.latest; has the lesion job run?");
  }

  private static Object[] with(Object[] arguments, String more) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }

  private static Console works(Object... arguments) {
    Console console = BROKER.sluice(arguments);
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    return console;
  }
}
