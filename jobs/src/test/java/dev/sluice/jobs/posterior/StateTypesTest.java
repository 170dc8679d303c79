// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        Contribution.class,
        Gathering.class,
        Part.class,
        RefreshRequest.class,
        Running.class,
        SamplerMemory.class,
        ScoredNodes.class,
        SliceRequest.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
