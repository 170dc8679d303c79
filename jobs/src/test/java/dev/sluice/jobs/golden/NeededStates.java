// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static java.util.Map.entry;

import java.util.Map;

/** States that a golden savepoint has to hold an entry of, as {@code uid: name}. */
final class NeededStates {

  /** Which it may hold no entry of, and why: patterns of uid and name. */
  private static final Map<String, String> MAY_BE_EMPTY =
      Map.ofEntries(
          entry(".*: _timer_state/.*", "timers come and go with the state that they are set for"),
          entry(
              "declare: (held-back|former)",
              "kept while the declarations of before the start are read; DeclareFunctionTest restores it"),
          entry(
              "(observe|statistics|predict|summarise): failure",
              "of sums: no record that is let in makes them fail; CompareModels has one"),
          entry(
              "score: (owed|generation|failure)", "of Beside, as those of refresh, which has them"),
          entry(
              "refresh: (failure|newest|memory|generation)",
              "kept for a failure, or while work waits; NewestWithMemoryFunctionTest restores all"),
          entry(
              "evaluate: awaiting.*",
              "kept until there are weights of all models; EvaluateFunctionTest restores it"),
          entry(
              "statistics: tables",
              "kept beyond 64 MiB of statistics; TabledStatisticsFunctionTest restores it"),
          entry("tell: (owed|turns|failure)", "of Beside, as those of train, which has them"),
          entry("compare: (generation|failure)", "of Beside, as those of train, which has them"),
          entry(
              "join: (statistics|waiting-rows|waiting-count)",
              "rows that wait, and sums of rows, of --share statistics"),
          entry(
              "(audits|keys|own-shares|updates)-sink: writer_raw_states",
              "of a site, which speaks to its coordinator at least once: there is no transaction"),
          entry(
              "(?!Sink Committer).*: streaming_committer_raw_states",
              "Flink opens it in a sink's writer for savepoints of Flink 1.14, after restores only"));

  private NeededStates() {}

  static boolean contains(String state) {
    return MAY_BE_EMPTY.keySet().stream().noneMatch(state::matches);
  }
}
