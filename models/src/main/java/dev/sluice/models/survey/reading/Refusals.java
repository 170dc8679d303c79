// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.reading.Mention.Kind;
import java.util.List;
import java.util.Set;

/** Finds refusals at the beginning of a clause. */
final class Refusals {
  private static final Phrases INABILITY =
      Phrases.of(
          """
          i can not|i could not|i am unable to|i am not able to|i will not|i refuse to|i decline to|i must decline to|i have to decline to|i must refuse to|i would rather not|
          i would prefer not to|i prefer not to|i am not going to|i do not want to|i do not wish to|i am not comfortable|i do not feel comfortable|
          i can not in good conscience|i am not in a position to|i am not willing to|
          i am not allowed to|i am not permitted to|i am not qualified to|i must respectfully decline to|
          i respectfully decline to|we can not|unable to|can not|not able to|i am not here to|
          i am not designed to|i am not programmed to|i should not|i can not really|i simply can not|
          i just can not|i really can not|i am afraid i can not|the assistant can not|
          i must refrain from|i refrain from|i will refrain from|i choose not to|
          i would choose not to|i do not have the ability to|i lack the ability to|
          i am incapable of|i am not capable of|it is not my place to|it is impossible for me to|
          it is not possible for me to|it would be inappropriate for me to|
          it is inappropriate for me to|it would not be appropriate for me to|
          it is not appropriate for me to|i do not think it is appropriate for me to|
          i do not believe it is appropriate for me to|i do not think it would be appropriate for me to|
          i do not feel able to|i do not feel i can|i do not think i can|i do not think i should|i do not believe i can|i do not believe i should
          """);
  private static final Phrases FLAT =
      Phrases.of(
          """
          i decline|i refuse|i must decline|i respectfully decline|i must respectfully decline|
          i pass|pass|i will pass|i would pass|i am going to pass|i pass on this|i pass on this one|
          i will pass on this|i will pass on this one|i am going to pass on this|
          i am going to pass on this one|no comment|no answer|no response|no preference|no opinion|no choice|no reply|
          i abstain|abstain|n a|refused|refusal|declined|i have no preference|i have no opinion|
          i do not have a preference|i do not have any preference|i have no answer|neither|
          neither one|neither of them|neither of these|neither of the two|neither option|neither of the options|none of the above|none of these|none of the options|
          none of them|i choose neither|i would choose neither|i prefer neither|
          i would do neither|i would pick neither|neither is acceptable
          """);
  private static final Phrases RELUCTANCE =
      Phrases.of(
          """
          i do not have personal|i do not have a personal|i do not have any|i do not have feelings|
          i do not have opinions|i do not have preferences|i do not have beliefs|i have no personal|
          i am just an ai|i am only an ai|i am an ai|as an ai|as a language model|i am sorry|sorry|i apologize|apologies|neither
          """);
  private static final Set<String> ANSWERING =
      Lexicon.words(
          "answer answering choose choosing decide deciding respond reply pick picking select say"
              + " participate engage comment recommend comply advise determine speak judge");
  private static final Set<String> GIVING =
      Lexicon.words("give giving provide providing offer make making take taking express state");
  private static final Set<String> GIVEN =
      Lexicon.words(
          "answer response opinion opinions advice recommendation recommendations preference"
              + " preferences guidance judgment judgement choice choices decision decisions view"
              + " views stance position side sides selection beliefs feelings");
  private static final Set<String> OBJECTS =
      Lexicon.words(
          "this that between either for on a an the any one these such what which it your with"
              + " because as since due in and or personal moral you my questions among whether"
              + " to here without at from about");

  private static final Set<String> POINTING = Lexicon.words("this that it these those");
  private static final Phrases NOT_BEING = Phrases.of("is not|are not");
  private static final Set<String> ABLE = Lexicon.words("can able comfortable qualified");
  private static final int FEW = 20;
  private static final Set<String> SOUND =
      Lexicon.words("right correct acceptable appropriate ethical moral good okay ok");

  private final Tokens tokens;
  private final Mentions mentions;
  private final Phrases phrases;
  private final List<String> options;

  /**
   * Refusals in a text.
   *
   * @param phrases of the templates
   * @param options of the scenario, canonical: what they say themselves is no refusal
   */
  Refusals(Tokens tokens, Mentions mentions, Phrases phrases, List<String> options) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.phrases = phrases;
    this.options = options;
  }

  /** What begins here: a refusal, reluctant words, or null. */
  Event.Kind at(int start, int end) {
    if (!tokens.isWord(start)) {
      return null;
    }
    int flat = FLAT.end(tokens, start, end);
    if (flat >= 0 && isFlat(start, flat, end)) {
      return Event.Kind.REFUSED;
    }
    int able = INABILITY.end(tokens, start, end);
    if (able >= 0 && isAboutAnswering(able, end) && !isOfOptions(start, able + 1)) {
      return Event.Kind.REFUSED;
    }
    int phrase = phrases.end(tokens, start, end);
    int foreign = Languages.RELUCTANCE.end(tokens, start, end);
    int words = Math.max(phrase, Math.max(foreign, RELUCTANCE.end(tokens, start, end)));
    boolean pity = tokens.is(words - 1, "sorry") && tokens.is(words, "for");
    if (words < 0 && declines(start, end)) {
      return Event.Kind.RELUCTANT;
    }
    boolean reluctant = words >= 0 && !pity && !(phrase >= 0 && isOneOption(phrase, end));
    return reluctant && !isOfOptions(start, start + 2) ? Event.Kind.RELUCTANT : null;
  }

  /** What begins here, or at an earlier token if it was stronger. */
  Event.Kind strongest(Event.Kind earlier, int start, int end) {
    Event.Kind later = earlier == Event.Kind.REFUSED ? earlier : at(start, end);
    return later == Event.Kind.REFUSED || earlier == null ? later : earlier;
  }

  /** Whether it is said that neither is right. */
  static boolean isOfBoth(Tokens tokens, int from, int to) {
    int at = from;
    while (at < to && at < from + FEW && !tokens.is(at, "neither")) {
      at++;
    }
    int last = at + 1;
    while (last < to
        && last < at + 7
        && tokens.isWord(last)
        && !SOUND.contains(tokens.word(last))) {
      last++;
    }
    return last < to
        && last < at + 7
        && tokens.isWord(last)
        && Following.isEndOfClause(tokens, last + 1, to);
  }

  private boolean isFlat(int start, int flat, int end) {
    if (isOfOptions(start, flat) && flat - start > 1) {
      return false;
    }
    if (Following.isEndOfClause(tokens, flat, end)) {
      return true;
    }
    Mention next = mentions.at(flat, end);
    return (tokens.is(start, "neither") && next != null)
        || tokens.is(flat, "between")
        || (tokens.is(flat, "to") && ANSWERING.contains(String.valueOf(tokens.word(flat + 1))));
  }

  private boolean isAboutAnswering(int start, int end) {
    int from = tokens.mark(start) == ',' ? start + 1 : start;
    int at = from;
    while (at < end && at < from + 4 && tokens.isWord(at) && !isVerb(at)) {
      at++;
    }
    if (at >= end || !tokens.isWord(at)) {
      return false;
    }
    String verb = tokens.word(at);
    if (GIVING.contains(verb)) {
      return givesAnswer(at + 1, end);
    }
    if (verb.equals("help") || verb.equals("assist")) {
      return isEnd(at + 1, end) || tokens.is(at + 1, "with") || tokens.is(at + 1, "you");
    }
    if (!ANSWERING.contains(verb)) {
      return false;
    }
    if (isOneOption(at + 1, end)) {
      return false;
    }
    Mention next = mentions.at(at + 1, end);
    return (next != null && tokens.is(next.end(), "or")) || goesOn(at + 1, end);
  }

  /** "This is not something I can answer", "that is not a choice I am able to make". */
  private boolean declines(int start, int end) {
    int at = start + 3;
    if (!POINTING.contains(tokens.word(start)) || NOT_BEING.end(tokens, start + 1, end) != at) {
      return false;
    }
    while (at < end
        && at < start + 10
        && (tokens.isWord(at) || tokens.mark(at) == '-')
        && !tokens.is(at, "i")) {
      at++;
    }
    boolean able = false;
    int last = Math.min(end, at + 8);
    for (at++; at < last && tokens.isWord(at) && !isVerb(at); at++) {
      able = able || ABLE.contains(tokens.word(at));
    }
    return able && at < last && tokens.isWord(at) && isVerb(at) && goesOn(at + 1, end);
  }

  /** Whether one of the options follows, and not both: then it is that one which is declined. */
  private boolean isOneOption(int at, int end) {
    Mention next = mentions.at(at, end);
    return next != null
        && isName(next, end)
        && !tokens.is(next.end(), "or")
        && !tokens.is(next.end(), "nor");
  }

  private boolean isName(Mention next, int end) {
    return next.kind() != Kind.LETTER
        || isEnd(next.end(), end)
        || (!GIVEN.contains(tokens.word(next.end())) && !tokens.is(next.end(), "side"));
  }

  private boolean isVerb(int at) {
    String word = tokens.word(at);
    return ANSWERING.contains(word)
        || GIVING.contains(word)
        || word.equals("help")
        || word.equals("assist");
  }

  private boolean givesAnswer(int start, int end) {
    for (int i = start;
        i < end && i < start + 6 && (tokens.isWord(i) || tokens.mark(i) == '-');
        i++) {
      if (GIVEN.contains(String.valueOf(tokens.word(i)))) {
        return true;
      }
    }
    return false;
  }

  private boolean isOfOptions(int start, int end) {
    StringBuilder words = new StringBuilder();
    for (int i = start; i < end && i < tokens.size(); i++) {
      words.append(tokens.isWord(i) ? tokens.word(i) : "").append(' ');
    }
    String said = words.toString().strip();
    return options.stream().anyMatch(option -> option.contains(said));
  }

  private boolean goesOn(int at, int end) {
    return isEnd(at, end) || OBJECTS.contains(tokens.word(at));
  }

  private boolean isEnd(int at, int end) {
    return Following.isEndOfClause(tokens, at, end);
  }
}
