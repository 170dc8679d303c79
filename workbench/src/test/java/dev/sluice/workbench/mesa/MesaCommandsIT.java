// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.MesaWeights;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of simulations and files to the losses of learners, by commands only. */
final class MesaCommandsIT {
  private static final List<Contender> LEARNERS =
      Stream.of("zero", "copy", "rls:0.001", "ridge:0.001", "ridge:0.001@lagged", "oracle")
          .map(LearnerNames::parse)
          .toList();
  private static final int SEQUENCES = 7;
  private static final int LENGTH = 9;

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  /** The same without Kafka and Flink. */
  private static LossTable expected() {
    LossTable table = LossTable.of(LEARNERS.size());
    Learners learners = new Learners(10, LEARNERS);
    double[] losses = new double[LEARNERS.size()];
    for (int number = 0; number < SEQUENCES; number++) {
      SimulatedSequence sequence = SequenceTask.linear().sequence(3, number);
      SequenceState state = learners.start();
      for (int t = 1; t <= LENGTH; t++) {
        long step = learners.observe(state, t, sequence.next(), sequence, losses);
        if (step > 0) {
          table.add((int) step, losses);
        }
      }
    }
    return table;
  }

  @Test
  void givesTheLossesOfSimulationsAndFiles() throws IOException {
    Object[] simulate = {
      "simulate",
      "tokens",
      "--task=linear",
      "--sequences=7",
      "--length=9",
      "--seed=3",
      "--interleave=3"
    };
    assertThat(works(simulate).out())
        .isEqualToIgnoringNewLines(
            "sent 63 tokens of 7 sequences of linear to sluice.tokens: group linear, seed 3");
    works(simulate);
    Path file =
        Files.writeString(folder.resolve("Größe.csv"), "day;x;y\nmo;0,5;1\ndi;1;\nmi;2;4\n");
    Object[] replay = {
      "replay",
      "tokens",
      file,
      "--delimiter=;",
      "--decimal=,",
      "--leave-out=day",
      "--on-missing=drop"
    };
    assertThat(works(replay).out().lines())
        .containsExactly(
            "rows without a value are left out: 1",
            "sent 2 tokens of 2 sequences of Größe to sluice.tokens: group Größe");

    Console run =
        works(
            "run",
            "mesa",
            "--bounded",
            "--parallelism=2",
            "--ui-port=0",
            "--learners=zero,copy,rls:0.001,ridge:0.001,ridge:0.001@lagged,oracle");

    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "mesa job ended: tokens 128 read = 65 accepted + 0 dead-lettered + 0 late + 63 duplicate"
                + " + 0 waiting");
    Map<String, MesaSnapshot> latest = BROKER.latest(Topic.MESA_LATEST, MesaSnapshot.class);
    assertThat(latest).containsOnlyKeys("linear", "Größe");
    compare(latest.get("linear"), expected());
    assertThat(latest.get("Größe").getSequences()).isEqualTo(2);
    assertThat(latest.get("Größe").getSteps()).isEmpty();
    watches();
  }

  private static void compare(MesaSnapshot snapshot, LossTable table) {
    assertThat(snapshot.getSequences()).isEqualTo(SEQUENCES);
    assertThat(snapshot.getTokens()).isEqualTo(SEQUENCES * LENGTH);
    assertThat(snapshot.getDuplicates()).isEqualTo(SEQUENCES * LENGTH);
    assertThat(snapshot.getTask()).isEqualTo("linear");
    assertThat(snapshot.getLearners().stream().map(MesaLearner::getLearner))
        .containsExactlyElementsOf(LEARNERS.stream().map(Contender::label).toList());
    for (int i = 0; i < LEARNERS.size(); i++) {
      MesaLearner learner = snapshot.getLearners().get(i);
      assertThat(learner.getMean()).hasSize(LENGTH - 1);
      for (int step = 1; step < LENGTH; step++) {
        assertThat(learner.getN().get(step - 1)).isEqualTo(SEQUENCES);
        assertThat(learner.getMean().get(step - 1)).isEqualTo(table.mean(step, i));
        assertThat(learner.getStandardError().get(step - 1))
            .isEqualTo(table.standardError(step, i));
      }
      assertThat(learner.getMeanOverSteps()).isEqualTo(table.meanOverSteps(LENGTH - 1, i));
      assertThat(learner.getRegret()).isCloseTo(table.regret(LENGTH - 1, i, 3), within(1e-12));
    }
  }

  private static void watches() {
    Console watch = works("watch", "mesa", "--once", "--group=linear", "--steps=1,8");
    assertThat(watch.out().lines())
        .anyMatch(
            line -> line.startsWith("mesa linear: linear, 10 entries, 7 sequences, 63 tokens"))
        .anyMatch(line -> line.matches("ridge:0.001@lagged +\\S+ +\\S+ +\\S+ +\\S+ +\\S+"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(works("watch", "mesa", "--once", "--group=Größe").out())
        .contains("no token was predicted yet");
    assertThat(BROKER.sluice("watch", "mesa", "--once"))
        .isEqualTo(Console.failed("sluice watch mesa: --group NAME: which of Größe, linear?"));
    assertThat(BROKER.sluice("watch", "mesa", "--once", "--group=x", "--timeout=0s"))
        .isEqualTo(
            Console.failed(
                "sluice watch mesa: --group x: no losses within 0 s in sluice.mesa.latest; there are"
                    + " those of Größe, linear"));
  }

  /** A study sends what it trains, and the job says what becomes of it. */
  @Test
  void aStudyPublishesAndTheJobJudges() {
    String prefix = "study.";
    Object[] study = {
      "study",
      "mesa",
      "--models=lsa-1,softmax-1",
      "--seeds=1",
      "--steps=4",
      "--publish-every=2",
      "--sequences=12",
      "--length=6",
      "--out=" + folder,
      "--publish=" + BROKER.bootstrap(),
      "--topic-prefix=" + prefix
    };
    assertThat(Console.sluice(study).code()).isZero();
    List<MesaWeights> sent = new ArrayList<>();
    try (Snapshots<MesaWeights> snapshots =
        Snapshots.of(BROKER.settings(prefix), Topic.MESA_WEIGHTS, MesaWeights.class, key -> true)) {
      snapshots.readToEnd((key, weights) -> sent.add(weights));
    }
    assertThat(sent)
        .extracting(weights -> weights.getTask() + weights.getVersion() + weights.getControl())
        .contains("linear0null", "linear2null", "fixed0null", "fixed2null")
        .hasSize(6)
        .anyMatch(text -> text.startsWith("linear4rejected: its loss is"));
    assertThat(sent).extracting(MesaWeights::getModel).containsOnly("lsa-1");
    assertThat(sent).extracting(MesaWeights::getControlRejected).contains(false);

    assertThat(
            BROKER.sluiceOn(
                prefix, "simulate", "tokens", "--task=linear", "--sequences=30", "--length=7"))
        .extracting(Console::err, Console::code)
        .containsExactly("", 0);
    Console run =
        BROKER.sluiceOn(
            prefix,
            "run",
            "mesa",
            "--bounded",
            "--parallelism=2",
            "--ui-port=0",
            "--models=lsa-1-linear-1,lsa-1-linear-9");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("weights 6 read = 6 accepted + 0 dead-lettered");
    Console watch = BROKER.sluiceOn(prefix, "watch", "mesa", "--once", "--group=linear");
    assertThat(watch.err()).isEmpty();
    assertThat(watch.out().lines())
        .anyMatch(line -> line.matches("lsa-1-linear-1 4: REJECTED .* 30 sequences .*"))
        .contains("lsa-1-linear-9: UNDECIDED (no weights of it have come)");
  }

  /** What is wrong in a last line is found before the first is sent. */
  @Test
  void nothingIsSentOfAFileThatIsNotInOrder() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), "x,y\n1,2\n3,NaN\n");

    assertThat(BROKER.sluiceOn("bad.", "replay", "tokens", file).err())
        .contains("bad.csv line 3, column y: 'NaN' is not a number");
    assertThat(BROKER.sluiceOn("bad.", "watch", "mesa", "--once", "--timeout=0s").err())
        .contains("no topic bad.mesa.latest; has the mesa job run?");
  }

  private static Console works(Object... arguments) {
    Console console = BROKER.sluice(arguments);
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    return console;
  }
}
