// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plain update takes on its topic, as JSON. */
class UpdateSizeTest {

  /** Numbers in base64, and the fields around them; 7 kB are what 20 variables may take. */
  @ParameterizedTest
  @CsvSource({"6, 447", "20, 4179", "100, 105727"})
  void aPlainUpdateTakesAThirdMoreThanItsNumbers(int variables, int bytes) {
    EdgeLogits change = EdgeLogits.zero(variables);
    Arrays.fill(change.existence(), -8);
    Arrays.fill(change.orientation(), 8);
    SiteUpdate update = new SiteUpdate("a", 2, change, SiteWeights.naive(variables));
    SiteAnswer.Plain answer =
        new SiteAnswer.Plain(new RoundId("lab", 2, 0), new UpdateEncoding(8).encode(update), 0);

    byte[] json =
        Encoder.of(FederationUpdate.class, WireFormat.JSON, null, "fed.update")
            .encode(Messages.plain(answer, "a").record());

    assertThat(new String(json, StandardCharsets.US_ASCII))
        .startsWith(
            "{\"federation\":\"lab\",\"round\":2,\"attempt\":0,\"site\":\"a\",\"words\":1,\"numbers\":\"");
    assertThat(json).hasSize(bytes);
  }
}
