// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import java.util.List;

/**
 * What is known of a set of scenarios.
 *
 * @param name of the set
 * @param scenarios that are declared
 * @param expected answers of each model, all forms together; 0 if nobody knows
 * @param models metrics in the order of their keys
 * @param drifts in the order of their keys
 * @param clusters of those who agree; null if there are none
 */
record SurveySet(
    String name,
    int scenarios,
    long expected,
    List<SurveyModelMetrics> models,
    List<SurveyDrift> drifts,
    SurveyClusters clusters) {}
