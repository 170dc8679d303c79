// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.TopicsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Topics and users of Strimzi are those that the jobs need. */
class StrimziTest {

  /**
   * All, but for those that only jobs with {@code --propose}, {@code --effects} or {@code --models}
   * have.
   */
  private static final Set<String> NAMES =
      Arrays.stream(Topic.values())
          .filter(topic -> !Targeting.TOPICS.contains(topic))
          .filter(topic -> !PosteriorJob.EFFECTS.contains(topic))
          .filter(topic -> !MesaJob.MODELS.contains(topic))
          .map(topic -> topic.name(Topic.DEFAULT_PREFIX))
          .collect(Collectors.toSet());

  @Test
  void theFileIsWhatTheCommandPrints() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new TopicsCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(printed))
            .execute("--as=strimzi");

    assertThat(code).isZero();
    assertThat(Files.readString(Path.of("strimzi/kafka.yaml")))
        .as("./sluice topics --as strimzi > k8s/strimzi/kafka.yaml")
        .isEqualTo(printed.toString());
  }

  @Test
  void everyTopicIsOneOfSluice() throws Exception {
    Set<String> topics = new TreeSet<>();
    for (ObjectNode topic : Folders.objects("strimzi", "KafkaTopic")) {
      topics.add(topic.at("/metadata/name").asText());
    }
    for (ObjectNode user : Folders.objects("strimzi", "KafkaUser")) {
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        if (acl.at("/resource/type").asText().equals("topic")) {
          topics.add(acl.at("/resource/name").asText());
        }
      }
    }
    assertThat(topics).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void everyJobLogsInAsTheUserThatIsMadeForIt() throws Exception {
    Set<String> users =
        Folders.objects("strimzi", "KafkaUser").stream()
            .map(user -> user.at("/metadata/name").asText())
            .collect(Collectors.toSet());

    for (DeployedJob job : Deployments.all()) {
      JsonNode volumes = job.manifest().at("/spec/podTemplate/spec/volumes");
      List<String> mounted = new ArrayList<>(volumes.findValuesAsText("secretName"));
      for (JsonNode secret : volumes.findValues("secret")) {
        mounted.add(secret.path("name").asText());
      }
      assertThat(mounted).as(job.name()).contains(job.name());
      assertThat(users).contains(job.name());
    }
  }
}
