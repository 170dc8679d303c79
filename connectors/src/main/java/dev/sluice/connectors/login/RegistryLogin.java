// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.login;

import dev.sluice.connectors.wire.RegistryAccess;
import dev.sluice.connectors.wire.UnavailableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Who asks a registry, looked up where it is asked: a setting may be the place of a secret, such as
 * <code>${file:/etc/sluice/secrets.properties:registry}</code>, and only that place is stored with
 * a job.
 */
public final class RegistryLogin implements SerializableSupplier<RegistryAccess> {
  private static final long serialVersionUID = 1L;

  /** Begins the names of the settings that say how places are looked up. */
  private static final String PROVIDERS = "config.providers";

  private final String url;
  private final HashMap<String, String> properties = new HashMap<>();

  /**
   * What is known of it.
   *
   * @param url address of the registry
   * @param settings of all clients, of which those of the registry count
   */
  public RegistryLogin(String url, Map<String, String> settings) {
    this.url = url;
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(RegistryAccess.PREFIX) || name.startsWith(PROVIDERS)) {
            properties.put(name, value);
          }
        });
  }

  /**
   * Looks up what settings name the place of.
   *
   * @throws UnavailableException if it is not there
   */
  @Override
  public RegistryAccess get() {
    Map<String, String> found = new HashMap<>();
    try {
      new AbstractConfig(new ConfigDef(), properties, false)
          .originalsStrings()
          .forEach(
              (name, value) -> {
                if (name.startsWith(RegistryAccess.PREFIX)) {
                  found.put(name, value);
                }
              });
    } catch (ConfigException e) {
      throw new UnavailableException(
          "schema registry %s: cannot look up who asks it: %s"
              .formatted(RegistryAccess.shown(url), e.getMessage()),
          e);
    }
    found.forEach(
        (name, value) -> {
          if (value.contains("${") && properties.get(name).equals(value)) {
            throw new UnavailableException(
                "schema registry %s: %s names a place that nothing looks up (config.providers)"
                    .formatted(RegistryAccess.shown(url), name),
                null);
          }
        });
    return RegistryAccess.of(url, found);
  }
}
