// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(classes = {Turns.class, Steps.class, Place.class})
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
