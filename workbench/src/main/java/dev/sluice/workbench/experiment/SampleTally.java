// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many rows of a file become samples, of which targets and regimes; and which do not. */
final class SampleTally {
  /** More regimes than this are not told one by one. */
  private static final int SHOWN = 12;

  private static final int TOLD_APART = 1_000;

  private final List<String> variables;
  private final long[] missing;
  private final Map<String, Long> targets = new TreeMap<>();
  private final Map<String, Long> regimes = new TreeMap<>();
  private long observational;
  private long unknown;
  private long samples;
  private long rows;

  SampleTally(List<String> variables) {
    this.variables = variables;
    this.missing = new long[variables.size()];
  }

  /**
   * Counts a row.
   *
   * @param values NaN where there is none: such a row is no sample
   * @param targets null if unknown
   * @param regime null if the targets say it
   */
  void add(List<Double> values, List<String> targets, String regime) {
    rows++;
    boolean complete = true;
    for (int i = 0; i < missing.length; i++) {
      if (Double.isNaN(values.get(i))) {
        missing[i]++;
        complete = false;
      }
    }
    if (!complete) {
      return;
    }
    samples++;
    if (targets == null) {
      unknown++;
    } else if (targets.isEmpty()) {
      observational++;
    } else {
      count(this.targets, String.join(";", targets.stream().sorted().toList()));
    }
    if (regime != null) {
      count(regimes, regime);
    }
  }

  private static void count(Map<String, Long> counts, String name) {
    if (counts.size() < TOLD_APART || counts.containsKey(name)) {
      counts.merge(name, 1L, Long::sum);
    }
  }

  long rows() {
    return rows;
  }

  long samples() {
    return samples;
  }

  /** "3 observational, 9 interventional", and those of unknown targets if there are any. */
  String kinds() {
    return "%d observational, %d interventional%s"
        .formatted(
            observational,
            samples - observational - unknown,
            unknown > 0 ? ", " + unknown + " of unknown targets" : "");
  }

  /** How many rows are left out and for which columns; empty if none are. */
  String leftOut() {
    if (rows == samples) {
      return "";
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] > 0) {
        columns.add(variables.get(i) + " " + missing[i]);
      }
    }
    return "%d of %d rows are left out for missing values: %s"
        .formatted(rows - samples, rows, String.join(", ", columns));
  }

  /** The targets, each with the number of its samples; empty if there are none. */
  String targets() {
    return list(targets);
  }

  /** The regimes that rows name, each with the number of its samples; empty if there are none. */
  String regimes() {
    return list(regimes);
  }

  private static String list(Map<String, Long> counts) {
    List<String> first =
        counts.entrySet().stream()
            .limit(SHOWN)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    String more =
        counts.size() <= SHOWN
            ? ""
            : String.format(
                Locale.ROOT,
                ", and %d%s more",
                counts.size() - SHOWN,
                counts.size() == TOLD_APART ? " or" : "");
    return String.join(", ", first) + more;
  }
}
