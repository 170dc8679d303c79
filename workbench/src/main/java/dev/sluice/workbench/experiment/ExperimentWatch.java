// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.command.AwaitOptions;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.command.WatchOptions;
import dev.sluice.workbench.experiment.ExperimentResults.Newest;
import dev.sluice.workbench.experiment.ExperimentResults.Subject;
import dev.sluice.workbench.topics.Snapshots;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options and the work of a command that watches what a job writes of one experiment. */
public final class ExperimentWatch {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ExperimentResults results;
  @Mixin private WatchOptions watch;

  /** What is shown. */
  public interface View<T> {
    /** Takes a snapshot, in turn; null if the experiment has ended. */
    void observe(T snapshot);

    /** The lines of the latest snapshot. */
    List<String> lines(T latest, boolean shaded);
  }

  /**
   * Shows the snapshots of the experiment, until it ends.
   *
   * @throws Failure if there is none in time
   */
  public <T extends SpecificRecordBase> void run(Subject<T> subject, View<T> view) {
    KafkaSettings settings = results.connect(subject);
    try (Snapshots<T> snapshots = results.open(settings, subject.latest(), subject.type());
        Snapshots<T> all = results.open(settings, subject.all(), subject.type())) {
      Newest<T> newest = results.await(settings, subject, snapshots);
      if (watch.once()) {
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        Terminal terminal = new Terminal(false, Terminal.ofProcess().shades());
        print(newest.snapshot(), view, terminal, snapshots);
      } else {
        follow(snapshots, all, newest, view);
      }
    }
  }

  private <T extends SpecificRecordBase> void follow(
      Snapshots<T> snapshots, Snapshots<T> all, Newest<T> newest, View<T> view) {
    Terminal terminal = Terminal.ofProcess();
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.start());
    T shown = null;
    long unread = 0;
    while (newest.snapshot() != null && !Thread.currentThread().isInterrupted()) {
      if (!newest.snapshot().equals(shown) || snapshots.unread().records() > unread) {
        shown = newest.snapshot();
        unread = snapshots.unread().records();
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        print(shown, view, terminal, snapshots);
      }
      snapshots.poll(AwaitOptions.POLL, newest);
    }
    out.printf("experiment %s has ended%n", results.experimentId());
  }

  private <T extends SpecificRecordBase> void print(
      T snapshot, View<T> view, Terminal terminal, Snapshots<T> snapshots) {
    List<String> lines = new ArrayList<>(view.lines(snapshot, terminal.shades()));
    snapshots
        .unread()
        .text()
        .ifPresent(text -> lines.add(text + "; the latest that is shown may be older"));
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.frame(lines));
    out.flush();
  }
}
