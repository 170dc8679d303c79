// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Properties of Kafka clients, kept in a file because they often hold secrets. */
public final class KafkaProperties {
  private KafkaProperties() {}

  /**
   * Reads a file of {@code name=value} lines.
   *
   * @throws IllegalArgumentException if there is no such file or it cannot be read; the message
   *     names it
   */
  public static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no file of Kafka properties at " + file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cannot read Kafka properties from " + file + ": " + e.getMessage(), e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
