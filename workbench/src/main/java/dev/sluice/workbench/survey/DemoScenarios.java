// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.schemas.SurveyScenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Scenarios of Sluice's own, so that a survey can be tried without anybody's data. */
public final class DemoScenarios {
  /** Name of the set. */
  public static final String SET = "demo";

  private static final String FILE = "demo-scenarios.csv";
  private static final int SAMPLES_PER_FORM = 5;

  private DemoScenarios() {}

  /** All of them; action 1 is the one that most people would take. */
  public static List<SurveyScenario> all() {
    try (InputStream in = DemoScenarios.class.getResourceAsStream(FILE)) {
      Path copy = Files.createTempFile("sluice-", ".csv");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return List.copyOf(ScenarioCsv.read(copy, SET, SAMPLES_PER_FORM).values());
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped " + FILE, e);
    }
  }
}
