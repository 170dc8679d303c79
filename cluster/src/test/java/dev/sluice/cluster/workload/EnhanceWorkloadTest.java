// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.schemas.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workload of enhancement sends, and that it sees what is wrong with files. */
class EnhanceWorkloadTest {
  private final EnhanceWorkload workload = new EnhanceWorkload();

  @TempDir private Path folder;

  @Test
  void sendsEveryCaseOnce() {
    var keys =
        LongStream.range(0, 10 * Workload.ROUND)
            .boxed()
            .flatMap(number -> workload.step(number).stream())
            .filter(message -> message.fate() == Fate.ACCEPTED)
            .map(Message::key)
            .toList();

    assertThat(keys).doesNotHaveDuplicates().hasSize(204);
    assertThat(workload.batch(10 * Workload.ROUND).get(Topic.LESION_SYNTHETIC)).hasSize(200);
  }

  @Test
  void seesFilesThatAreNotThereOrNotTheSame() throws Exception {
    Path other = Files.writeString(folder.resolve("other.nii.gz"), "none");
    Map<String, JsonNode> records = new LinkedHashMap<>();
    workload
        .batch(1)
        .get(Topic.LESION_SYNTHETIC)
        .forEach(
            (key, fields) -> {
              ObjectNode record = new ObjectMapper().valueToTree(fields);
              record.put("image", other.toString());
              record.put("mask", "/nowhere.nii.gz");
              records.put(key, record);
            });
    records.put("test-49+somebody#0@4", new ObjectMapper().createObjectNode());

    assertThat(workload.faults(1, Map.of(Topic.LESION_SYNTHETIC, records)))
        .containsExactly(
            other + " is not what enhancement makes",
            "/nowhere.nii.gz cannot be read: /nowhere.nii.gz",
            "test-49+somebody#0@4 should not be there");
  }
}
