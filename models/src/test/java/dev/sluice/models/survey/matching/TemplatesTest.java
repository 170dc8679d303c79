// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
  @TempDir private Path folder;

  @Test
  void theShippedQuestionsHaveTheirOptionsInOrder() {
    String question =
        QuestionTemplate.shipped()
            .get(QuestionType.AB)
            .ask("It rains.", "I walk.", "I ride.", QuestionForm.AB_1);
    assertThat(question)
        .isEqualTo(
            "It rains.\nWhat would you do?\nA. I ride.\nB. I walk.\nReply with A or B.\nAnswer:");
  }

  @Test
  void fillsEverySlotOnce() {
    assertThat(Template.of("No, {optionB} over {optionA_short}").fill("I {optionB}.", "I Pay. "))
        .isEqualTo("no, i pay.  over i {optionb}");
  }

  @Test
  void refusalsAreLinesThatAreNotBlank() throws IOException {
    write("ab", "{\"responses_A\": [\"A\"], \"responses_B\": [\"B\"]}");
    write("repeat", "{\"responses_A\": [\"{optionA}\"], \"responses_B\": []}");
    write("compare", "{\"responses_A\": [\"Yes\"], \"responses_B\": [\"No\"]}");
    Files.writeString(folder.resolve("response_templates/refusals.txt"), "I decline \n\nSorry");
    ResponseTemplates templates = ResponseTemplates.load(folder);
    assertThat(templates.refusals()).containsExactly("I decline ", "Sorry");
    assertThat(templates.optionA().get(QuestionType.REPEAT)).containsExactly("{optionA}");
    assertThat(templates.optionB().get(QuestionType.REPEAT)).isEmpty();
  }

  @Test
  void messagesNameTheFile() throws IOException {
    assertThatThrownBy(() -> ResponseTemplates.load(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ab.json");
    write("ab", "{\"responses_A\": \"A\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseTemplates.load(folder))
        .withMessage("response_templates/ab.json: responses_A must be an array of texts");
    write("ab", "{");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseTemplates.load(folder))
        .withMessageStartingWith("response_templates/ab.json is not JSON");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuestionTemplate("", "{} or {}?"))
        .withMessageContaining("three slots");
  }

  private void write(String name, String json) throws IOException {
    Path file = folder.resolve("response_templates/" + name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }
}
