// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.MechanismShift;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a simulated system that shifts to the comparison in the compacted topic, by commands. */
final class RunAdaptationIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @Test
  void detectsTheSimulatedShift() {
    assertThat(
            BROKER
                .sluice(
                    "simulate",
                    "shifts",
                    "--experiment=moves",
                    "--graph=chain:4",
                    "--mechanisms=categorical:3",
                    "--source=3000",
                    "--shots=500",
                    "--shifts=1")
                .err())
        .doesNotContain("sluice simulate shifts:");

    Console run =
        BROKER.sluice(
            "run", "adaptation", "--bounded", "--burn-in=2500", "--window=250", "--ui-port=0");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "adaptation job ended: samples and graphs 3,500 read = 3,500 accepted + 0 dead-lettered +"
                + " 0 late + 0 duplicate + 0 waiting; declarations 1 read = 1 accepted + 0"
                + " dead-lettered + 0 late + 0 duplicate + 0 waiting");
    AdaptationSnapshot latest =
        BROKER.latest(Topic.ADAPTATION_LATEST, AdaptationSnapshot.class).get("moves");
    assertThat(latest.getSamples()).isEqualTo(3500);
    assertThat(latest.getRegime()).isEqualTo("shift-1");
    assertThat(latest.getRegimeSamples()).isEqualTo(500);
    assertThat(latest.getOracleLoss()).isPositive();
    assertThat(latest.getDetection().getShifts()).isEqualTo(1);
    assertThat(latest.getDetection().getDetected()).isEqualTo(1);
    assertThat(latest.getEvents())
        .filteredOn(event -> event.getRegime().equals("shift-1"))
        .extracting(MechanismShift::getVariable)
        .containsAll(latest.getTargets())
        .isNotEmpty();
  }
}
