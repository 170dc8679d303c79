// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code sluice topics} prints and refuses. */
final class TopicsCommandTest {

  @Test
  void printsCommands() {
    Console console =
        Console.sluice(
            "topics",
            "--as=commands",
            "--job=adaptation",
            "--bootstrap=kafka:9093",
            "--kafka-properties=my admin.properties",
            "--topic-prefix=lab.",
            "--partitions=2");

    String where = " --bootstrap-server kafka:9093 --command-config 'my admin.properties' ";
    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains(
            "kafka-topics.sh"
                + where
                + "--create --if-not-exists --topic lab.experiments --partitions 1 --config"
                + " cleanup.policy=compact --config delete.retention.ms=3153600000000",
            "kafka-topics.sh"
                + where
                + "--create --if-not-exists --topic lab.samples --partitions 2 --config"
                + " cleanup.policy=delete --config retention.ms=-1",
            "kafka-acls.sh"
                + where
                + "--add --allow-principal User:sluice-adaptation --operation Describe --operation"
                + " Read --topic lab.posterior.latest",
            "kafka-acls.sh"
                + where
                + "--add --allow-principal User:sluice-adaptation --operation Describe --operation"
                + " Read --operation Write --topic lab.adaptation.latest",
            "kafka-acls.sh"
                + where
                + "--add --allow-principal User:sluice-adaptation --operation Describe --operation"
                + " Read --group lab.adaptation --resource-pattern-type prefixed",
            "kafka-acls.sh"
                + where
                + "--add --allow-principal User:sluice-adaptation --operation Describe --operation"
                + " Write --transactional-id lab.adaptation- --resource-pattern-type prefixed")
        .hasSize(6 + 8);
  }

  @Test
  void effectsHaveTopicsOnlyWhereTheyAreAskedFor() {
    String without = Console.sluice("topics", "--as=strimzi", "--job=posterior").out();
    String with = Console.sluice("topics", "--as=strimzi", "--job=posterior", "--effects").out();

    assertThat(without).doesNotContain("effects");
    assertThat(with)
        .contains("  name: sluice.posterior.effects\n", "  name: sluice.posterior.effects.latest\n")
        .contains(
            """
                      name: "sluice.posterior.effects.latest"
                    operations: [Describe, Read, Write]
            """);
  }

  /** Updates that are not masked are for the coordinator alone. */
  @Test
  void sitesCannotReadWhatOtherSitesSay() {
    String printed = Console.sluice("topics", "--as=strimzi", "--job=member").out();

    assertThat(printed)
        .contains("  name: sluice-federation-member\n", "  name: sluice.fed.audit\n")
        .contains(
            """
                      name: "sluice.fed.belief"
                    operations: [Describe, Read]
            """,
            """
                      name: "sluice.fed.shares"
                    operations: [Describe, Read, Write]
            """,
            """
                      name: "sluice.fed.update"
                    operations: [Describe, Write]
            """,
            """
                      name: "sluice.federation-site"
                      patternType: prefix
                    operations: [Describe, Read]
            """)
        .doesNotContain("samples", "experiments");
    assertThat(Console.sluice("topics", "--as=strimzi", "--job=site").out())
        .contains("  name: sluice-federation-site\n", "  name: sluice.samples\n")
        .doesNotContain("sluice.fed.");
  }

  @Test
  void namesObjectsOfKubernetesAsTheyMayBeCalledThere() {
    String printed =
        Console.sluice("topics", "--as=strimzi", "--job=survey", "--topic-prefix=My_Lab.").out();

    assertThat(printed)
        .contains("  name: my-lab.survey.responses\n")
        .contains("  topicName: \"My_Lab.survey.responses\"\n")
        .contains("          name: \"My_Lab.survey-\"\n          patternType: prefix\n");
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("--bootstrap HOST:PORT: needed unless --as strimzi");
    refuses(
        "--acls: belongs to --as kafka; other forms have the rights anyhow",
        "--as=strimzi",
        "--acls");
    refuses("--partitions: must be at least 1, is 0", "--as=strimzi", "--partitions=0");
    refuses("--topic-prefix: \"a b\" is no name in Kafka", "--as=strimzi", "--topic-prefix=a b");
    refuses("--users: \"x$\" is no name in Kafka", "--as=strimzi", "--users=x$");
  }

  private static void refuses(String line, Object... options) {
    Object[] arguments = new Object[options.length + 1];
    arguments[0] = "topics";
    System.arraycopy(options, 0, arguments, 1, options.length);
    assertThat(Console.sluice(arguments))
        .isEqualTo(Console.misused("sluice topics: " + line + "; see sluice topics --help"));
  }
}
