// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.models.survey.agreement.AgreementRow;
import dev.sluice.models.survey.agreement.ModelPair;
import dev.sluice.models.survey.agreement.PairMoments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        Agreement.class,
        ModelPair.class,
        AgreementChange.class,
        AgreementRow.class,
        Answered.class,
        PairMoments.class,
        CompareVersions.Counted.class,
        ModelVersion.class,
        Response.class,
        Scenario.class,
        ScenarioChange.class,
        ScenarioRecord.class,
        Survey.class,
        VersionChange.class,
        Versions.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
