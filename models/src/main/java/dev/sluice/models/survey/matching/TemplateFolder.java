// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where template files are read from: a folder of the user, or the files that ship with Sluice. */
@FunctionalInterface
interface TemplateFolder {

  /**
   * The text of the file at a path inside the folder, such as {@code response_templates/ab.json}.
   */
  String text(String file);

  /** The JSON of a file; a message that names the file if it is not JSON. */
  default JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(text(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A folder in the layout of the paper's public repository. */
  static TemplateFolder of(Path folder) {
    return file -> {
      try {
        return Files.readString(folder.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException("templates: cannot read " + folder.resolve(file), e);
      }
    };
  }

  /** The templates that ship with Sluice. */
  static TemplateFolder shipped() {
    return file -> {
      try (InputStream stream = TemplateFolder.class.getResourceAsStream(file)) {
        if (stream == null) {
          throw new FileNotFoundException(file);
        }
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("templates: cannot read the shipped " + file, e);
      }
    };
  }
}
