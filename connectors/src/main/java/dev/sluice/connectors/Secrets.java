// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.RegistryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Secrets among settings. A job's settings lie in clear in what Flink stores of it, so that a
 * secret is better left in a file of its own, of which the settings hold the place: <code>
 * ${file:/etc/sluice/secrets.properties:password}</code>, with {@code config.providers}.
 */
public final class Secrets {
  private static final Set<String> NAMES =
      Set.of("ssl.keystore.key", RegistryAccess.USER_INFO, RegistryAccess.TOKEN);

  /** What a login module is told, unless it is a place. */
  private static final Pattern IN_LOGIN =
      Pattern.compile("(?i)(password|secret|token)\\w*\\s*=\\s*\"?(?!\\$\\{)[^\\s;\"]");

  private Secrets() {}

  /** The names of the settings that hold a secret in clear, in order; {@code registry} is one. */
  public static List<String> inClear(KafkaSettings settings) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> property : new TreeMap<>(settings.properties()).entrySet()) {
      if (isInClear(property.getKey(), property.getValue())) {
        names.add(property.getKey());
      }
    }
    if (settings.registry() != null && settings.registry().contains("@")) {
      names.add("registry");
    }
    return names;
  }

  private static boolean isInClear(String name, String value) {
    if (name.endsWith("sasl.jaas.config")) {
      return IN_LOGIN.matcher(value).find();
    }
    return (name.endsWith(".password") || NAMES.contains(name))
        && !value.isBlank()
        && !value.contains("${");
  }
}
