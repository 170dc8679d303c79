// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the user sees of every command before it talks to anything: help and errors. */
final class SluiceTest {
  @TempDir private Path folder;

  static Stream<CommandLine> commands() {
    return leaves(Sluice.commandLine());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    String[] arguments = (name + " --help").substring("sluice ".length()).split(" ");

    Console console = Console.sluice((Object[]) arguments);

    assertThat(console.code()).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out()).startsWith("Usage: " + name + " ").contains("Examples:", "  " + name);
  }

  @Test
  void saysItsVersionAndWhatItRunsOn() {
    Console console = Console.sluice("--version");

    assertThat(console.code()).isZero();
    assertThat(console.out())
        .startsWith("sluice ")
        .contains("(Flink 2.", ", Kafka 4.", ", Java " + Runtime.version().feature());
  }

  @Test
  void refusesAnUnknownOption() {
    refuses(
        "sluice broker: Unknown option: '--ports=1', did you mean --port?; see sluice broker --help",
        "broker",
        "--ports=1");
  }

  @Test
  void refusesAnUnknownCommand() {
    refuses(
        "sluice: Unmatched argument at index 0: 'brocker', did you mean broker?; see sluice --help",
        "brocker");
  }

  @Test
  void namesTheNearestOptionOrTheCommands() {
    refuses(
        "sluice replay samples: Missing required options: '--experiment=ID',"
            + " '--bootstrap=HOST:PORT'; unknown: '--dryrun', did you mean --dry-run?; see sluice"
            + " replay samples --help",
        "replay",
        "samples",
        "x.csv",
        "--dryrun");
    refuses(
        "sluice run posterior: Unknown option: '--bound', did you mean --bounded?; see sluice run"
            + " posterior --help",
        "run",
        "posterior",
        "--bootstrap=localhost:1",
        "--bound");
    refuses(
        "sluice run: Unknown option: '--bounded'; commands: posterior, adaptation, discovery, survey, mesa, enhance, lesion, site, coordinator; see sluice"
            + " run --help",
        "run",
        "--bounded");
  }

  @Test
  void saysThatATableIsNoDeclaration() throws IOException {
    Path table = Files.writeString(folder.resolve("marks.csv"), "A,B\n1,2\n");
    fails(
        "sluice declare: "
            + table
            + ": not a declaration, which is JSON; a table of samples declares its experiment when it"
            + " is sent: replay samples "
            + table
            + " --experiment ID --declare",
        "declare",
        table.toString(),
        "--bootstrap=localhost:1");
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    fails(
        "sluice declare: " + empty + ": the file is empty",
        "declare",
        empty.toString(),
        "--bootstrap=localhost:1");
  }

  @Test
  void refusesAMissingCommand() {
    refuses("sluice: Missing required subcommand; see sluice --help");
    refuses("sluice replay: Missing required subcommand; see sluice replay --help", "replay");
  }

  @Test
  void refusesAMissingOption() {
    refuses(
        "sluice declare: Missing required option: '--bootstrap=HOST:PORT'; see sluice declare"
            + " --help",
        "declare",
        "x.json");
  }

  @Test
  void refusesAFileAndAnEndTogetherAndNeither() {
    refuses(
        "sluice declare: Error: Missing required argument (specify one of these): (FILE.json |"
            + " --end=ID); see sluice declare --help",
        "declare",
        "--bootstrap=localhost:1");
    refuses(
        "sluice declare: Error: FILE.json, --end=ID are mutually exclusive (specify only one); see"
            + " sluice declare --help",
        "declare",
        "x.json",
        "--end=x",
        "--bootstrap=localhost:1");
  }

  @Test
  void refusesAValueOfTheWrongType() {
    refuses(
        "sluice broker: Invalid value for option '--port': 'x' is not an int; see sluice broker"
            + " --help",
        "broker",
        "--port=x");
    refuses(
        "sluice replay samples: Invalid value for option '--delimiter': ';;' is not one character;"
            + " see sluice replay samples --help",
        "replay",
        "samples",
        "x.csv",
        "--experiment=x",
        "--bootstrap=localhost:1",
        "--delimiter=;;");
    refuses(
        "sluice declare: Invalid value for option '--format': expected one of [JSON, AVRO,"
            + " CONFLUENT] (case-insensitive) but was 'xml'; see sluice declare --help",
        "declare",
        "x.json",
        "--bootstrap=localhost:1",
        "--format=xml");
  }

  @Test
  void failsOnAPortOutOfRangeOrInUse() throws IOException {
    fails(
        "sluice broker: --port 70000: a port is a number from 0 to 65535",
        "broker",
        "--port=70000");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      fails("sluice broker: --port " + port + ": the port is in use", "broker", "--port=" + port);
    }
  }

  @Test
  void failsOnAMissingFile() {
    Path missing = folder.resolve("missing");
    fails(
        "sluice declare: " + missing + ": no such file",
        "declare",
        missing.toString(),
        "--bootstrap=localhost:1");
    fails(
        "sluice replay samples: " + missing + ": no such file",
        "replay",
        "samples",
        missing.toString(),
        "--experiment=x",
        "--bootstrap=localhost:1");
    refuses(
        "sluice declare: --kafka-properties: no file of Kafka properties at "
            + missing
            + "; see sluice declare --help",
        "declare",
        "--end=x",
        "--bootstrap=localhost:1",
        "--kafka-properties=" + missing);
  }

  @Test
  void failsOnADeclarationThatIsNone() throws IOException {
    Path file = folder.resolve("declaration.json");
    Files.writeString(file, "{\"experimentId\":\"x\",\"varaibles\":[]}");
    fails(
        "sluice declare: "
            + file
            + ": unknown-field: unknown field \"varaibles\"; did you mean \"variables\"?",
        "declare",
        file.toString(),
        "--bootstrap=localhost:1");
  }

  @Test
  void failsOnARateThatIsNotAboveZero() {
    fails(
        "sluice replay samples: --rate 0.0: must be above 0",
        "replay",
        "samples",
        "x.csv",
        "--experiment=x",
        "--bootstrap=localhost:1",
        "--rate=0");
  }

  @Test
  void showsWhereAnErrorComesFromIfAsked() {
    Console console = Console.sluice("broker", "--port=70000", "--stacktrace");

    assertThat(console.err().lines().toList())
        .startsWith("sluice broker: --port 70000: a port is a number from 0 to 65535")
        .anyMatch(line -> line.contains("at dev.sluice.workbench.local.Ports.claim"));
  }

  private static void refuses(String line, String... arguments) {
    assertThat(Console.sluice((Object[]) arguments)).isEqualTo(Console.misused(line));
  }

  private static void fails(String line, String... arguments) {
    assertThat(Console.sluice((Object[]) arguments)).isEqualTo(Console.failed(line));
  }

  private static Stream<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream().flatMap(SluiceTest::leaves);
  }
}
