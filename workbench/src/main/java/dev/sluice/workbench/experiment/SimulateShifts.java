// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.workbench.command.Failure;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice simulate shifts}: samples of a causal model whose mechanisms change. */
@Command(
    name = "shifts",
    description = {
      "Draw a random causal model, or read a Bayesian network, and send samples of it; then change"
          + " some of its mechanisms, again and again, and go on.",
      "",
      "Samples carry their regime, the mechanisms that differ from the source as targets, and what"
          + " the true law says of them. Everything is a function of the options: the same command"
          + " sends the same samples, and a greater --shifts adds to those of an earlier run.",
      "",
      SimulationOptions.FAMILIES,
      "Shifts, each of --targets mechanisms chosen at random, the others as in the source:",
      "  redraw-one       drawn anew from the same law",
      "  perfect          parents cut: N(0, 4), or uniform over the categories",
      "  gradual          drawn anew; old and new are mixed over --transition samples",
      "  recurrent        drawn anew; shift-1, source, shift-2, source, shift-1, and so on",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate shifts --experiment moves --graph er:8:1 --mechanisms linear-gaussian \\",
      "    --shift perfect --shifts 10 --rate 50 --bootstrap localhost:9092",
      "  sluice simulate shifts --experiment lab --graph er:6:1 --mechanisms categorical:3 \\",
      "    --source 20000 --shots 5000 --shift recurrent --shifts 4 --bootstrap localhost:9092"
    })
public final class SimulateShifts implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private SimulationOptions options;

  @Mixin private ShiftOptions shifts;

  @Option(
      names = "--unknown-targets",
      description = "Do not tell the job which mechanisms have changed: targets are null.")
  private boolean unknownTargets;

  @Mixin private SimulationOutput output;

  @Override
  public void run() {
    ShiftSchedule schedule = shifts.schedule();
    SimulatedSystem.Drawn system = options.draw(schedule.shift().kind());
    SimulatedExperiment drawn = system.experiment();
    if (schedule.targets() > drawn.dimension()) {
      throw new Failure(
          "--targets %d: %s has only %d variables"
              .formatted(schedule.targets(), options.system().graphOption(), drawn.dimension()));
    }
    SimulationOutput.Channel channel = output.open(system, options.system());
    ShiftingExperiment experiment = channel.experiment().shifting(schedule, !unknownTargets);
    AtomicLong index = new AtomicLong();
    channel.send(schedule.length(), () -> experiment.sample(index.getAndIncrement()));
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d samples of %s to %s: %d of the source, %d shifts of %d (%s, %s)%n",
            schedule.length(),
            drawn.id(),
            channel.topic(),
            schedule.source(),
            schedule.shifts(),
            schedule.shots(),
            schedule.shift().code(),
            options);
  }
}
