// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How every module is divided: a room for each system, under the same word in {@code models},
 * {@code jobs} and {@code workbench}, over a ground that systems share.
 */
final class Rooms {

  /** The systems, those that are still to come included. */
  static final List<String> SYSTEMS =
      List.of(
          "posterior",
          "adaptation",
          "survey",
          "discovery",
          "targeting",
          "federation",
          "mesa",
          "lesion");

  /** The modules that systems have rooms in. */
  static final List<String> DIVIDED = List.of("models", "jobs", "workbench");

  private static final List<String> MODELS_GROUND =
      List.of(
          "graph",
          "random",
          "domain",
          "prior",
          "statistics",
          "detection",
          "learner",
          "neural",
          "scm");

  private static final List<String> JOBS_GROUND = List.of("experiment", "beside", "gauges");

  private static final List<String> WORKBENCH_GROUND =
      List.of("command", "csv", "topics", "local", "experiment");

  private Rooms() {}

  /** What systems share and what therefore knows none of them. */
  static String[] ground() {
    return Stream.of(
            within("models", MODELS_GROUND),
            Stream.of("dev.sluice.jobs"),
            within("jobs", JOBS_GROUND),
            within("workbench", WORKBENCH_GROUND),
            Stream.of("dev.sluice.schemas..", "dev.sluice.connectors.."))
        .flatMap(packages -> packages)
        .toArray(String[]::new);
  }

  /** All rooms of the systems. */
  static String[] systems() {
    return DIVIDED.stream().flatMap(module -> within(module, SYSTEMS)).toArray(String[]::new);
  }

  /** The rooms of one system. */
  static String[] of(String system) {
    return DIVIDED.stream()
        .flatMap(module -> within(module, List.of(system)))
        .toArray(String[]::new);
  }

  /** Classes in the rooms of all other systems, less some packages that may be known. */
  static DescribedPredicate<JavaClass> ofOthersThan(String system, List<String> known) {
    String[] others =
        SYSTEMS.stream()
            .filter(other -> !other.equals(system))
            .flatMap(other -> Arrays.stream(of(other)))
            .toArray(String[]::new);
    return resideInAnyPackage(others)
        .and(not(resideInAnyPackage(known.toArray(String[]::new))))
        .as(known.isEmpty() ? "belong to other systems" : "belong to other systems, but " + known);
  }

  /** What is neither ground nor a system: the roots, and what shows several systems. */
  static String[] fronts() {
    return new String[] {
      "dev.sluice.workbench", "dev.sluice.workbench.demo..", "dev.sluice.workbench.export.."
    };
  }

  private static Stream<String> within(String module, List<String> rooms) {
    return rooms.stream().map(room -> "dev.sluice." + module + "." + room + "..");
  }
}
