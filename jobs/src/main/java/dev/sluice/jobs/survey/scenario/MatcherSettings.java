// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.ResponseTemplates;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How texts are mapped to labels. Holds the templates themselves: the folder they were read from
 * need not exist on the machines of the cluster.
 *
 * @param mode of the rules
 * @param optionA per wording, texts that choose the first option
 * @param optionB per wording, texts that choose the second option
 * @param refusals phrases that make an answer a refusal
 */
public record MatcherSettings(
    MatcherMode mode,
    Map<QuestionType, List<String>> optionA,
    Map<QuestionType, List<String>> optionB,
    List<String> refusals)
    implements Serializable {

  /** A mode of matching with these templates. */
  public static MatcherSettings of(MatcherMode mode, ResponseTemplates templates) {
    return new MatcherSettings(
        mode, templates.optionA(), templates.optionB(), templates.refusals());
  }

  ResponseTemplates templates() {
    return new ResponseTemplates(optionA, optionB, refusals);
  }
}
