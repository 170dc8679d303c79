// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.jobs.survey.agreement.AgreementChange;
import dev.sluice.jobs.survey.agreement.PairAgreement;
import dev.sluice.jobs.survey.agreement.ScenarioRow;
import dev.sluice.jobs.survey.agreement.SetAgreement;
import dev.sluice.jobs.survey.drift.CompareVersions;
import dev.sluice.jobs.survey.drift.VersionChange;
import dev.sluice.jobs.survey.drift.VersionPair;
import dev.sluice.jobs.survey.model.ModelSurvey;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.jobs.survey.scenario.RespondentAnswers;
import dev.sluice.jobs.survey.scenario.Response;
import dev.sluice.jobs.survey.scenario.Scenario;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.jobs.survey.scenario.ScenarioNews;
import dev.sluice.jobs.survey.scenario.ScenarioRecord;
import dev.sluice.models.survey.agreement.Correlations;
import dev.sluice.models.survey.agreement.ModelPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        AgreementChange.class,
        Correlations.class,
        ModelPair.class,
        ModelSurvey.class,
        ModelVersion.class,
        PairAgreement.class,
        CompareVersions.Counted.class,
        RespondentAnswers.class,
        Response.class,
        Scenario.class,
        ScenarioChange.class,
        ScenarioNews.class,
        ScenarioRecord.class,
        ScenarioRow.class,
        SetAgreement.class,
        VersionChange.class,
        VersionPair.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
