// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.models.adaptation.Learners;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class paths as those of clusters that lack a part. */
class NeuralLibraryTest {

  @Test
  void aClusterThatHasItCanLearn() {
    assertThatCode(() -> NeuralLibrary.require(Learners.NEURAL)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j-", "nd4j-native-", "openblas-"})
  void aClusterThatLacksAPartIsAFaultOfConfiguration(String part) throws Exception {
    try (URLClassLoader cluster = without(part)) {
      Throwable thrown = catchThrowable(() -> require(cluster, "NEURAL"));
      assertThat(thrown.getClass().getName()).isEqualTo(ConfigurationFault.class.getName());
      assertThat(thrown)
          .hasMessageStartingWith(
              "--learners neural: ND4J and its native libraries cannot be loaded from the"
                  + " cluster's lib folder: ")
          .hasMessageNotContaining("\n");
      assertThat(ThrowableClassifier.getThrowableType(new ConfigurationFault("any")))
          .isEqualTo(ThrowableType.NonRecoverableError);
      assertThatCode(() -> require(cluster, "CONJUGATE")).doesNotThrowAnyException();
    }
  }

  /** The test's own class path without archives of a name. */
  private static URLClassLoader without(String part) throws Exception {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> left =
        Arrays.stream(own.split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(part))
            .toList();
    URL[] urls = new URL[left.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(left.get(i)).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static void require(ClassLoader cluster, String learners) throws Throwable {
    Class<?> type = cluster.loadClass(Learners.class.getName());
    Object value = type.getMethod("valueOf", String.class).invoke(null, learners);
    Method require =
        cluster.loadClass(NeuralLibrary.class.getName()).getDeclaredMethod("require", type);
    require.setAccessible(true);
    try {
      require.invoke(null, value);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
