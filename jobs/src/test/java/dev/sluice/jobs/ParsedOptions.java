// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.util.List;
import java.util.function.Supplier;

/** What a job's options make of a command line. */
public final class ParsedOptions {

  private ParsedOptions() {}

  /** The settings of these arguments and a broker's address. */
  public static <S> S of(Supplier<S> options, String... arguments) {
    return JobMain.settings(options, "localhost:9092", arguments);
  }

  /** The settings of these arguments and no others. */
  public static <S> S exactly(Supplier<S> options, List<String> arguments) {
    JobMain.command(options).parseArgs(arguments.toArray(String[]::new));
    return options.get();
  }
}
