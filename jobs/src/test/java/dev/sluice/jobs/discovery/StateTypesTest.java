// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.models.discovery.replay.Learned;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {TrainRequest.class, Gathered.class, HeldIntervention.class, Learned.class})
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
