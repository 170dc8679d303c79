// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.api.Test;

/** Nothing that travels between operators may fall to Kryo. */
class StateTypesTest {

  @Test
  void isAPojoThroughAndThrough() {
    assertSerializedAsPojoWithoutKryo(GivenCase.class);
  }
}
