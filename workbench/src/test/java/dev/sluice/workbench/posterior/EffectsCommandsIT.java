// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.experiment.FormulaCsv;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to effects on a screen, by commands only. */
final class EffectsCommandsIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void aBoundedRunTellsOfEffectsAndTheyAreShown() throws IOException {
    Path waves = Files.writeString(folder.resolve("waves.csv"), FormulaCsv.continuous());
    BROKER.sluice(
        "replay", "samples", waves, "--experiment=waves", "--declare", "--targets-column=INT");
    Console early =
        BROKER.sluice(
            "watch", "posterior", "--effects", "--once", "--experiment=waves", "--timeout=0s");
    assertThat(early.code()).isEqualTo(Sluice.FAILED);
    assertThat(early.err())
        .contains("no topic sluice.posterior.effects")
        .contains("has the posterior --effects job run?");

    Console run =
        BROKER.sluice("run", "posterior", "--bounded", "--ui-port=0", "--effects=A->B,B->A,A->Z");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    EffectsSnapshot effects =
        BROKER.latest(Topic.POSTERIOR_EFFECTS_LATEST, EffectsSnapshot.class).get("waves");
    PosteriorSnapshot posterior =
        BROKER.latest(Topic.POSTERIOR_LATEST, PosteriorSnapshot.class).get("waves");
    assertThat(effects.getFailure()).isNull();
    assertThat(effects.getSamples()).isEqualTo(posterior.getSamples()).isEqualTo(12);
    assertThat(effects.getEffects()).extracting("cause").containsExactly("A", "B");
    Console watch =
        BROKER.sluice("watch", "posterior", "--effects", "--once", "--experiment=waves");
    assertThat(watch.err()).isEmpty();
    assertThat(watch.out()).contains(EffectsView.lines(effects));
  }
}
