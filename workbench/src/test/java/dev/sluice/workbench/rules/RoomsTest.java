// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who lives where: see {@link Rooms}. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ShippedClasses.class)
final class RoomsTest {

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_GROUND_OR_A_SYSTEMS =
      classes()
          .that()
          .resideInAPackage("dev.sluice..")
          .should()
          .resideInAnyPackage(
              Stream.of(Rooms.ground(), Rooms.systems(), Rooms.fronts())
                  .flatMap(Arrays::stream)
                  .toArray(String[]::new))
          .because(
              "a package that belongs to nobody escapes the rules: move the class into the room of"
                  + " its system, or into the ground if two systems need it; a new system or a new"
                  + " part of the ground is entered in Rooms");

  @ArchTest
  static final ArchRule THE_GROUND_KNOWS_NO_SYSTEM =
      noClasses()
          .that()
          .resideInAnyPackage(Rooms.ground())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(Rooms.systems())
          .because(
              "what all systems stand on must not stand on one of them: move what the ground needs"
                  + " down into the ground, or hand it over as a function or an interface of the"
                  + " ground; else the class belongs into the system's room");

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_KNOWS_THE_DEMO =
      noClasses()
          .that()
          .resideOutsideOfPackages(Rooms.fronts())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(Rooms.fronts())
          .because(
              "the root of the workbench and the demo put systems together, and nothing stands on"
                  + " them: move what is shared into workbench.command or workbench.local");
}
