// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sends simulated samples to a real broker. */
final class SimulateIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  @Test
  void declaresAndSendsWhatTheModelDraws() {
    SimulatedExperiment chain = chain(InterventionKind.PERFECT);

    Console console = simulate("a.", "--observational=4", "--interventional=2");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .containsExactly(
            "declared lab: 3 continuous variables",
            "sent 10 samples of lab to a.samples: 4 observational, 6 interventional (chain:3,"
                + " linear-gaussian, seed 5)");
    assertThat(console.code()).isZero();
    assertThat(decoded("a.experiments", Experiment.class)).containsExactly(chain.declaration());
    assertThat(decoded("a.samples", Sample.class))
        .containsExactly(
            chain.sample(0, 0),
            chain.sample(1, 0),
            chain.sample(2, 0),
            chain.sample(3, 0),
            chain.sample(0, 1),
            chain.sample(0, 2),
            chain.sample(1, 1),
            chain.sample(2, 1),
            chain.sample(3, 1),
            chain.sample(0, 3));
  }

  @Test
  void usesTheNamesOfADeclaration() {
    BROKER.create("b.experiments");
    BROKER.create("b.samples");
    String declaration =
        """
        {"experimentId": "lab", "variables": [{"name": "P", "kind": "CONTINUOUS"},
          {"name": "Q", "kind": "CONTINUOUS"}, {"name": "R", "kind": "CONTINUOUS"}]}
        """;
    BROKER.send("b.experiments", bytes("lab"), bytes(declaration));

    Console console =
        simulate("b.", "--observational=0", "--interventional=1", "--kind=soft", "--no-declare");

    assertThat(console.code()).isZero();
    assertThat(decoded("b.experiments", Experiment.class)).hasSize(1);
    SimulatedExperiment named = chain(InterventionKind.SOFT).named(List.of("P", "Q", "R"));
    assertThat(decoded("b.samples", Sample.class))
        .containsExactly(named.sample(1, 0), named.sample(2, 0), named.sample(3, 0));
  }

  @Test
  void refusesADeclarationOfAnotherSize() {
    simulate("c.", "--observational=0", "--interventional=0");

    Console console =
        Console.sluice(arguments("c.", "chain:4", "--no-declare", "--observational=1"));

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly(
            "sluice simulate samples: --graph chain:4: experiment lab is declared with 3"
                + " variables");
  }

  @Test
  void declaresAndSendsANetworkOfAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ages.bif"), SimulatedSystemTest.AGES);
    Object[] first = network(file, "--observational=2", "--interventional=1", "--hidden=Age");

    Console console = Console.sluice(first);

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .containsExactly(
            "declared lab: 2 categorical variables",
            "Home town: big=0 small=1",
            "Travel: car=0 other=1 train=2",
            "sent 4 samples of lab to e.samples: 2 observational, 2 interventional (ages.bif, seed"
                + " 1)",
            "variables with a hidden cause in common: Home town-Travel");
    assertThat(decoded("e.experiments", Experiment.class).get(0).getTrueEdges())
        .containsExactly(List.of("Home town", "Travel"));
    assertThat(decoded("e.samples", Sample.class))
        .filteredOn(sample -> sample.getTargets().isEmpty())
        .extracting(Sample::getValues)
        .containsExactly(List.of(1.0, 2.0), List.of(1.0, 2.0));
    // its names are not those that are declared, so that places would lie
    Console others = Console.sluice(network(file, "--no-declare", "--observational=1"));
    assertThat(others.code()).isEqualTo(Sluice.FAILED);
    assertThat(others.err())
        .isEqualTo(
            "sluice simulate samples: --bif %s: experiment lab is declared with other variables,"
                    .formatted(file)
                + " [Home town, Travel]%n".formatted());
  }

  private static Object[] network(Path file, String... options) {
    return Stream.concat(
            Stream.of(
                "simulate",
                "samples",
                "--experiment=lab",
                "--bif=" + file,
                "--bootstrap=" + BROKER.bootstrap(),
                "--topic-prefix=e."),
            Arrays.stream(options))
        .toArray();
  }

  @Test
  void sendsSamplesOfASystemThatShifts() {
    ShiftingExperiment shifting =
        chain(InterventionKind.SOFT)
            .shifting(new ShiftSchedule(Shift.REDRAW_ONE, 3, 2, 2, 1, 1), true);

    Console console =
        Console.sluice(
            "simulate",
            "shifts",
            "--experiment=lab",
            "--graph=chain:3",
            "--mechanisms=linear-gaussian",
            "--seed=5",
            "--source=3",
            "--shots=2",
            "--shifts=2",
            "--bootstrap=" + BROKER.bootstrap(),
            "--topic-prefix=d.");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .containsExactly(
            "declared lab: 3 continuous variables",
            "sent 7 samples of lab to d.samples: 3 of the source, 2 shifts of 2 (redraw-one,"
                + " chain:3, linear-gaussian, seed 5)");
    assertThat(console.code()).isZero();
    assertThat(decoded("d.samples", Sample.class))
        .isEqualTo(LongStream.range(0, 7).mapToObj(shifting::sample).toList());
  }

  private static Console simulate(String prefix, String... options) {
    return Console.sluice(arguments(prefix, "chain:3", options));
  }

  private static Object[] arguments(String prefix, String graph, String... options) {
    return Stream.concat(
            Stream.of(
                "simulate",
                "samples",
                "--experiment=lab",
                "--graph=" + graph,
                "--mechanisms=linear-gaussian",
                "--seed=5",
                "--bootstrap=" + BROKER.bootstrap(),
                "--topic-prefix=" + prefix),
            Arrays.stream(options))
        .toArray();
  }

  private static SimulatedExperiment chain(InterventionKind kind) {
    return SimulatedExperiment.draw(
        "lab", GraphFamily.parse("chain:3"), MechanismFamily.parse("linear-gaussian"), kind, 5);
  }

  private static <T extends SpecificRecordBase> List<T> decoded(String topic, Class<T> type) {
    Decoder<T> decoder = KafkaSettings.of(BROKER.bootstrap()).decoder(type);
    return BROKER.records(topic).stream()
        .map(record -> decoder.decode(record.value()).record())
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
