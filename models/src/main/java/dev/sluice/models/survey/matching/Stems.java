// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.StringJoiner;
import java.util.function.Predicate;
import opennlp.tools.stemmer.PorterStemmer;

/** The stems (Porter 1980) of a text's words, joined by one space. */
final class Stems {

  private Stems() {}

  static String of(String text) {
    return of(text, stem -> true);
  }

  /** The stems of a text; null if one of them is not known. */
  static String of(String text, Predicate<String> known) {
    PorterStemmer stemmer = new PorterStemmer();
    StringJoiner stems = new StringJoiner(" ");
    for (String word : WordTokenizer.words(text)) {
      String stem = stemmer.stem(word);
      if (!known.test(stem)) {
        return null;
      }
      stems.add(stem);
    }
    return stems.toString();
  }
}
