// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.models.federation.rounds.SiteMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SiteBelief.class,
        Word.class,
        Heard.class,
        Evidence.class,
        HeldDraw.class,
        Row.class,
        SiteRequest.class,
        SiteKnowledge.class,
        Computed.class,
        SiteMemory.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
