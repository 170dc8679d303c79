// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

/** What is made larger while all else stays. */
enum Dimension {
  LENGTH("length"),
  KEYS("keys"),
  WIDTH("width"),
  CATEGORICAL("categorical"),
  PARALLELISM("parallelism"),
  /** Parallelism, with one experiment on all partitions. */
  HOT("hot");

  private final String label;

  Dimension(String label) {
    this.label = label;
  }

  /** Its word in names of files. */
  String label() {
    return label;
  }

  /** What its values are, of a job; in a chart of several jobs, of null. */
  String title(MeasuredJob job) {
    return switch (this) {
      case LENGTH -> "records in the stream";
      case KEYS -> job == null ? "experiments (survey: models)" : job.keys();
      case WIDTH -> job == null ? "variables (survey: scenarios)" : job.width();
      case CATEGORICAL -> "variables of three categories";
      case PARALLELISM -> "parallelism";
      case HOT -> "parallelism, one experiment alone";
    };
  }
}
