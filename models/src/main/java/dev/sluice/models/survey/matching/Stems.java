// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.StringJoiner;
import opennlp.tools.stemmer.PorterStemmer;

/** The stems (Porter 1980) of a text's words, joined by one space. */
final class Stems {

  private Stems() {}

  static String of(String text) {
    PorterStemmer stemmer = new PorterStemmer();
    StringJoiner stems = new StringJoiner(" ");
    for (String word : WordTokenizer.words(text)) {
      stems.add(stemmer.stem(word));
    }
    return stems.toString();
  }
}
