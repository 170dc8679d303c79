// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Sluice and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "sluice %s (Flink %s, Kafka %s, Java %s)"
          .formatted(
              version == null ? "development" : version,
              EnvironmentInformation.getVersion(),
              AppInfoParser.getVersion(),
              Runtime.version())
    };
  }
}
