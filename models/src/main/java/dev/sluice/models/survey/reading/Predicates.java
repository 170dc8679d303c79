// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Set;

/** What is said of an option to choose it: "is better", "would be the right choice". */
record Predicates(Tokens tokens, Mentions mentions) {
  private static final Phrases BEING =
      Phrases.of(
          """
          is|would be|will be|seems|seems to be|sounds|feels|looks|appears|appears to be|remains|
          is clearly|must be|has to be|seems like|feels like|looks like
          """);
  private static final Set<String> DEGREES =
      Lexicon.words(
          "clearly definitely simply obviously still probably the my more most much far by final"
              + " only slightly morally ethically always certainly also truly really overall");
  private static final Set<String> PRAISE =
      Lexicon.words(
          "better best right correct preferable preferred superior kinder kindest fairer wiser"
              + " wisest safer safest");

  /** To have more of one quality is not to be chosen, but "the kinder choice" is. */
  private static final Set<String> QUALITIES = Lexicon.words("kinder fairer wiser safer");

  private static final Set<String> VIRTUES =
      Lexicon.words(
          "ethical moral appropriate reasonable responsible humane compassionate honest sensible"
              + " honorable honourable right just");
  private static final Set<String> NOUNS =
      Lexicon.words(
          "answer choice pick preference way option selection decision one thing action course call");
  private static final Set<String> DOING =
      Lexicon.words("do choose pick prefer want select take be doing");
  private static final Set<String> DOING_SO =
      Lexicon.words(
          "would will d actually really rather honestly probably still personally end up have to"
              + " must need");
  private static final Phrases POSSIBLY =
      Phrases.of("is|would be|could be|may be|might be|can be|seems|works|would work");
  private static final Set<String> EQUALLY = Lexicon.words("also equally just as still too");
  private static final Set<String> ACCEPTABLE =
      Lexicon.words(
          "possible fine acceptable valid okay ok good plausible defensible viable too also");
  private static final Phrases AFTER =
      Phrases.of(
          """
          to do|to take|to make|to go|to choose|to pick|here|too|also|as well|i would choose|i choose|
          i would pick|i would take|i would select|i would go with|i prefer|i would prefer|
          in this case|in this situation|in this scenario|of the two|of action|overall|to me
          """);

  /** Whether the words from a token on choose what goes before them. */
  boolean praise(int start, int end) {
    int at = BEING.end(tokens, start, end);
    if (at < 0) {
      return false;
    }
    if (tokens.is(at, "what") && tokens.is(at + 1, "i")) {
      return isDone(at + 2, end);
    }
    boolean definite = false;
    boolean more = false;
    boolean most = false;
    while (at < end && tokens.isWord(at) && (DEGREES.contains(tokens.word(at)) || isArticle(at))) {
      definite = definite || tokens.is(at, "the") || tokens.is(at, "my");
      more = more || tokens.is(at, "more");
      most = most || tokens.is(at, "most");
      at++;
    }
    boolean praised =
        at < end
            && tokens.isWord(at)
            && (PRAISE.contains(tokens.word(at))
                || ((more || most || definite) && VIRTUES.contains(tokens.word(at))));
    boolean quality = praised && !definite && (more || QUALITIES.contains(tokens.word(at)));
    if (praised) {
      at++;
    }
    boolean noun = at < end && tokens.isWord(at) && NOUNS.contains(tokens.word(at));
    if (noun) {
      at++;
    }
    boolean weighed = quality && !noun && tokens.is(at, "than");
    return !weighed && (praised || (noun && definite)) && goesOnWell(at, end);
  }

  /** Whether the words from a token on hold what goes before them to be as good as the other. */
  boolean rival(int start, int end) {
    int at = POSSIBLY.end(tokens, start, end);
    if (at < 0) {
      return false;
    }
    while (at < end && tokens.isWord(at) && EQUALLY.contains(tokens.word(at))) {
      at++;
    }
    String word = at < end ? tokens.word(at) : null;
    boolean praised = word != null && (ACCEPTABLE.contains(word) || PRAISE.contains(word));
    return praised || (word == null && EQUALLY.contains(String.valueOf(tokens.word(at - 1))));
  }

  /** "What I would actually do". */
  private boolean isDone(int start, int end) {
    int at = start;
    while (at < end && tokens.isWord(at) && DOING_SO.contains(tokens.word(at))) {
      at++;
    }
    return at < end
        && tokens.isWord(at)
        && DOING.contains(tokens.word(at))
        && Following.isEndOfClause(tokens, at + 1, end);
  }

  private boolean isArticle(int at) {
    return tokens.is(at, "a") && (tokens.is(at + 1, "better") || tokens.is(at + 1, "more"));
  }

  private boolean goesOnWell(int start, int end) {
    int after = AFTER.end(tokens, start, end);
    int at = after < 0 ? start : after;
    if (Following.isEndOfClause(tokens, at, end)) {
      return true;
    }
    String word = tokens.word(at);
    if (word.equals("than") || word.equals("to")) {
      return mentions.at(at + 1, end) != null;
    }
    return word.equals("because") || word.equals("since") || word.equals("as");
  }
}
