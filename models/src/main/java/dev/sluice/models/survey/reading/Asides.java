// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Set;

/**
 * Remarks after yes and no that answer another question than the one that was asked: what the
 * question is like, that it is understood, that there is nobody to have a preference.
 */
record Asides(Tokens tokens) {
  private static final Set<String> WEIGHING =
      Lexicon.words(
          "hard difficult tough tricky good great interesting complex complicated deep simple easy"
              + " straightforward");
  private static final Set<String> QUESTIONS =
      Lexicon.words("dilemma question scenario situation topic subject matter case");
  private static final Set<String> ARTICLES = Lexicon.words("a an the such quite");
  private static final Set<String> LINKS =
      Lexicon.words("in to for of thing choice option way answer one");
  private static final Set<String> OPEN =
      Lexicon.words("both either sides answer answers solution pros arguments merits options");
  private static final Phrases HELPING =
      Phrases.of(
          """
          i understand|i can help|i can assist|i can answer|i can do that|i can certainly|i can try|
          i am happy to|i would be happy to|i would be glad to|i am glad to|i am here|i am ready|
          i will help|i will answer|i will try|i hear you|i am aware|i see your|i see the|i see what|
          i see why|i know what|i know how|i know why|i know you|i see how|i have read|let us|let me|you are wrong|you are mistaken|you misunderstand|how can i|what can i
          """);
  private static final Phrases BEING_ONE = Phrases.of("i am a|i am an|i am just|i am only");
  private static final int FEW = 8;
  private static final Phrases NOTHING =
      Phrases.of(
          """
          i do not have|i have no|i lack|i do not hold|i do not possess|i do not experience|
          i do not form|i have neither
          """);
  private static final Set<String> HELD =
      Lexicon.words(
          "preference preferences opinion opinions feeling feelings belief beliefs emotion emotions"
              + " experience experiences consciousness values morals ability capacity stance view"
              + " views viewpoint viewpoints personal desires");

  /** "That is a hard question": a few words from its predicate on. */
  boolean isHardQuestion(int at, int end) {
    boolean article = tokens.isWord(at) && ARTICLES.contains(tokens.word(at));
    for (int i = at; i < Math.min(end, at + 6) && tokens.isWord(i); i++) {
      String word = tokens.word(i);
      if (WEIGHING.contains(word) && !isEasy(at, i)) {
        return true;
      }
      article = article && !LINKS.contains(word);
      if (article && QUESTIONS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** "Good question", "what a dilemma". */
  private boolean isExclamation(int start, int end) {
    int at = tokens.is(start, "what") ? start + 1 : start;
    while (at < end
        && tokens.isWord(at)
        && (ARTICLES.contains(tokens.word(at)) || WEIGHING.contains(tokens.word(at)))) {
      at++;
    }
    return at > start && at < end && tokens.isWord(at) && QUESTIONS.contains(tokens.word(at));
  }

  /** "I am an AI", and nothing else. */
  private boolean isOfItself(int start, int end) {
    int at = end > start + FEW ? -1 : BEING_ONE.end(tokens, start, end);
    while (at >= 0 && at < end && tokens.isWord(at)) {
      at++;
    }
    return at >= end;
  }

  /** Whether a remark helps, or tells what there is to say on both sides. */
  boolean isBesideThePoint(int at, int end) {
    if (HELPING.end(tokens, at, end) >= 0 || isExclamation(at, end) || isOfItself(at, end)) {
      return true;
    }
    boolean there = tokens.is(at, "there") && (tokens.is(at + 1, "is") || tokens.is(at + 1, "are"));
    for (int i = at + 2; there && i < end && tokens.isWord(i); i++) {
      if (OPEN.contains(tokens.word(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where it is said that there are no preferences or feelings to choose by, before a "but"; -1 if
   * nowhere up to the end of the sentence after that of the token.
   */
  int nothingToChooseBy(int start) {
    int stops = 0;
    for (int i = start; i < tokens.size() && stops < 2; i++) {
      if (Phrases.isStop(tokens.mark(i)) && tokens.isWord(i + 1) && i > start) {
        stops++;
      }
      int nothing = NOTHING.end(tokens, i, tokens.size());
      for (int j = nothing; nothing >= 0 && j < nothing + 4 && tokens.isWord(j); j++) {
        if (HELD.contains(tokens.word(j))) {
          return goesOn(j) ? -1 : j + 1;
        }
      }
    }
    return -1;
  }

  /** "It is easy" agrees, "it is not that easy" does not. */
  private boolean isEasy(int at, int i) {
    String word = tokens.word(i);
    boolean light = word.equals("simple") || word.equals("easy") || word.equals("straightforward");
    return light && !tokens.is(at, "not");
  }

  private boolean goesOn(int from) {
    for (int i = from; i < tokens.size() && !Phrases.isStop(tokens.mark(i)); i++) {
      if (tokens.is(i, "but")) {
        return true;
      }
    }
    return false;
  }
}
