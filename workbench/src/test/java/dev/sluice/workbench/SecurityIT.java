// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.SecureBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command and job against a broker that speaks TLS and knows its users. */
final class SecurityIT {
  private static final String PASSWORD = SecureBroker.password(SecureBroker.USER);

  /**
   * It waits for what a job that runs proposes, so that it is tried only where it is refused; as
   * those after it, which have no end, or need what has none.
   */
  private static final String LAB =
      "simulate lab --experiment bench --graph chain:3 --mechanisms linear-gaussian --decisions 1";

  /**
   * How each command that talks to Kafka is called, in an order in which each finds its records.
   */
  private static final List<String> COMMANDS =
      List.of(
          "topics --job posterior --propose",
          "declare FOLDER/marks.json",
          "replay samples FOLDER/marks.csv --experiment marks",
          "simulate samples --experiment lab --graph chain:3 --mechanisms linear-gaussian"
              + " --observational 100 --interventional 10",
          "simulate shifts --experiment moves --graph chain:3 --mechanisms linear-gaussian"
              + " --source 200 --shots 50 --shift perfect --shifts 1",
          "run posterior --bounded --parallelism 1 --delivery exactly-once",
          "watch posterior --once --experiment lab",
          "export graph --experiment lab --out FOLDER/lab.dot",
          "run adaptation --bounded --parallelism 1",
          "watch adaptation --once --experiment moves",
          "run discovery --bounded --parallelism 1 --epochs 1 --fit-steps 2 --graph-steps 2",
          "watch discovery --once --experiment lab",
          "declare-survey FOLDER/scenarios.csv --set low",
          "replay survey FOLDER/answers.csv --set low",
          "simulate survey --profile commonsense --models sage --set low --no-declare",
          "match --set low --scenario S1 --form ab A",
          "run survey --bounded --parallelism 1",
          "watch survey --once --set low",
          "simulate tokens --task linear --sequences 3 --length 4",
          "replay tokens FOLDER/marks.csv",
          "run mesa --bounded --parallelism 1",
          "watch mesa --once --group linear",
          "simulate cases --strokes 1 --normals 1 --test-fraction 0 --out FOLDER/phantoms",
          "run enhance --bounded --parallelism 1 --acceptors FOLDER/acceptors.csv"
              + " --out FOLDER/synthetic",
          "run lesion --bounded --parallelism 1",
          "simulate federation --experiment together --sites 2 --graph chain:3"
              + " --mechanisms linear-gaussian --observational 10 --interventional 1",
          "watch targeting --once --timeout 1s --experiment lab",
          "approve --list --experiment lab",
          LAB,
          "watch federation --once --federation together",
          "watch lesion --once",
          "run coordinator --parallelism 1",
          "run site --site a --secret FOLDER/a.secret --coordinator localhost:1 --parallelism 1");

  @RegisterExtension private static final SecureBroker BROKER = SecureBroker.shared();

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("marks.json"),
        """
        {"experimentId": "marks", "variables": [
          {"name": "A", "kind": "CONTINUOUS"}, {"name": "B", "kind": "CONTINUOUS"}]}
        """);
    Files.writeString(folder.resolve("marks.csv"), "A,B\n1.5,2\n-0.5,1\n2.25,4\n");
    Files.writeString(
        folder.resolve("acceptors.csv"),
        "caseId,patientId,split,image\nnormal,healthy,TRAINING,/normal.nii.gz\n");
    Files.writeString(
        folder.resolve("scenarios.csv"),
        "scenario_id,context,action1,action2\nS1,Here.,I go.,I stay.\n");
    Files.writeString(
        folder.resolve("answers.csv"),
        """
        scenario_id,model_id,question_type,question_ordering,answer_raw,decision,eval_sample_nb
        S1,m,ab,0,A,action1,0
        """);
  }

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  @Test
  void noCommandIsForgotten() {
    Set<String> tested =
        COMMANDS.stream()
            .map(command -> command.replaceFirst(" (--|FOLDER).*", ""))
            .collect(Collectors.toSet());

    assertThat(SluiceTest.commands())
        .filteredOn(command -> command.getCommandSpec().findOption("--bootstrap") != null)
        .extracting(
            command -> command.getCommandSpec().qualifiedName().substring("sluice ".length()))
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void allWorkWithASecretThatStaysInItsFile() throws IOException {
    Path secrets = Files.writeString(folder.resolve("secrets.properties"), "login=" + PASSWORD);
    Map<String, String> properties =
        new HashMap<>(BROKER.login(SecureBroker.USER, "${file:" + secrets + ":login}"));
    properties.put("config.providers", "file");
    properties.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");

    for (String command : COMMANDS.subList(0, COMMANDS.indexOf(LAB))) {
      Console console = run(command, BROKER.users(), properties);

      // That there are no decisions is an answer too.
      assertThat(console).matches(c -> c.code() == 0 || c.err().contains("no decision"), command);
      assertThat(console.toString()).doesNotContain(PASSWORD);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWrongCertificateIsOneLine(String command) throws IOException {
    refuses(command, BROKER.tls(), BROKER.foreignTlsProperties());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWrongPasswordIsOneLine(String command) throws IOException {
    refuses(command, BROKER.users(), BROKER.login(SecureBroker.USER, "guessed"));
  }

  /** The broker ends such connections without a word, so that it takes its time to find out. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 6, 14})
  void whoDoesNotLogInIsToldSoInOneLine(int command) throws IOException {
    refuses(COMMANDS.get(command), BROKER.users(), BROKER.tlsProperties());
    refuses(COMMANDS.get(command), BROKER.tls(), Map.of());
  }

  /** A site logs in at its own Kafka, and elsewhere at the coordinator's. */
  @Test
  void whatIsWrongAtTheCoordinatorsKafkaIsOneLineOfItsOptions() throws IOException {
    String untrusted = "no trust in its certificate (ssl.truststore.location): ";
    assertThat(ofCoordinator(BROKER.users(), BROKER.foreignTlsProperties())).startsWith(untrusted);
    assertThat(ofCoordinator(BROKER.users(), BROKER.login(SecureBroker.USER, "guessed")))
        .startsWith("Authentication failed")
        .doesNotContain("guessed");
    assertThat(ofCoordinator(BROKER.tls(), Map.of()))
        .isEqualTo(
            "it speaks TLS: give --coordinator-properties a file with security.protocol=SSL (or"
                + " SASL_SSL) and ssl.truststore.location");
  }

  /** What a site says that can use its own Kafka, but not the coordinator's. */
  private String ofCoordinator(String bootstrap, Map<String, String> properties)
      throws IOException {
    Path centre = write("centre.properties", soon(properties));
    String site = "run site --site a --secret FOLDER/a.secret --parallelism 1";
    String coordinator = " --coordinator %s --coordinator-properties %s";

    Console console =
        run(
            site + coordinator.formatted(bootstrap, centre),
            BROKER.users(),
            BROKER.login(SecureBroker.USER, PASSWORD));

    isRefused(console, bootstrap);
    String named = "sluice run site: --coordinator: Kafka at " + bootstrap + " cannot be used: ";
    assertThat(console.err()).startsWith(named);
    return console.err().substring(named.length()).strip();
  }

  private void refuses(String command, String bootstrap, Map<String, String> properties)
      throws IOException {
    isRefused(run(command, bootstrap, soon(properties)), bootstrap);
  }

  private static Map<String, String> soon(Map<String, String> properties) {
    Map<String, String> soon = new HashMap<>(properties);
    soon.put("default.api.timeout.ms", "1500");
    soon.put("request.timeout.ms", "1500");
    soon.put("max.block.ms", "1500");
    return soon;
  }

  private static void isRefused(Console console, String bootstrap) {
    assertThat(console.code()).as("%s", console).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines().toList())
        .singleElement()
        .asString()
        .contains("Kafka at " + bootstrap + " cannot be used: ");
  }

  private Console run(String command, String bootstrap, Map<String, String> properties)
      throws IOException {
    Path file = write("kafka.properties", properties);
    List<String> arguments =
        new ArrayList<>(Arrays.asList(command.replace("FOLDER", folder.toString()).split(" ", -1)));
    arguments.add("--bootstrap=" + bootstrap);
    arguments.add("--kafka-properties=" + file);
    return Console.sluice(arguments.toArray());
  }

  private Path write(String name, Map<String, String> properties) throws IOException {
    return Files.write(
        folder.resolve(name),
        properties.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
