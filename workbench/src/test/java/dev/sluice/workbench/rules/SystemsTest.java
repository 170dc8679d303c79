// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;

/** No system knows another, but for a few that stand on others by what they do. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ShippedClasses.class)
final class SystemsTest {

  private static final List<String> BELIEFS =
      List.of("dev.sluice.models.posterior..", "dev.sluice.models.discovery..");

  private static final List<String> PROPOSALS =
      List.of("dev.sluice.jobs.targeting..", "dev.sluice.models.targeting..");

  /** What a system may know of others. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          // An experiment is chosen, and parties agree, on what is believed of the graph.
          "targeting", BELIEFS,
          "federation", BELIEFS,
          // A trained sequence model is compared as one more learner.
          "adaptation", List.of("dev.sluice.models.mesa.."),
          // Jobs that hold beliefs propose experiments: they score candidates, and one operator,
          // in the room of targeting, decides. Models of beliefs know nothing of it: see the
          // slices.
          "posterior", PROPOSALS,
          "discovery", PROPOSALS);

  @ArchTest
  static final ArchRule NO_SYSTEM_KNOWS_ANOTHER =
      CompositeArchRule.of(Rooms.SYSTEMS.stream().map(SystemsTest::knowsNoOther).toList());

  private static ArchRule knowsNoOther(String system) {
    return noClasses()
        .that()
        .resideInAnyPackage(Rooms.of(system))
        .should()
        .dependOnClassesThat(Rooms.ofOthersThan(system, KNOWN.getOrDefault(system, List.of())))
        .because(
            "systems are read, changed and taken out one at a time: move what two of them need down"
                + " into the ground (models.statistics, models.learner, jobs, jobs.experiment,"
                + " workbench.command); only the demo shows several")
        .allowEmptyShould(true);
  }
}
