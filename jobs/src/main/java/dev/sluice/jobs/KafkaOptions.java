// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every job: where records come from and how they go out. */
public final class KafkaOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "Form of records written: ${COMPLETION-CANDIDATES} (default: json).")
  private WireFormat format;

  @Option(
      names = "--delivery",
      defaultValue = "at-least-once",
      paramLabel = "DELIVERY",
      description = "${COMPLETION-CANDIDATES} (default: at-least-once).")
  private Delivery delivery;

  @Option(
      names = "--max-record-bytes",
      defaultValue = "262144",
      paramLabel = "BYTES",
      description = "Longer records become dead letters (default: ${DEFAULT-VALUE}).")
  private int maxRecordBytes;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if they contradict each other or the properties cannot be read
   */
  public KafkaSettings settings() {
    new OptionRange(command)
        .check(maxRecordBytes >= 1, "--max-record-bytes", "at least 1", maxRecordBytes);
    return connection.settings(format, delivery, maxRecordBytes);
  }
}
