// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {

  @TempDir Path folder;

  @Test
  void readsNamesAndValues() throws Exception {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "# secrets\nsecurity.protocol = SASL_SSL\nssl.truststore.location=ü\n");
    assertThat(ClientProperties.load(file))
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "ssl.truststore.location", "ü"));
  }

  @Test
  void namesTheFileThatIsMissingOrWrong() throws Exception {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ClientProperties.load(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
    Path wrong = Files.writeString(folder.resolve("wrong"), "a=\\u00zz");
    assertThatThrownBy(() -> ClientProperties.load(wrong))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(wrong + ": ");
  }
}
