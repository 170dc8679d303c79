// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.stream.Stream;

/** Neither rooms nor packages stand on each other in circles. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ShippedClasses.class)
final class CyclesTest {

  private static final String WHAT_TO_DO =
      "classes that need each other are one thing, and things that are two are read one after the"
          + " other: move the class that both sides need to the side that stands below, or into a"
          + " package below both; a callback is an interface on the lower side";

  @ArchTest
  static final ArchRule ROOMS_OF_A_MODULE =
      CompositeArchRule.of(
          Stream.of("models", "connectors", "jobs", "workbench").map(CyclesTest::rooms).toList());

  @ArchTest
  static final ArchRule PACKAGES =
      slices().matching("dev.sluice.(**)").should().beFreeOfCycles().because(WHAT_TO_DO);

  private static ArchRule rooms(String module) {
    return slices()
        .matching("dev.sluice." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because(WHAT_TO_DO);
  }
}
