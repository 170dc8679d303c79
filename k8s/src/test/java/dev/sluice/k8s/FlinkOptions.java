// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Every option that Flink, its Kubernetes part, RocksDB and the operator's autoscaler declare. */
final class FlinkOptions {

  /** A class of each jar that declares options. */
  private static final List<Class<?>> OF_JARS =
      List.of(
          CheckpointingOptions.class,
          ClusterEntrypoint.class,
          KubernetesConfigOptions.class,
          RocksDBOptions.class,
          AutoScalerOptions.class);

  private static final Pattern OPTIONS =
      Pattern.compile("org/apache/flink/[a-zA-Z0-9/]*(Options|OptionsInternal)\\.class");

  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.prom\\.(.*)");

  /** Those of the reporter's factory and of file systems are declared nowhere but in their code. */
  private static final List<String> UNDECLARED =
      List.of(
          "metrics.reporter.prom.port",
          "metrics.reporter.prom.filterLabelValueCharacters",
          "s3.endpoint");

  private final Map<String, ConfigOption<?>> options;

  private FlinkOptions(Map<String, ConfigOption<?>> options) {
    this.options = options;
  }

  static FlinkOptions load() throws Exception {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    for (Class<?> type : OF_JARS) {
      for (Class<?> declaring : declaring(type)) {
        for (Field field : declaring.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())
              && Modifier.isPublic(field.getModifiers())
              && field.getType() == ConfigOption.class) {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            options.put(option.key(), option);
          }
        }
      }
    }
    return new FlinkOptions(options);
  }

  /** Whether somebody declares a key, under its present name. */
  boolean knows(String key) {
    return UNDECLARED.contains(key) || option(key) != null;
  }

  /** The option of a key; null if it is declared nowhere. */
  ConfigOption<?> option(String key) {
    var reporters = REPORTER.matcher(key);
    return options.get(reporters.matches() ? reporters.group(1) : key);
  }

  private static List<Class<?>> declaring(Class<?> type)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names =
          file.stream()
              .map(JarEntry::getName)
              .filter(name -> OPTIONS.matcher(name).matches())
              .map(name -> name.replace(".class", "").replace('/', '.'))
              .toList();
      List<Class<?>> classes = new ArrayList<>();
      for (String name : names) {
        Class<?> found = Class.forName(name, false, type.getClassLoader());
        if (Modifier.isPublic(found.getModifiers())) {
          classes.add(found);
        }
      }
      return classes;
    }
  }
}
